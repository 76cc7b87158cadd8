/** Keeps files on the disk that the browser gives each site for itself (origin private file system), through a worker. */
import type { Bytes } from '../hkdf.ts';
import { fileLimits } from './file-limits.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { type FromStore, filesFolder, lockOf, type StoreRequest, type ToStore } from './file-store-protocol.ts';

/** As much of a worker as is needed here. */
export interface StorePort {
  postMessage(message: ToStore, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<FromStore>) => void) | null;
  /** Its code could not be loaded, or it broke: it answers nothing any more. */
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** What the browser brings. */
export interface DiskMeans {
  storage: Pick<StorageManager, 'getDirectory' | 'estimate'>;
  /** Missing before Safari 15.4. */
  locks: Pick<LockManager, 'request'> | undefined;
  startWorker(): StorePort;
  /** Unique, for this page load. */
  folder: string;
}

/** Rejects where the browser has no such disk, as in some private windows: then there is the memory. */
export async function openDiskStore(means: DiskMeans): Promise<FileStore> {
  const letGo = await holdLock(means);
  const worker = means.startWorker();
  const ask = askWorker(worker);
  const end = async (): Promise<void> => {
    worker.terminate();
    await removeFolder(means);
    letGo();
  };
  try {
    await ask({ do: 'begin', folder: means.folder });
    // Says early what only the first file would find out, where a disk can be had but not written.
    await ask({ do: 'open', file: 'probe' });
    await ask({ do: 'discard', file: 'probe' });
  } catch (error) {
    await end();
    throw error;
  }
  return new DiskStore(means, ask, end);
}

/** Resolves when it is held, with what lets it go. */
function holdLock({ locks, folder }: DiskMeans): Promise<() => void> {
  return new Promise((resolve) => {
    const hold = (): Promise<void> => new Promise((letGo) => resolve(letGo));
    if (locks === undefined) void hold();
    else locks.request(lockOf(folder), hold).catch(hold);
  });
}

type Ask = (request: StoreRequest | { do: 'begin'; folder: string }) => Promise<string | undefined>;

function askWorker(worker: StorePort): Ask {
  const open = new Map<number, { resolve(digest: string | undefined): void; reject(error: Error): void }>();
  let calls = 0;
  let isBroken = false;
  worker.onerror = () => {
    isBroken = true;
    for (const { reject } of open.values()) reject(new Error('the worker is gone'));
    open.clear();
  };
  worker.onmessage = ({ data }) => {
    const asked = open.get(data.call);
    open.delete(data.call);
    if (data.ok) asked?.resolve(data.digest);
    else asked?.reject(new Error('the disk refused'));
  };
  return (request) =>
    new Promise((resolve, reject) => {
      if (isBroken) return reject(new Error('the worker is gone'));
      const call = ++calls;
      open.set(call, { resolve, reject });
      worker.postMessage({ call, ...request }, request.do === 'write' ? [request.piece.buffer] : []);
    });
}

async function removeFolder({ storage, folder }: DiskMeans): Promise<void> {
  try {
    const ours = await (await storage.getDirectory()).getDirectoryHandle(filesFolder);
    await ours.removeEntry(folder, { recursive: true });
  } catch {}
}

class DiskStore implements FileStore {
  readonly #means: DiskMeans;
  readonly #ask: Ask;
  readonly #end: () => Promise<void>;
  #ended: Promise<void> | undefined;

  constructor(means: DiskMeans, ask: Ask, end: () => Promise<void>) {
    this.#means = means;
    this.#ask = ask;
    this.#end = end;
  }

  async room(): Promise<number> {
    try {
      const { quota = 0, usage = 0 } = await this.#means.storage.estimate();
      return Math.max(0, quota - usage - fileLimits.spareRoom);
    } catch {
      // Not told: writing will show.
      return fileLimits.most;
    }
  }

  async open(name: string): Promise<StoredFile> {
    if (this.#ended !== undefined) throw new Error('the store is closed');
    await this.#ask({ do: 'open', file: name });
    return new DiskFile(name, this.#ask, () => this.#blob(name));
  }

  close(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #blob(name: string): Promise<Blob> {
    const { storage, folder } = this.#means;
    const ours = await (await storage.getDirectory()).getDirectoryHandle(filesFolder);
    const file = await (await (await ours.getDirectoryHandle(folder)).getFileHandle(name)).getFile();
    // No browser opens what it is told to be mere bytes.
    return file.slice(0, file.size, 'application/octet-stream');
  }
}

class DiskFile implements StoredFile {
  readonly #name: string;
  readonly #ask: Ask;
  readonly #read: () => Promise<Blob>;
  #finished: Promise<string> | undefined;
  #gone: Promise<void> | undefined;

  constructor(name: string, ask: Ask, read: () => Promise<Blob>) {
    this.#name = name;
    this.#ask = ask;
    this.#read = read;
  }

  async write(piece: Bytes): Promise<void> {
    if (this.#finished !== undefined || this.#gone !== undefined) throw new Error('nothing is written any more');
    await this.#ask({ do: 'write', file: this.#name, piece });
  }

  finish(): Promise<string> {
    this.#finished ??= this.#ask({ do: 'finish', file: this.#name }).then((digest = '') => digest);
    return this.#finished;
  }

  async blob(): Promise<Blob> {
    if (this.#finished === undefined || this.#gone !== undefined) throw new Error('there is no whole file');
    await this.#finished;
    return this.#read();
  }

  discard(): Promise<void> {
    this.#gone ??= this.#ask({ do: 'discard', file: this.#name }).then(
      () => undefined,
      () => undefined,
    );
    return this.#gone;
  }
}
