/** Puts arriving chunks together into the pieces that are hashed and written. */
import type { Bytes } from '../hkdf.ts';
import { pieceBytes } from './file-limits.ts';

/** One for each file that arrives, from its first byte to its last, without gaps. */
export class PieceCollector {
  readonly #size: number;
  #taken = 0;
  #piece: Bytes | undefined;
  #filled = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Copies `chunk`; answers the pieces that are full with it, each in a buffer of its own that is given away. */
  take(chunk: Bytes): Bytes[] {
    const full: Bytes[] = [];
    for (let from = 0; from < chunk.length; ) {
      this.#piece ??= new Uint8Array(Math.min(pieceBytes, this.#size - this.#taken));
      const part = chunk.subarray(from, from + this.#piece.length - this.#filled);
      if (part.length === 0) break;
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      this.#taken += part.length;
      from += part.length;
      if (this.#filled < this.#piece.length) break;
      full.push(this.#piece);
      this.#piece = undefined;
      this.#filled = 0;
    }
    return full;
  }
}
