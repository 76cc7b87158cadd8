/**
 * How much memory of their own the pages of a browser take at most while something goes on, by the kernel's count. What is
 * shared with the browser is left out: without a graphics card its pictures travel there, and it grows with time alone.
 */
import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';

const lookEveryMs = 1_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resident bytes that nobody else holds, of every process with pages, by process. */
async function residentOf(browser: Browser): Promise<Map<number, number>> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const found = new Map<number, number>();
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    // proc(5): in kilobytes. A process may be gone meanwhile.
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    found.set(id, Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024);
  }
  return found;
}

/** Looks once a second from now on; the answer ends it, and tells by how many megabytes the page that grew most was larger than now. */
export async function watchMemory(browser: Browser): Promise<() => Promise<number>> {
  const before = await residentOf(browser);
  let most = 0;
  let isOver = false;
  const look = async () => {
    for (const [id, bytes] of await residentOf(browser)) most = Math.max(most, bytes - (before.get(id) ?? bytes));
  };
  const run = async () => {
    while (!isOver) {
      await look();
      await pause(lookEveryMs);
    }
  };
  const running = run();
  return async () => {
    isOver = true;
    await running;
    return most / 1_000_000;
  };
}
