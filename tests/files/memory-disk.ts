/** The private disk of a browser, in memory: folders, files with synchronous handles, locks, and the worker in front of them. */
import { FileDisk } from '../../clients/call/files/file-store-disk.ts';
import type { DiskMeans, StorePort } from '../../clients/call/files/file-store-opfs.ts';
import type { DiskFolder, FromStore, ToStore } from '../../clients/call/files/file-store-protocol.ts';
import type { Bytes } from '../../clients/call/hkdf.ts';

const missing = () => new DOMException('not there', 'NotFoundError');

/** Of all files together. */
interface Space {
  free: number;
}

class MemoryFolder {
  readonly folders = new Map<string, MemoryFolder>();
  readonly files = new Map<string, { bytes: Bytes; isOpen: boolean }>();
  readonly space: Space;
  constructor(space: Space) {
    this.space = space;
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryFolder> {
    const folder = this.folders.get(name) ?? (create ? new MemoryFolder(this.space) : undefined);
    if (folder === undefined) throw missing();
    this.folders.set(name, folder);
    return folder;
  }

  async getFileHandle(name: string, { create = false } = {}) {
    const file = this.files.get(name) ?? (create ? { bytes: new Uint8Array(), isOpen: false } : undefined);
    if (file === undefined) throw missing();
    this.files.set(name, file);
    const { space } = this;
    return {
      getFile: async () => new File([file.bytes], name, { type: 'text/html' }),
      createSyncAccessHandle: async () => {
        file.isOpen = true;
        return {
          write(piece: Bytes, { at }: { at: number }): number {
            const taken = piece.slice(0, Math.max(0, Math.min(piece.length, space.free)));
            space.free -= taken.length;
            const grown = new Uint8Array(Math.max(file.bytes.length, at + taken.length));
            grown.set(file.bytes);
            grown.set(taken, at);
            file.bytes = grown;
            return taken.length;
          },
          flush() {},
          close() {
            file.isOpen = false;
          },
        };
      },
    };
  }

  async removeEntry(name: string, { recursive = false } = {}): Promise<void> {
    const folder = this.folders.get(name);
    if (this.files.get(name)?.isOpen || (folder?.files.size && !recursive)) throw new DOMException('in use');
    if (!this.files.delete(name) && !this.folders.delete(name)) throw missing();
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.folders.keys(), ...this.files.keys()];
  }

  get names(): string[] {
    return [...this.files.keys(), ...[...this.folders.values()].flatMap((folder) => folder.names)];
  }
}

/** Pages of one site. */
export function memoryDisk(bytes: number) {
  const root = new MemoryFolder({ free: bytes });
  const held = new Set<string>();
  const request = async (name: string, ...rest: unknown[]): Promise<unknown> => {
    const [options, task] = rest.length > 1 ? rest : [{}, rest[0]];
    const mayWait = !(options as { ifAvailable?: boolean }).ifAvailable;
    if (typeof task !== 'function') throw new TypeError('no task');
    if (held.has(name) && !mayWait) return task(null);
    held.add(name);
    return Promise.resolve(task({ name })).finally(() => void held.delete(name));
  };
  const storage = { getDirectory: async () => root, estimate: async () => ({ quota: bytes + 2 ** 24, usage: 0 }) };
  return {
    root,
    means: (folder: string): DiskMeans =>
      ({ storage, locks: { request }, folder, startWorker: () => workerOn(root) }) as unknown as DiskMeans,
  };
}

/** What `file-store-worker` does, in the same thread and one turn later. */
function workerOn(root: MemoryFolder): StorePort {
  let disk: FileDisk | undefined;
  let deeds = Promise.resolve();
  let isOver = false;
  const answer = async (message: ToStore): Promise<FromStore> => {
    const { call } = message;
    try {
      if (message.do === 'begin') {
        const ours = await root.getDirectoryHandle('visavis-files', { create: true });
        disk = new FileDisk((await ours.getDirectoryHandle(message.folder, { create: true })) as unknown as DiskFolder);
        return { call, ok: true };
      }
      const digest = await disk?.handle(message);
      return { call, ok: true, ...(digest !== undefined && { digest }) };
    } catch {
      return { call, ok: false };
    }
  };
  const port: StorePort = {
    onmessage: null,
    onerror: null,
    postMessage(message, transfer) {
      const copy = structuredClone(message, { transfer });
      deeds = deeds.then(async () => {
        const data = await answer(copy);
        if (!isOver) port.onmessage?.({ data } as MessageEvent<FromStore>);
      });
    },
    terminate() {
      isOver = true;
    },
  };
  return port;
}
