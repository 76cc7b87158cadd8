/** What a page sees of the files of a conversation. */
import { dangerOf, type FileDanger } from './file-danger.ts';
import { shownName } from './file-name.ts';
import type { Transfer, TransferEnd, TransferKey, TransferPhase, TransferWay } from './transfer-state.ts';

/** One file, immutable. Sizes in bytes. */
export interface FileView {
  key: TransferKey;
  way: TransferWay;
  /** Safe to show and to save under. */
  name: string;
  size: number;
  /** Out: what the other side has. In: what has come. */
  moved: number;
  phase: TransferPhase;
  heldHere: boolean;
  heldThere: boolean;
  danger: FileDanger | undefined;
  /** There was no room for it when it was to be taken. */
  lacksRoom: boolean;
  end: TransferEnd | undefined;
  /** A person saved it. */
  saved: boolean;
}

/** A file that was chosen and cannot be offered. */
export interface Refusal {
  name: string;
  why: 'too-large' | 'too-many';
}

export interface FilesView {
  /** What is said reaches the other side now; what moves, moves. */
  isOpen: boolean;
  /** In the order they came to be. */
  files: readonly FileView[];
  refusals: readonly Refusal[];
}

export function fileViewOf(transfer: Transfer, saved: boolean): FileView {
  const { key, way, size, moved, phase, heldHere, heldThere, lacksRoom, end } = transfer;
  const name = shownName(transfer.name);
  return { key, way, name, size, moved, phase, heldHere, heldThere, danger: dangerOf(name), lacksRoom, end, saved };
}
