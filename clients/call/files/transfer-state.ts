/** What is known of every file of a conversation, on its way out or in: the state that `transfer-step` moves. */
import type { FileMessage, StopReason } from './file-messages.ts';

export type TransferWay = 'in' | 'out';
/** The way and the sender's number, which is random, so that none comes back after a reload. */
export type TransferKey = `${TransferWay}-${number}`;

/**
 * `offered` waits for a person · `opening` accepted, its place on the disk is being made · `moving` · `checking` all of it
 * arrived, the checksums are compared · `done` · `ended` will never be whole, see `why`.
 */
export type TransferPhase = 'offered' | 'opening' | 'moving' | 'checking' | 'done' | 'ended';

export interface TransferEnd {
  /** Whose doing it was. */
  side: 'here' | 'there';
  reason: StopReason;
}

export interface Transfer {
  readonly key: TransferKey;
  readonly way: TransferWay;
  readonly id: number;
  /** As the sender's device calls it; show it by `shownName` only. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly phase: TransferPhase;
  readonly heldHere: boolean;
  readonly heldThere: boolean;
  /** Bytes: out, what the other side has; in, what has come. */
  readonly moved: number;
  /** In: bytes on the disk. */
  readonly stored: number;
  /** In: the highest place that was acknowledged. */
  readonly acked: number;
  /** Out: the other side has said on this line from where to send. */
  readonly bound: boolean;
  /** In: the gap that was asked for already. */
  readonly rewoundAt: number | undefined;
  /** Out: of all of it, once it was read to its end. In: as the other side said it. */
  readonly digest: string | undefined;
  /** In: there is no room for it now; it can be accepted again. */
  readonly lacksRoom: boolean;
  readonly end: TransferEnd | undefined;
}

export interface TransfersState {
  /** Of this page load, 8 random bytes as base64url. */
  readonly session: string;
  /** Of the other side's page load. */
  readonly peer: string | undefined;
  readonly isOpen: boolean;
  /** In the order they came to be. */
  readonly transfers: readonly Transfer[];
}

export type TransferEvent =
  | { type: 'opened' }
  | { type: 'closed' }
  | { type: 'heard'; message: FileMessage }
  | { type: 'chunk'; id: number; offset: number; length: number }
  | { type: 'offer'; id: number; name: string; size: number }
  | { type: 'accept' | 'no-room' | 'decline' | 'cancel'; key: TransferKey }
  | { type: 'hold'; key: TransferKey; on: boolean }
  | { type: 'store-open' | 'store-failed'; key: TransferKey }
  | { type: 'stored'; key: TransferKey; to: number }
  | { type: 'verified'; key: TransferKey; digest: string }
  | { type: 'all-sent'; key: TransferKey; digest: string }
  | { type: 'unreadable' | 'slipped'; key: TransferKey };

export type TransferEffect =
  | { do: 'say'; message: FileMessage }
  /** Make a place for it; answered by `store-open` or `store-failed`. */
  | { do: 'open-store'; key: TransferKey; size: number }
  /** Take the chunk that this event was about. */
  | { do: 'keep'; key: TransferKey }
  /** All of it is there: answer by `verified`. */
  | { do: 'finish'; key: TransferKey }
  | { do: 'discard'; key: TransferKey }
  | { do: 'send-from'; key: TransferKey; from: number }
  | { do: 'acked'; key: TransferKey; to: number }
  | { do: 'stop-sending'; key: TransferKey };

export interface TransferStep {
  readonly state: TransfersState;
  readonly effects: readonly TransferEffect[];
}

export const newTransfers = (session: string): TransfersState => ({
  session,
  peer: undefined,
  isOpen: false,
  transfers: [],
});

export const transferOf = ({ transfers }: TransfersState, key: TransferKey): Transfer | undefined =>
  transfers.find((one) => one.key === key);

/** Nobody has done anything with it yet. */
export const newTransfer = (way: TransferWay, id: number, name: string, size: number): Transfer => ({
  key: `${way}-${id}`,
  way,
  id,
  name,
  size,
  phase: 'offered',
  heldHere: false,
  heldThere: false,
  moved: 0,
  stored: 0,
  acked: 0,
  bound: false,
  rewoundAt: undefined,
  digest: undefined,
  lacksRoom: false,
  end: undefined,
});

export const isOver = ({ phase }: Transfer): boolean => phase === 'done' || phase === 'ended';

export const isHeld = ({ heldHere, heldThere }: Transfer): boolean => heldHere || heldThere;

/** How many of one direction are on offer or on their way. */
export const countOpen = ({ transfers }: TransfersState, way: TransferWay): number =>
  transfers.filter((one) => one.way === way && !isOver(one)).length;
