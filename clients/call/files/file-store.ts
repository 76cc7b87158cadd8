/** Where arriving files are kept until a person saves them: the interface that every kind of store keeps. */
import type { Bytes } from '../hkdf.ts';

/** One file, written from its first piece to its last. */
export interface StoredFile {
  /** In order; the buffer is given away. Resolves when it is kept. Rejects when the disk is full or gone. */
  write(piece: Bytes): Promise<void>;
  /**
   * Resolves with the checksum of what was written (see `piece-digest`, base64url) when every piece is kept. Idempotent.
   * After it nothing is written.
   */
  finish(): Promise<string>;
  /** The whole file, read from the disk only as far as it is used; rejects before `finish` and after `discard`. */
  blob(): Promise<Blob>;
  /** Erases it. Idempotent, rejects never. */
  discard(): Promise<void>;
}

/** One for each page load. */
export interface FileStore {
  /** Bytes that can be kept now. Rejects never. */
  room(): Promise<number>;
  /** Rejects when no place can be made. `name` is unique, of letters, digits and hyphens. */
  open(name: string): Promise<StoredFile>;
  /** Erases everything and ends. Idempotent, rejects never. */
  close(): Promise<void>;
}
