/** How soon two people see each other once both have pressed start: our engine, against bare connections in the same run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { serveHarness } from '../browser/support/harness-server.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

declare global {
  interface Window {
    startBench: { round(delayMs: number): Promise<{ ours: number; bare: number }> };
  }
}

const rounds = 15;
/** One way through signalling, and how much of the bare time we may take. */
const cases = [
  { delayMs: 0, atMost: 0.85 },
  { delayMs: 25, atMost: 0.6 },
] as const;
const root = fileURLToPath(new URL('../../', import.meta.url));

async function measureInPage(harness: string): Promise<Measurement[]> {
  const server = await serveHarness(harness);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/start.html`);
    const found: Measurement[] = [];
    for (const { delayMs, atMost } of cases) {
      const round = () => page.evaluate((delay) => window.startBench.round(delay), delayMs);
      // The first one pays for codecs, fonts and threads of the whole browser.
      await round();
      const times: { ours: number; bare: number }[] = [];
      while (times.length < rounds) times.push(await round());
      const ours = percentile(
        times.map((time) => time.ours),
        0.5,
      );
      const bare = percentile(
        times.map((time) => time.bare),
        0.5,
      );
      const name = `start to first pictures, ${delayMs} ms each way`;
      found.push(
        { name: `${name}, ours`, value: ours, unit: 'ms' },
        { name: `${name}, bare connections`, value: bare, unit: 'ms' },
        { name: `${name}, ours to bare`, value: ours / bare, unit: 'ratio', atMost },
      );
    }
    return found;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Medians of 15 interleaved rounds a delay, in Chromium with made-up devices; `npm run bench -- start`. */
export const run: Run = async () => {
  const harness = await mkdtemp(join(tmpdir(), 'visavis-start-'));
  try {
    const configFile = join(root, 'vite.harness.config.ts');
    await build({ configFile, logLevel: 'warn', build: { outDir: harness, emptyOutDir: true } });
    return await measureInPage(harness);
  } finally {
    await rm(harness, { recursive: true, force: true });
  }
};
