/** How many pictures a second reach everybody in a conversation of three with a sign-language interpreter, against a bare mesh. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { incoming, letIn, threeAsking } from '../browser/support/company-people.ts';
import { serveHarness } from '../browser/support/harness-server.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

declare global {
  interface Window {
    mesh: { begin(): Promise<void>; framesDecoded(): Promise<number[]> };
  }
}

/** Six encoders and six decoders for a minute, so it is asked for by name: `npm run bench -- companion`. */
export const onlyByName = true;

const rounds = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 3);
const roundMs = 8_000;
/** Until the lines are measured and the encoders have settled. */
const settleMs = 10_000;
/** Where signing stays readable, and how much of the browser's own pictures we may lose. */
const bound = { picturesPerSecond: 20, ratio: 0.9 };
const root = fileURLToPath(new URL('../../', import.meta.url));
const camera = chromiumArguments.map((one) =>
  one === '--use-fake-device-for-media-stream' ? '--use-fake-device-for-media-stream=fps=25' : one,
);
const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Counts = () => Promise<number[]>;

/** Pictures decoded so far in each direction of each pair: six numbers. */
type Talk = (context: BrowserContext, address: string) => Promise<Counts>;

const each = async (pages: Page[], count: (page: Page) => Promise<number[]>): Promise<number[]> =>
  (await Promise.all(pages.map(count))).flat();

const ours: Talk = async (context, address) => {
  const people = await threeAsking(context, address, 'sign-interpreter');
  await letIn(people);
  const pages = Object.values(people) as Page[];
  // What is shown is decoded; an engine without a page shows nothing by itself.
  for (const page of pages) await page.evaluate(() => window.company.sees());
  return () => each(pages, async (page) => (await incoming(page)).map(({ frames }) => frames));
};

const bare: Talk = async (context, address) => {
  const pages: Page[] = [];
  for (const seat of [0, 1, 2]) {
    const page = await context.newPage();
    await page.goto(`${address}/mesh.html?seat=${seat}`);
    pages.push(page);
  }
  for (const page of pages.toReversed()) await page.evaluate(() => window.mesh.begin());
  const count: Counts = () => each(pages, (page) => page.evaluate(() => window.mesh.framesDecoded()));
  while ((await count()).filter((pictures) => pictures > 10).length < 6) await after(200);
  return count;
};

/** Pictures a second of each direction, from a browser of its own. */
async function round(talk: Talk, address: string): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: camera });
  try {
    const count = await talk(await browser.newContext(), address);
    await after(settleMs);
    const [before, from] = [await count(), performance.now()];
    await after(roundMs);
    const [now, to] = [await count(), performance.now()];
    return now.map((pictures, index) => ((pictures - (before[index] ?? 0)) * 1_000) / (to - from));
  } finally {
    await browser.close();
  }
}

async function measure(harness: string): Promise<Measurement[]> {
  const server = await serveHarness(harness);
  const found = { ours: [] as number[], bare: [] as number[] };
  try {
    for (let turn = 0; turn < rounds; turn++) {
      found.ours.push(...(await round(ours, server.url)));
      found.bare.push(...(await round(bare, server.url)));
    }
  } finally {
    await server.close();
  }
  const [own, theirs] = [percentile(found.ours, 0.5), percentile(found.bare, 0.5)];
  const unit = 'pictures/s';
  return [
    { name: 'three with an interpreter, median direction', value: own, unit, atLeast: bound.picturesPerSecond },
    { name: 'the same, slowest direction', value: Math.min(...found.ours), unit },
    { name: 'bare mesh of three, median direction', value: theirs, unit },
    { name: 'bare mesh of three, slowest direction', value: Math.min(...found.bare), unit },
    { name: 'ours to bare', value: own / theirs, unit: 'ratio', atLeast: bound.ratio },
  ];
}

/** Alternating rounds, three of each or as many as the command says, every one in a fresh browser. */
export const run: Run = async () => {
  const harness = await mkdtemp(join(tmpdir(), 'visavis-companion-'));
  try {
    const configFile = join(root, 'vite.harness.config.ts');
    await build({ configFile, logLevel: 'warn', build: { outDir: harness, emptyOutDir: true } });
    return await measure(harness);
  } finally {
    await rm(harness, { recursive: true, force: true });
  }
};
