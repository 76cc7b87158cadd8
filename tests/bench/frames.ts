/** What it costs to seal and open every frame of a conversation at 720p25, against a copy of the same frames in the same run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { serveHarness } from '../browser/support/harness-server.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

declare global {
  interface Window {
    framesBench: {
      start(): Promise<void>;
      framesDecoded(): Promise<number[]>;
      slowest(): { audio: number[]; video: number[] };
    };
  }
}

const rounds = 6;
const roundMs = 6_000;
/** Until full size is reached and the encoder has settled. */
const settleMs = 8_000;
/** The page holds both ends of the conversation. */
const ends = 2;
const root = fileURLToPath(new URL('../../', import.meta.url));
const camera = chromiumArguments.map((one) =>
  one === '--use-fake-device-for-media-stream' ? '--use-fake-device-for-media-stream=fps=25' : one,
);
const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const median = (values: readonly number[]): number => percentile(values, 0.5);

interface Conversation {
  browser: Browser;
  page: Page;
  system: CDPSession;
}

async function talking(address: string): Promise<Conversation> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: camera });
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate(() => window.framesBench.start());
  await page.waitForFunction(async () => (await window.framesBench.framesDecoded()).every((count) => count > 10));
  return { browser, page, system: await browser.newBrowserCDPSession() };
}

/** CPU seconds of all pages' processes so far. */
async function cpuSeconds({ system }: Conversation): Promise<number> {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Share of a core that one end takes, pictures a second that it shows, and the slowest twentieth of its frames. */
async function round(conversation: Conversation) {
  const { page } = conversation;
  await page.evaluate(() => window.framesBench.slowest());
  const [cpuBefore, decodedBefore, from] = [
    await cpuSeconds(conversation),
    await page.evaluate(() => window.framesBench.framesDecoded()),
    performance.now(),
  ];
  await after(roundMs);
  const [cpuAfter, decodedAfter, to] = [
    await cpuSeconds(conversation),
    await page.evaluate(() => window.framesBench.framesDecoded()),
    performance.now(),
  ];
  const seconds = (to - from) / 1_000;
  const pictures =
    decodedAfter.reduce((sum, count) => sum + count, 0) - decodedBefore.reduce((sum, count) => sum + count, 0);
  const slowest = await page.evaluate(() => window.framesBench.slowest());
  return {
    core: (cpuAfter - cpuBefore) / seconds / ends,
    pictures: pictures / seconds / ends,
    video: median(slowest.video),
    audio: median(slowest.audio),
  };
}

async function measure(harness: string): Promise<Measurement[]> {
  const server = await serveHarness(harness);
  const found = {
    sealed: [] as Awaited<ReturnType<typeof round>>[],
    copied: [] as Awaited<ReturnType<typeof round>>[],
  };
  try {
    // One at a time: two conversations at once would measure each other.
    for (let time = 0; time < rounds; time++) {
      for (const [kind, address] of [
        ['sealed', `${server.url}/frames-bench.html`],
        ['copied', `${server.url}/frames-bench.html?copy`],
      ] as const) {
        const conversation = await talking(address);
        await after(settleMs);
        found[kind].push(await round(conversation));
        await conversation.browser.close();
      }
    }
  } finally {
    await server.close();
  }
  const of = (kind: 'sealed' | 'copied', what: 'core' | 'pictures' | 'video' | 'audio') =>
    median(found[kind].map((one) => one[what]));
  const added = (what: 'core' | 'video' | 'audio') => of('sealed', what) - of('copied', what);
  return [
    { name: 'frames, pictures a second shown', value: of('sealed', 'pictures'), unit: '1/s' },
    { name: 'frames, one end with copies', value: 100 * of('copied', 'core'), unit: '% of a core' },
    { name: 'frames, one end sealed', value: 100 * of('sealed', 'core'), unit: '% of a core' },
    { name: 'frames, added by sealing and opening', value: 100 * added('core'), unit: '% of a core', atMost: 5 },
    { name: 'frames, a picture in the worker, p95', value: of('sealed', 'video'), unit: 'ms' },
    { name: 'frames, added to a picture, p95', value: added('video'), unit: 'ms', atMost: 1 },
    { name: 'frames, added to a sound frame, p95', value: added('audio'), unit: 'ms', atMost: 1 },
  ];
}

/** Medians of six alternating rounds in Chromium with made-up devices; `npm run bench -- frames`. */
export const run: Run = async () => {
  const harness = await mkdtemp(join(tmpdir(), 'visavis-frames-'));
  try {
    const configFile = join(root, 'vite.harness.config.ts');
    await build({ configFile, logLevel: 'warn', build: { outDir: harness, emptyOutDir: true } });
    return await measure(harness);
  } finally {
    await rm(harness, { recursive: true, force: true });
  }
};
