/** Keeps files in memory: for browsers without a private disk, such as in private windows, and for tests. */
import type { Bytes } from '../hkdf.ts';
import { fileLimits } from './file-limits.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { PieceDigest } from './piece-digest.ts';

/** Holds `mostBytes` in all files together. */
export function memoryFileStore(mostBytes: number = fileLimits.mostInMemory): FileStore {
  const files = new Set<MemoryFile>();
  let isClosed = false;
  const used = (): number => [...files].reduce((sum, { size }) => sum + size, 0);
  const mayGrow = (bytes: number): boolean => !isClosed && used() + bytes <= mostBytes;
  return {
    room: async () => mostBytes - used(),
    async open() {
      if (isClosed) throw new Error('the store is closed');
      const file = new MemoryFile(mayGrow, () => void files.delete(file));
      files.add(file);
      return file;
    },
    async close() {
      isClosed = true;
      await Promise.all([...files].map((file) => file.discard()));
    },
  };
}

class MemoryFile implements StoredFile {
  readonly #mayGrow: (bytes: number) => boolean;
  readonly #gone: () => void;
  readonly #digest = new PieceDigest();
  #pieces: Bytes[] = [];
  #finished: Promise<string> | undefined;
  #isGone = false;

  constructor(mayGrow: (bytes: number) => boolean, gone: () => void) {
    this.#mayGrow = mayGrow;
    this.#gone = gone;
  }

  get size(): number {
    return this.#pieces.reduce((sum, { length }) => sum + length, 0);
  }

  async write(piece: Bytes): Promise<void> {
    if (this.#isGone || this.#finished !== undefined) throw new Error('nothing is written any more');
    if (!this.#mayGrow(piece.length)) throw new RangeError('the store is full');
    this.#pieces.push(piece);
    await this.#digest.take(this.#pieces.length - 1, piece);
  }

  finish(): Promise<string> {
    this.#finished ??= this.#digest.finish(this.#pieces.length);
    return this.#finished;
  }

  async blob(): Promise<Blob> {
    if (this.#finished === undefined || this.#isGone) throw new Error('there is no whole file');
    return new Blob(this.#pieces, { type: 'application/octet-stream' });
  }

  async discard(): Promise<void> {
    this.#isGone = true;
    this.#pieces = [];
    this.#gone();
  }
}
