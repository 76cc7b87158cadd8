/** Both stores under one contract, and what a page that crashed leaves behind. */
import { describe, expect, it } from 'vitest';
import { eraseLeftovers } from '../../clients/call/files/file-leftovers.ts';
import { pieceBytes } from '../../clients/call/files/file-limits.ts';
import { memoryFileStore } from '../../clients/call/files/file-store-memory.ts';
import { type DiskMeans, openDiskStore, type StorePort } from '../../clients/call/files/file-store-opfs.ts';
import { fileStoreContract } from '../contracts/file-store.ts';
import { memoryDisk } from './memory-disk.ts';
import { contentOf } from './two-sides.ts';

const space = 3 * pieceBytes + 100_000;

fileStoreContract('memory', async () => ({ store: memoryFileStore(space), names: () => [] }));
fileStoreContract('private disk', async () => {
  const disk = memoryDisk(space);
  return { store: await openDiskStore(disk.means('page')), names: () => disk.root.names };
});

describe('the private disk', () => {
  it('is not there where the browser refuses it, and nothing is left of the attempt', async () => {
    const disk = memoryDisk(space);
    const refusing: DiskMeans = {
      ...disk.means('page'),
      startWorker: () => {
        const port = disk.means('page').startWorker();
        const say = port.postMessage.bind(port);
        port.postMessage = (message, transfer) =>
          say(message.do === 'open' ? { ...message, do: 'finish' } : message, transfer);
        return port;
      },
    };
    await expect(openDiskStore(refusing)).rejects.toThrow();
    expect([...(disk.root.folders.get('visavis-files')?.folders.keys() ?? [])]).toEqual([]);
  });

  it('is not there where its worker cannot be loaded, and refuses all further work when it breaks', async () => {
    const disk = memoryDisk(space);
    const ports: StorePort[] = [];
    const means = (folder: string, isMute: boolean): DiskMeans => ({
      ...disk.means(folder),
      startWorker: () => {
        const port = disk.means(folder).startWorker();
        if (isMute) port.postMessage = () => {};
        ports.push(port);
        return port;
      },
    });
    const breakLast = () => ports.at(-1)?.onerror?.(new Event('error') as ErrorEvent);
    const opening = openDiskStore(means('never', true));
    await expect.poll(() => ports.at(-1)?.onerror).toBeTruthy();
    breakLast();
    await expect(opening).rejects.toThrow();
    const store = await openDiskStore(means('page', false));
    const file = await store.open('in-1');
    const writing = file.write(contentOf(10));
    breakLast();
    await expect(writing).rejects.toThrow();
    await expect(store.open('in-2')).rejects.toThrow();
    await store.close();
  });

  it('is cleared of what crashed pages left when a page starts, and of nothing that is in use', async () => {
    const disk = memoryDisk(space);
    const living = await openDiskStore(disk.means('living'));
    await (await living.open('in-1')).write(contentOf(10));
    const ours = await disk.root.getDirectoryHandle('visavis-files');
    const crashed = await ours.getDirectoryHandle('crashed', { create: true });
    await crashed.getFileHandle('in-9', { create: true });
    const { storage, locks } = disk.means('next');
    await eraseLeftovers({ storage, locks });
    expect([...ours.folders.keys()]).toEqual(['living']);
    await living.close();
    await eraseLeftovers({ storage, locks });
    expect(ours.folders.size).toBe(0);
  });

  it('is left alone without a word where there is none', async () => {
    await eraseLeftovers({ storage: undefined, locks: undefined });
    await eraseLeftovers({ storage: memoryDisk(1).means('a').storage, locks: memoryDisk(1).means('a').locks });
  });
});
