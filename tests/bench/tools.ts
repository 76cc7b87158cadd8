/** A conversation with every tool in use: how late letters are, how long a page does not answer, and what passes our server. */
import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { share } from '../../clients/ui/call/share/texts.de.ts';
import { board } from '../../clients/ui/call/tools/board/texts.de.ts';
import { files } from '../../clients/ui/call/tools/files/texts.de.ts';
import { text as texts } from '../../clients/ui/call/tools/text/texts.de.ts';
import { rack } from '../../clients/ui/call/tools/texts.de.ts';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { letterTimes } from '../browser/support/letters.ts';
import { beginLongTasks, longTasks, watchLongTasks } from '../browser/support/long-tasks.ts';
import { pdfWith } from '../browser/support/papers.ts';
import { type RoughTalk, startRoughGround, talkOver } from '../browser/support/rough-talk.ts';
import { bytesThrough, countAtPort } from '../browser/support/server-bytes.ts';
import type { System } from '../browser/support/system.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';
import { watchMemory } from './page-memory.ts';

/** Minutes, so it is asked for by name: `npm run bench -- tools`; with a file of 500 MB: `tools 500`. */
export const onlyByName = true;

const megabytes = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 100);
const { labels } = rack;
type Paths = Record<'small' | 'large', string>;
const letters = { text: 'Guten Tag, ich schreibe Ihnen lieber, als zu sprechen.', everyMs: 120 };
/** Signalling and the advisor's list for as long as a transfer takes: pings, renewed tokens, a list once a minute; and the heads of their packets. */
const mostThroughServer = 100_000;
/** Pieces on their way, the board's pictures, the shared screen; a file that was held would be seen whatever its size. */
const mostGrownMB = 250;
/** As long as somebody looks at figures. */
const readMs = 2_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const patience = { timeout: 60_000 };

/** By its key, or under "Mehr" where the bar has no room for one; an open one stays. */
async function openTool(page: Page, label: string): Promise<void> {
  const name = new RegExp(`^${label}`);
  if (await page.getByRole('region', { name }).isVisible()) return;
  const key = page.locator('.bar').getByRole('button', { name });
  if (await key.isVisible()) return key.click(patience);
  await page.locator('.bar').getByRole('button', { name: /^Mehr/ }).click(patience);
  await page.locator('.tool-list').getByRole('button', { name }).click(patience);
}

async function write({ guest, advisor }: RoughTalk, name: string): Promise<Measurement[]> {
  for (const { page } of [guest, advisor]) await openTool(page, labels.text);
  await guest.page.getByLabel(texts.live).check(patience);
  await guest.page.getByLabel(texts.label).focus();
  const times = await letterTimes(guest.page, advisor.page, { ...letters, shown: '.text-live .text-words' });
  await guest.page.keyboard.press('Enter');
  return [
    { name: `a letter, ${name}: shown, 95th percentile`, value: percentile(times, 0.95), unit: 'ms', atMost: 500 },
    { name: `a letter, ${name}: shown, median`, value: percentile(times, 0.5), unit: 'ms' },
  ];
}

/** A PDF on both boards. */
async function layPdf({ guest, advisor }: RoughTalk): Promise<void> {
  for (const { page } of [advisor, guest]) await openTool(page, labels.board);
  const buffer = pdfWith(...Array.from({ length: 8 }, (_, page) => `Antrag, Seite ${page + 1}`));
  const file = { name: 'Antrag.pdf', mimeType: 'application/pdf', buffer };
  await advisor.page.locator('.board-bar input[type=file]').setInputFiles(file);
  await guest.page.getByText(board.sheet(2, 9)).waitFor(patience);
}

/** A long stroke from both sides. */
async function draw({ guest, advisor }: RoughTalk): Promise<void> {
  for (const { page } of [advisor, guest]) await openTool(page, labels.board);
  for (const { page } of [advisor, guest]) {
    const box = await page.locator('.board-surface').boundingBox();
    if (!box) throw new Error('no sheet');
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
    await page.mouse.down();
    for (let step = 0; step < 120; step++) {
      const [across, down] = [0.5 + 0.2 * Math.cos(step / 6), 0.5 + 0.2 * Math.sin(step / 9)];
      await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
    }
    await page.mouse.up();
  }
}

