/** The worker that writes arriving files: only workers may write synchronously to the private disk, in every browser. */
import { FileDisk } from './file-store-disk.ts';
import { type DiskFolder, type FromStore, filesFolder, type ToStore } from './file-store-protocol.ts';

/** What a dedicated worker has that a window has not. */
interface StoreWorkerScope {
  postMessage(message: FromStore): void;
  onmessage: ((event: MessageEvent<ToStore>) => void) | null;
}

const scope = self as unknown as StoreWorkerScope;
let disk: FileDisk | undefined;
/** One after the other: what is written first must be kept first. */
let deeds: Promise<unknown> = Promise.resolve();

async function begin(folder: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const ours = await root.getDirectoryHandle(filesFolder, { create: true });
  const own = await ours.getDirectoryHandle(folder, { create: true });
  disk = new FileDisk(own as unknown as DiskFolder);
}

async function answer(request: ToStore): Promise<void> {
  const { call } = request;
  try {
    if (request.do === 'begin') await begin(request.folder);
    else if (disk === undefined) throw new Error('not begun');
    const digest = request.do === 'begin' ? undefined : await disk?.handle(request);
    scope.postMessage({ call, ok: true, ...(digest !== undefined && { digest }) });
  } catch {
    scope.postMessage({ call, ok: false });
  }
}

scope.onmessage = ({ data }) => {
  deeds = deeds.then(() => answer(data));
};
