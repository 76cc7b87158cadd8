/** Files in every browser: sealed, through the worker, onto the private disk, under the pages' own policy. */
import { expect, test } from './support/test.ts';

declare global {
  interface Window {
    filesBench: {
      start(): Promise<void>;
      transfer(megabytes: number): Promise<number>;
      bare(megabytes: number): Promise<number>;
      sound(): Promise<{ concealed: number; all: number }>;
    };
  }
}

test('sends a file between two calls, onto the private disk, with equal checksums', { tag: '@firefox' }, async ({
  page,
  harness,
}) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${harness}/files-bench.html`);
  await page.evaluate(() => window.filesBench.start());
  expect(await page.evaluate(() => window.filesBench.transfer(3))).toBeGreaterThan(0);
  const sizes = await page.evaluate(async () => {
    const ours = await (await navigator.storage.getDirectory()).getDirectoryHandle('visavis-files');
    const found: number[] = [];
    const handles = (folder: FileSystemDirectoryHandle): AsyncIterable<FileSystemHandle> =>
      (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values();
    for await (const folder of handles(ours)) {
      for await (const file of handles(folder as FileSystemDirectoryHandle)) {
        found.push((await (file as FileSystemFileHandle).getFile()).size);
      }
    }
    return found;
  });
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeGreaterThanOrEqual(3_000_000);
  expect(faults).toEqual([]);
});
