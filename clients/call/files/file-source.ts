/** A file that a person chose, read piece by piece while it is sent: never more than two pieces of it are in memory. */
import type { Bytes } from '../hkdf.ts';
import { pieceBytes } from './file-limits.ts';
import { PieceDigest } from './piece-digest.ts';

interface Piece {
  index: number;
  bytes: Promise<Bytes>;
}

/** One for each file that is offered. */
export class FileSource {
  readonly #file: Blob;
  readonly #digest = new PieceDigest();
  readonly #hashed: Promise<void>[] = [];
  #present: Piece | undefined;
  #next: Piece | undefined;

  constructor(file: Blob) {
    this.#file = file;
  }

  get size(): number {
    return this.#file.size;
  }

  /**
   * At most `length` bytes from `offset` on, none at the end; a part of a piece, not a copy. Rejects when the file was
   * changed, moved or erased since it was chosen.
   */
  async read(offset: number, length: number): Promise<Bytes> {
    if (offset >= this.size) return new Uint8Array();
    const index = Math.floor(offset / pieceBytes);
    if (this.#present?.index !== index) {
      this.#present = this.#next?.index === index ? this.#next : this.#piece(index);
      this.#next = (index + 1) * pieceBytes < this.size ? this.#piece(index + 1) : undefined;
    }
    const piece = await this.#present.bytes;
    const from = offset - index * pieceBytes;
    return piece.subarray(from, from + length);
  }

  /** The checksum of all of it; what was never read, because the other side had it already, is read now. */
  async digest(): Promise<string> {
    const count = Math.ceil(this.size / pieceBytes);
    for (let index = 0; index < count; index++) if (this.#hashed[index] === undefined) await this.#piece(index).bytes;
    await Promise.all(this.#hashed);
    return this.#digest.finish(count);
  }

  /** Lets go of what was read ahead. */
  rest(): void {
    this.#present = this.#next = undefined;
  }

  #piece(index: number): Piece {
    const bytes = this.#load(index);
    // Who reads it is told; nobody else has to be.
    bytes.catch(() => undefined);
    return { index, bytes };
  }

  async #load(index: number): Promise<Bytes> {
    const from = index * pieceBytes;
    const bytes = new Uint8Array(await this.#file.slice(from, from + pieceBytes).arrayBuffer());
    if (bytes.length !== Math.min(pieceBytes, this.size - from)) throw new Error('the file is not what it was');
    this.#hashed[index] ??= this.#digest.take(index, bytes);
    return bytes;
  }
}
