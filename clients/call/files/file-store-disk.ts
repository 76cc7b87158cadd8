/** Writes files into a folder of the private disk and hashes them on their way: the work of the files' worker. */
import type { DiskFolder, DiskHandle, StoreRequest } from './file-store-protocol.ts';
import { PieceDigest } from './piece-digest.ts';

interface DiskFile {
  handle: DiskHandle;
  digest: PieceDigest;
  pieces: number;
  bytes: number;
}

/** One for each page load. Requests about one file come one after the other. */
export class FileDisk {
  readonly #folder: DiskFolder;
  readonly #files = new Map<string, DiskFile>();

  constructor(folder: DiskFolder) {
    this.#folder = folder;
  }

  /** Answers the checksum to `finish`. Rejects when the disk refuses, or there is no such file. */
  async handle(request: StoreRequest): Promise<string | undefined> {
    switch (request.do) {
      case 'open':
        return this.#open(request.file);
      case 'write':
        return this.#write(this.#file(request.file), request.piece);
      case 'finish':
        return this.#finish(request.file);
      case 'discard':
        return this.#discard(request.file);
      default:
        return request satisfies never;
    }
  }

  #file(name: string): DiskFile {
    const file = this.#files.get(name);
    if (file === undefined) throw new Error('no such file');
    return file;
  }

  async #open(name: string): Promise<undefined> {
    const entry = await this.#folder.getFileHandle(name, { create: true });
    const handle = await entry.createSyncAccessHandle();
    this.#files.set(name, { handle, digest: new PieceDigest(), pieces: 0, bytes: 0 });
  }

  async #write(file: DiskFile, piece: Extract<StoreRequest, { do: 'write' }>['piece']): Promise<undefined> {
    const written = file.handle.write(piece, { at: file.bytes });
    if (written !== piece.length) throw new Error('the disk is full');
    file.bytes += piece.length;
    await file.digest.take(file.pieces++, piece);
  }

  async #finish(name: string): Promise<string> {
    const { handle, digest, pieces } = this.#file(name);
    handle.flush();
    // Only a closed file can be read by the page.
    handle.close();
    this.#files.delete(name);
    return digest.finish(pieces);
  }

  async #discard(name: string): Promise<undefined> {
    this.#files.get(name)?.handle.close();
    this.#files.delete(name);
    await this.#folder.removeEntry(name);
  }
}
