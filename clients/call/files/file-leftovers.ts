/** Erases files of pages that ended without a goodbye, such as in a crash. */
import { filesFolder, lockOf } from './file-store-protocol.ts';

/** What the browser brings; everything may be missing. */
export interface LeftoverMeans {
  storage: Pick<StorageManager, 'getDirectory'> | undefined;
  locks: Pick<LockManager, 'request'> | undefined;
}

/** A directory's names: in every browser, but not in every list of types. */
interface Listed {
  keys(): AsyncIterable<string>;
}

/** Removes every folder whose page is gone. Resolves when it is done; rejects never. */
export async function eraseLeftovers({ storage, locks }: LeftoverMeans): Promise<void> {
  try {
    const ours = await (await storage?.getDirectory())?.getDirectoryHandle(filesFolder);
    if (ours === undefined || locks === undefined) return;
    const folders: string[] = [];
    for await (const folder of (ours as unknown as Listed).keys()) folders.push(folder);
    for (const folder of folders) {
      await locks.request(lockOf(folder), { ifAvailable: true }, async (lock) => {
        if (lock !== null) await ours.removeEntry(folder, { recursive: true });
      });
    }
  } catch {}
}
