/** What the handshake can add to the set-up of a line at most: all of its work and turns, one after the other. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { serveHarness } from '../browser/support/harness-server.ts';
import { percentile, type Run } from './measurement.ts';

declare global {
  interface Window {
    handshakeBench: { round(): Promise<number> };
  }
}

const rounds = 40;
const atMostMs = 30;
const root = fileURLToPath(new URL('../../', import.meta.url));

async function timesInPage(harness: string): Promise<number[]> {
  const server = await serveHarness(harness);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/handshake.html`);
    const round = () => page.evaluate(() => window.handshakeBench.round());
    await round();
    const times: number[] = [];
    while (times.length < rounds) times.push(await round());
    return times;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** In Chromium, both sides in one page; `npm run bench -- handshake`. */
export const run: Run = async () => {
  const harness = await mkdtemp(join(tmpdir(), 'visavis-handshake-'));
  try {
    const configFile = join(root, 'vite.harness.config.ts');
    await build({ configFile, logLevel: 'warn', build: { outDir: harness, emptyOutDir: true } });
    const times = await timesInPage(harness);
    return [
      { name: 'handshake of both sides, median', value: percentile(times, 0.5), unit: 'ms', atMost: atMostMs },
      { name: 'handshake of both sides, 95th percentile', value: percentile(times, 0.95), unit: 'ms' },
    ];
  } finally {
    await rm(harness, { recursive: true, force: true });
  }
};
