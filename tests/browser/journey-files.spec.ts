/** Two people send each other files: 30 MB with a pause and a lost line, past every server; warnings; nothing is left behind. */
import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Page } from '@playwright/test';
import { filesTexts } from '../../clients/ui/call/tools/files/texts.ts';
import { rackTexts } from '../../clients/ui/call/tools/texts.ts';
import { type Advisor, openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, enter, type Guest, guestOn } from './support/guest.ts';
import { inspect } from './support/screenshots.ts';
import { bytesThrough } from './support/server-bytes.ts';
import { expect, test } from './support/test.ts';

const texts = filesTexts.de;
const rack = rackTexts.de;
const largeBytes = 30_000_000;
/** Signalling of a conversation with a line built anew, its log included. */
const mostThroughServers = 1_000_000;

interface Both {
  advisor: Advisor;
  guest: Guest;
  advisorName: string;
  folder: string;
  pid: number;
}

const row = (page: Page, file: string) => page.locator('.file').filter({ hasText: file });
const press = (page: Page, deed: string, file: string) =>
  row(page, file)
    .getByRole('button', { name: `${deed} ${file}` })
    .click();

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** By its key, or under "Mehr" where the bar has no room for one. */
async function openFiles(page: Page): Promise<void> {
  const key = page.locator('.bar').getByRole('button', { name: rack.labels.files });
  if (await key.isVisible()) return key.click();
  await page.locator('.bar').getByRole('button', { name: /^Mehr/ }).click();
  await page.locator('.tool-list').getByRole('button', { name: rack.labels.files }).click();
}

async function choose(page: Page, path: string): Promise<void> {
  const picker = page.waitForEvent('filechooser');
  await click(page, texts.choose);
  await (await picker).setFiles(path);
}

async function save(page: Page, file: string): Promise<string> {
  const waiting = page.waitForEvent('download', { timeout: 60_000 });
  await press(page, texts.save, file);
  const saved = await waiting;
  expect(saved.suggestedFilename()).toBe(file);
  return saved.path();
}

const percent = async (page: Page, file: string): Promise<number> =>
  Number(/(\d+) Prozent/.exec((await row(page, file).textContent()) ?? '')?.[1] ?? -1);

/** As if a person had dragged files from the desk onto the page, or pasted them. */
const bring = (page: Page, how: 'drop' | 'paste', files: Record<string, string>) =>
  page.evaluate(
    ([type, entries]) => {
      const data = new DataTransfer();
      for (const [name, text] of entries) data.items.add(new File([text], name));
      const init = { bubbles: true, cancelable: true };
      if (type === 'paste') document.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }));
      else
        for (const one of ['dragover', 'drop'])
          document.dispatchEvent(new DragEvent(one, { ...init, dataTransfer: data }));
    },
    [how, Object.entries(files)] as const,
  );

async function sendLarge({ advisor, guest, advisorName, folder, pid }: Both): Promise<void> {
  const file = 'Unterlagen.pdf';
  const path = join(folder, file);
  await writeFile(path, randomFillSync(Buffer.alloc(largeBytes)));
  await openFiles(advisor.page);
  await inspect(advisor.page, 'files-01-empty-desktop');
  await choose(advisor.page, path);
  await expect(guest.page.locator('.bar')).toContainText(rack.news);
  await openFiles(guest.page);
  await expect(row(guest.page, file)).toContainText(texts.state.offeredIn(advisorName));
  await inspect(guest.page, 'files-02-offered-phone');
  const before = await bytesThrough(pid);
  await press(guest.page, texts.accept, file);
  await expect.poll(() => percent(guest.page, file), { timeout: 60_000 }).toBeGreaterThan(0);
  await press(guest.page, texts.hold, file);
  await expect(row(advisor.page, file)).toContainText(texts.state.heldThere('Käthe'));
  await inspect(advisor.page, 'files-03-held-desktop');
  await inspect(guest.page, 'files-04-held-phone');
  await test.step('the line is lost and built anew', async () => {
    const built = () => guest.page.evaluate(() => window.testPeers?.length ?? 0);
    const lines = await built();
    const there = await percent(guest.page, file);
    await advisor.page.evaluate(() => window.testPeers?.at(-1)?.close());
    await expect.poll(built, { timeout: 40_000 }).toBeGreaterThan(lines);
    expect(await percent(guest.page, file)).toBeGreaterThanOrEqual(there);
    // What the page says meanwhile moves its keys, and a key that moves under the finger is not pressed.
    await expectFaceToFace(guest.page, advisor.page);
  });
  await press(guest.page, texts.goOn, file);
  await expect(row(guest.page, file)).toContainText(texts.state.doneIn, { timeout: 180_000 });
  await expect(row(advisor.page, file)).toContainText(texts.state.doneOut('Käthe'));
  expect((await bytesThrough(pid)) - before).toBeLessThan(mostThroughServers);
  expect(await digestOf(await save(guest.page, file))).toBe(await digestOf(path));
  await inspect(guest.page, 'files-05-done-phone');
}