async function showScreen({ advisor, guest }: RoughTalk): Promise<void> {
  const { page } = advisor;
  await page.getByRole('button', { name: guest.words.call.share, exact: true }).click(patience);
  await page.getByRole('button', { name: share.screen.button, exact: true }).click(patience);
  await guest.page.locator('.shared video').waitFor(patience);
}

/** Everything under "Mehr", the senses and the details for the help desk among it. */
async function lookAtMore({ pages, guest }: RoughTalk): Promise<void> {
  const { call } = guest.words;
  for (const page of pages) {
    await page.getByRole('button', { name: new RegExp(`^${call.more}`) }).click(patience);
    await page.getByText(call.panel.details, { exact: true }).click(patience);
    await pause(readMs);
    await page.keyboard.press('Escape');
  }
}

async function beginTransfer({ advisor, guest }: RoughTalk, path: string): Promise<() => Promise<void>> {
  for (const { page } of [advisor, guest]) await openTool(page, labels.files);
  const picker = advisor.page.waitForEvent('filechooser', patience);
  await advisor.page.getByRole('button', { name: files.choose, exact: true }).click(patience);
  await (await picker).setFiles(path);
  const row = guest.page.locator('.file').filter({ hasText: basename(path) });
  await row.getByRole('button', { name: new RegExp(`^${files.accept}`) }).click(patience);
  return async () => {
    await openTool(guest.page, labels.files);
    await row.getByText(files.state.doneIn).waitFor({ timeout: 240_000 });
  };
}

/** Every tool once: whatever the pages ask of the server for it is here when this is over. */
async function useEverything(talk: RoughTalk, small: string): Promise<void> {
  await showScreen(talk);
  await layPdf(talk);
  await draw(talk);
  await lookAtMore(talk);
  await (await beginTransfer(talk, small))();
}

async function figuresOf(talk: RoughTalk, browser: Browser, system: System, paths: Paths): Promise<Measurement[]> {
  const alone = await write(talk, 'nothing beside it');
  for (const page of talk.pages) await beginLongTasks(page);
  await useEverything(talk, paths.small);
  const before = await bytesThrough(system.pid);
  const passed = countAtPort(new URL(system.url).port);
  const grownBy = await watchMemory(browser);
  const finish = await beginTransfer(talk, paths.large);
  const beside = await write(talk, 'beside a file');
  await draw(talk);
  await lookAtMore(talk);
  await finish();
  const grownMB = await grownBy();
  const [through, worked] = [passed(), (await bytesThrough(system.pid)) - before];
  const found = await Promise.all(talk.pages.map(longTasks));
  for (const { longestScriptMs, script } of found) console.log(`longest script ${longestScriptMs} ms: ${script}`);
  const most = (of: 'longestMs' | 'longestScriptMs') => Math.max(...found.map((page) => page[of]));
  return [
    ...alone,
    ...beside,
    { name: 'every tool open: longest task of a page', value: most('longestMs'), unit: 'ms' },
    { name: 'every tool open: longest run of our scripts', value: most('longestScriptMs'), unit: 'ms', atMost: 500 },
    { name: `memory of a page while ${megabytes} MB come: grown by`, value: grownMB, unit: 'MB', atMost: mostGrownMB },
    {
      name: `to and from the server while ${megabytes} MB, text and drawings go across`,
      value: through / 1_000,
      unit: 'kB',
      atMost: mostThroughServer / 1_000,
    },
    { name: 'read and written by it meanwhile, its book and its log included', value: worked / 1_000, unit: 'kB' },
  ];
}

/** Two people in one Chromium with made-up devices; needs root and a network of its own. */
export const run: Run = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'visavis-tools-'));
  const paths = { small: join(folder, 'Kleines.bin'), large: join(folder, 'Unterlagen.bin') };
  await writeFile(paths.small, randomFillSync(Buffer.alloc(1_000_000)));
  await writeFile(paths.large, randomFillSync(Buffer.alloc(megabytes * 1_000_000)));
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  const ground = await startRoughGround(browser);
  try {
    const talk = await talkOver(ground, browser, 'Wanda Werkzeug', { watch: watchLongTasks });
    return await figuresOf(talk, browser, ground.system, paths);
  } finally {
    await browser.close();
    await ground.close();
    await rm(folder, { recursive: true, force: true });
  }
};
