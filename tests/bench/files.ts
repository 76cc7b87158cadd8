/** How fast a file goes across beside a conversation, against a bare data channel in the same run; and what sound hears of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { serveHarness } from '../browser/support/harness-server.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

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

const rounds = 5;
const megabytes = 50;
const quietMs = 5_000;
/** Reached either way: as fast as a good line of a house, or nearly as fast as the browser itself. */
const bound = { megabytesPerSecond: 50, ratio: 0.7, concealedMore: 1 };
const root = fileURLToPath(new URL('../../', import.meta.url));
const median = (values: readonly number[]): number => percentile(values, 0.5);

/** What `deed` answers, and the percentage of sound that was made up meanwhile. */
async function withSound<T>(page: Page, deed: () => Promise<T>): Promise<[T, number]> {
  const before = await page.evaluate(() => window.filesBench.sound());
  const answer = await deed();
  const after = await page.evaluate(() => window.filesBench.sound());
  return [answer, (100 * (after.concealed - before.concealed)) / Math.max(1, after.all - before.all)];
}

async function measureInPage(page: Page): Promise<Measurement[]> {
  await page.evaluate(() => window.filesBench.start());
  const send = () => page.evaluate((many) => window.filesBench.transfer(many), megabytes);
  const bare = () => page.evaluate((many) => window.filesBench.bare(many), megabytes);
  const quiet = () => new Promise((resolve) => setTimeout(resolve, quietMs));
  await send();
  await bare();
  const found = { ours: [] as number[], bare: [] as number[], quiet: [] as number[], beside: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    found.quiet.push((await withSound(page, quiet))[1]);
    const [ours, concealed] = await withSound(page, send);
    found.ours.push(ours);
    found.beside.push(concealed);
    found.bare.push(await bare());
  }
  const [ours, theirs] = [median(found.ours), median(found.bare)];
  const more = median(found.beside) - median(found.quiet);
  const isFast = ours >= bound.megabytesPerSecond;
  return [
    { name: `files, ${megabytes} MB`, value: ours, unit: 'MB/s' },
    { name: 'files, the same over a bare data channel', value: theirs, unit: 'MB/s' },
    { name: 'files, ours to bare', value: ours / theirs, unit: 'ratio', ...(!isFast && { atLeast: bound.ratio }) },
    { name: 'files, sound made up without a transfer', value: median(found.quiet), unit: '%' },
    { name: 'files, sound made up beside a transfer', value: median(found.beside), unit: '%' },
    { name: 'files, sound made up because of it', value: more, unit: '% points', atMost: bound.concealedMore },
  ];
}

async function measure(harness: string): Promise<Measurement[]> {
  const server = await serveHarness(harness);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/files-bench.html`);
    return await measureInPage(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Medians of five rounds of 50 MB, ours and bare in turns, in Chromium beside a conversation; `npm run bench -- files`. */
export const run: Run = async () => {
  const harness = await mkdtemp(join(tmpdir(), 'visavis-files-'));
  try {
    const configFile = join(root, 'vite.harness.config.ts');
    await build({ configFile, logLevel: 'warn', build: { outDir: harness, emptyOutDir: true } });
    return await measure(harness);
  } finally {
    await rm(harness, { recursive: true, force: true });
  }
};