/** Dropped from the other side, with names that pretend; the panel opens by itself where they were dropped. */
async function beware({ advisor, guest, advisorName }: Both): Promise<void> {
  await click(guest.page, rack.back);
  await bring(guest.page, 'drop', { 'Rechnung\u202Efdp.exe': 'MZ', 'Antrag.txt': 'Ich stelle einen Antrag.' });
  const [program, letter] = ['Rechnungfdp.exe', 'Antrag.txt'];
  await expect(row(advisor.page, program)).toContainText(texts.dangers.program);
  await expect(row(advisor.page, letter)).not.toContainText(texts.dangers.program);
  await inspect(advisor.page, 'files-06-danger-desktop');
  await press(advisor.page, texts.decline, program);
  await expect(row(guest.page, program)).toContainText(texts.state.there.declined(advisorName));
  await press(advisor.page, texts.accept, letter);
  await expect(row(advisor.page, letter)).toContainText(texts.state.doneIn);
  expect(await readFile(await save(advisor.page, letter), 'utf8')).toBe('Ich stelle einen Antrag.');
  await bring(guest.page, 'paste', { 'Bild.png': 'x' });
  await expect(guest.page.getByText(texts.pasted('Bild.png', advisorName))).toBeVisible();
  await inspect(guest.page, 'files-07-pasted-phone');
  await click(guest.page, texts.discard);
  await expect(guest.page.getByText(/^Eingefügt/)).toHaveCount(0);
}

/** Folders that pages have for files on the private disk. */
const foldersOf = (page: Page) =>
  page.evaluate(async () => {
    const root: FileSystemDirectoryHandle & { keys(): AsyncIterable<string> } = await navigator.storage
      .getDirectory()
      .then((disk) => disk.getDirectoryHandle('visavis-files', { create: true }) as never);
    let count = 0;
    for await (const _ of root.keys()) count++;
    return count;
  });

test('sends files both ways, past every server, over a lost line, with warnings where they belong', async ({
  person,
  system,
}) => {
  test.setTimeout(600_000);
  const { joinLink } = await system.create({ guest: { name: 'Käthe', email: 'kaethe.schickt@example.org' } });
  const phone = await person('de', { viewport: { width: 412, height: 800 }, hasTouch: true, isMobile: true });
  const guest = guestOn(await phone.newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  const advisor = await openDay(await person('de'), system);
  await startTalking(advisor, 'Käthe');
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  const advisorName = (await guest.page.locator('.call-name').textContent())?.split(',')[0] ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'visavis-files-'));
  const both = { advisor, guest, advisorName, folder, pid: system.pid };
  try {
    await test.step('30 MB from the advisor to the guest', () => sendLarge(both));
    await test.step('two files back, one of them a program', () => beware(both));
    await test.step('nothing is left when it is over', async () => {
      for (const { page } of [advisor, guest]) expect(await foldersOf(page)).toBe(1);
      await click(guest.page, rack.back);
      await click(guest.page, guest.words.call.leave);
      await expect(guest.page.getByText(guest.words.receipt.erasedKeys)).toBeVisible();
      for (const { page } of [advisor, guest]) {
        await expect.poll(() => foldersOf(page), { timeout: 40_000 }).toBe(0);
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
