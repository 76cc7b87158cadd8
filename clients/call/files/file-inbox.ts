/** Takes arriving bytes to the store: opens, collects, writes, checks, erases, and tells what became of each file. */
import type { Bytes } from '../hkdf.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { PieceCollector } from './piece-collector.ts';
import type { TransferEvent, TransferKey } from './transfer-state.ts';

interface Arriving {
  file: StoredFile;
  collector: PieceCollector;
  written: number;
}

/** One for each call. Nothing of it throws or rejects. */
export class FileInbox {
  readonly #openStore: () => Promise<FileStore>;
  readonly #tell: (event: TransferEvent) => void;
  readonly #arriving = new Map<TransferKey, Arriving>();
  #store: Promise<FileStore> | undefined;
  #isClosed = false;

  constructor(openStore: () => Promise<FileStore>, tell: (event: TransferEvent) => void) {
    this.#openStore = openStore;
    this.#tell = tell;
  }

  /** Bytes that can be kept now. */
  async room(): Promise<number> {
    return (await this.#opened()).room();
  }

  open(key: TransferKey, size: number): void {
    this.#opened()
      .then((store) => store.open(key))
      .then((file) => {
        if (this.#isClosed) throw new Error('closed meanwhile');
        this.#arriving.set(key, { file, collector: new PieceCollector(size), written: 0 });
        this.#tell({ type: 'store-open', key });
      })
      .catch(() => this.#tell({ type: 'store-failed', key }));
  }

  take(key: TransferKey, chunk: Bytes): void {
    const arriving = this.#arriving.get(key);
    for (const piece of arriving?.collector.take(chunk) ?? []) {
      const { length } = piece;
      arriving?.file.write(piece).then(
        () => {
          arriving.written += length;
          this.#tell({ type: 'stored', key, to: arriving.written });
        },
        () => this.#tell({ type: 'store-failed', key }),
      );
    }
  }

  finish(key: TransferKey): void {
    this.#arriving
      .get(key)
      ?.file.finish()
      .then(
        (digest) => this.#tell({ type: 'verified', key, digest }),
        () => this.#tell({ type: 'store-failed', key }),
      );
  }

  async blob(key: TransferKey): Promise<Blob | undefined> {
    return this.#arriving
      .get(key)
      ?.file.blob()
      .catch(() => undefined);
  }

  discard(key: TransferKey): void {
    void this.#arriving.get(key)?.file.discard();
    this.#arriving.delete(key);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#arriving.clear();
    await (await this.#store)?.close();
  }

  #opened(): Promise<FileStore> {
    this.#store ??= this.#openStore();
    return this.#store;
  }
}
