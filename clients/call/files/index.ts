/** The face of files for pages: one exchange for each call, made in the browser. Loaded when files are first wanted. */
import { browserClock } from '../clock.ts';
import type { Lane } from '../lane.ts';
import { createFileWorker } from '../worker-start.ts';
import { FileExchange } from './file-exchange.ts';
import type { FileStore } from './file-store.ts';
import { memoryFileStore } from './file-store-memory.ts';
import { openDiskStore } from './file-store-opfs.ts';

export type { FileDanger } from './file-danger.ts';
export type { FileExchange } from './file-exchange.ts';
export { fileLimits } from './file-limits.ts';
export type { FilesView, FileView, Refusal } from './file-view.ts';
export type { TransferEnd, TransferKey } from './transfer-state.ts';

/** On the private disk where there is one, else in memory. */
async function openStore(): Promise<FileStore> {
  const folder = crypto.randomUUID();
  const { storage, locks } = navigator;
  return openDiskStore({ storage, locks, folder, startWorker: createFileWorker }).catch(() => memoryFileStore());
}

/** Listens to the lane from now on; close it when the call is over. */
export const createFileExchange = (lane: Lane): FileExchange =>
  new FileExchange({
    lane,
    clock: browserClock,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    openStore,
  });
