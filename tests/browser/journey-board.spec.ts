/** Two people draw together: by pointer and by keys alone, on paper, a PDF and a photo, over a lost line; and save it. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { boardTexts } from '../../clients/ui/call/tools/board/texts.ts';
import { textTexts } from '../../clients/ui/call/tools/text/texts.ts';
import { rackTexts } from '../../clients/ui/call/tools/texts.ts';
import { type Advisor, openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, enter, type Guest, guestOn } from './support/guest.ts';
import { pdfWith, sidewaysPhoto } from './support/papers.ts';
import { inspect, shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

const texts = boardTexts.de;
const rack = rackTexts.de;
const { tools, inks, things } = texts;

interface Both {
  advisor: Advisor;
  guest: Guest;
}

const surface = (page: Page) => page.locator('.board-surface');
const list = (page: Page) => page.locator('.board-list').first();
const take = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).press('Space');
const onSheet = (page: Page) => list(page).getByRole('listitem');

async function openBoard({ page, words }: Guest): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${words.call.more}`) }).click();
  await page.getByRole('button', { name: new RegExp(`^${rack.labels.board}`) }).click();
  await expect(surface(page)).toBeVisible();
  await list(page).locator('summary').click();
}

/** Pulls over the sheet; places are shares of its width and height. */
async function pull(page: Page, ...places: [number, number][]): Promise<void> {
  await surface(page).scrollIntoViewIfNeeded();
  const box = await surface(page).boundingBox();
  if (!box) throw new Error('no sheet');
  for (const [at, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
    if (at === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Red, green, blue and opacity of what lies at a place of the sheet's frame. */
const pixel = (page: Page, x: number, y: number) =>
  page.evaluate(
    ([across, down]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.board-surface canvas');
      const { width = 0, height = 0 } = canvas ?? {};
      const at = [Math.floor(width * (across ?? 0)), Math.floor(height * (down ?? 0))] as const;
      return [...(canvas?.getContext('2d')?.getImageData(...at, 1, 1).data ?? [])];
    },
    [x, y],
  );

/** The red dot of the other's pointer lies over the sheet. */
const isPointedAt = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelectorAll<HTMLCanvasElement>('.board-surface canvas')[1];
    const { data } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return data.some((red, at) => at % 4 === 0 && red === 163 && data[at + 1] === 47 && data[at + 2] === 38);
  });

async function drawByPointer({ advisor: { page }, guest }: Both): Promise<void> {
  await pull(page, [0.3, 0.3], [0.35, 0.6], [0.4, 0.3], [0.45, 0.6]);
  await take(page, tools.arrow);
  await take(page, inks.red);
  await pull(page, [0.55, 0.55], [0.7, 0.4]);
  await take(page, tools.text);
  await pull(page, [0.5, 0.7]);
  await page.keyboard.type('Pflegegrad 3');
  await click(page, texts.textEntry.place);
  await expect(surface(page)).toBeFocused();
  await expect(onSheet(page)).toHaveCount(3);
  await expect(guest.page.getByRole('button', { name: new RegExp(rack.news) }).first()).toBeVisible();
  await openBoard(guest);
  await expect(onSheet(guest.page)).toHaveCount(3);
  await expect(onSheet(guest.page).last()).toContainText(texts.quoted('Pflegegrad 3'));
  await inspect(page, 'board-01-drawn-desktop');
}

/** No pointer at all: keys choose the tool, draw, move and enlarge. */
async function drawByKeys({ advisor, guest: { page } }: Both): Promise<void> {
  const press = async (...keys: string[]) => {
    for (const key of keys) await surface(page).press(key);
  };
  await take(page, tools.rectangle);
  await take(page, inks.blue);
  await press(
    'Shift+ArrowUp',
    'Shift+ArrowUp',
    'Enter',
    'Shift+ArrowRight',
    'Shift+ArrowRight',
    'Shift+ArrowDown',
    'Enter',
  );
  await expect(onSheet(advisor.page).last()).toContainText(texts.thing(things.rectangle, inks.blue));
  await take(page, tools.select);
  await press('Enter', 'ArrowLeft', 'ArrowLeft', 'Shift+ArrowDown');
  await expect(page.getByText(texts.selection.title(texts.thing(things.rectangle, inks.blue)))).toBeVisible();
  await inspect(page, 'board-02-keys-phone');
  await page.locator('.board-selection').getByRole('button', { name: texts.selection.remove }).press('Enter');
  await expect(onSheet(advisor.page)).toHaveCount(3);
  await expect(surface(page)).toBeFocused();
  await press('Control+z');
  await expect(onSheet(advisor.page)).toHaveCount(4);
  // One's own step, not the other's that came later.
  await click(advisor.page, texts.undo);
  await expect(onSheet(page)).toHaveCount(3);
  await expect(onSheet(page).filter({ hasText: texts.thing(things.rectangle, inks.blue) })).toHaveCount(1);
  await take(page, tools.point);
  await expect(async () => {
    await press('ArrowUp', 'ArrowDown');
    expect(await isPointedAt(advisor.page)).toBe(true);
  }).toPass();
  await shoot(advisor.page, 'board-03-pointer-desktop');
}

async function openPapers({ advisor, guest }: Both): Promise<void> {
  const files = advisor.page.locator('.board-bar input[type=file]');
  const pdf = pdfWith('Antrag auf Pflegegrad', 'Seite zwei');
  await files.setInputFiles({ name: 'Antrag.pdf', mimeType: 'application/pdf', buffer: pdf });
  await expect(guest.page.getByText(texts.sheet(2, 3))).toBeVisible({ timeout: 40_000 });
  await expect(guest.page.locator('.board-note')).toBeEmpty({ timeout: 40_000 });
  // The scanned bar below the words of the first page is black on white.
  await expect.poll(async () => (await pixel(guest.page, 0.45, 0.169))[0]).toBeLessThan(60);
  await take(guest.page, tools.pen);
  await take(guest.page, inks.marker);
  await pull(guest.page, [0.35, 0.15], [0.6, 0.15]);
  await inspect(advisor.page, 'board-04-pdf-desktop');
  await inspect(guest.page, 'board-05-pdf-phone');
  const photo = { name: 'Foto.jpg', mimeType: 'image/jpeg', buffer: await sidewaysPhoto(guest.page) };
  await guest.page.locator('.board-bar input[type=file]').setInputFiles(photo);
  await expect(advisor.page.getByText(texts.sheet(4, 4))).toBeVisible({ timeout: 40_000 });
  const isGreen = ([red = 0, green = 0, blue = 0]: number[]) => green - red > 30 && green - blue > 10 && red > 40;
  await expect.poll(async () => isGreen(await pixel(advisor.page, 0.5, 0.5)), { timeout: 40_000 }).toBe(true);
  // Turned upright, it is narrower than the frame.
  await expect.poll(async () => (await pixel(advisor.page, 0.2, 0.5))[3]).toBe(0);
}

/** What both draw while the line is gone lies on both boards when it is back. */
async function outlive({ advisor, guest }: Both): Promise<void> {
  const built = () => guest.page.evaluate(() => window.testPeers?.length ?? 0);
  const before = await built();
  await advisor.page.evaluate(() => window.testPeers?.at(-1)?.close());
  await take(advisor.page, tools.ellipse);
  await pull(advisor.page, [0.45, 0.4], [0.55, 0.6]);
  await take(guest.page, tools.line);
  await pull(guest.page, [0.4, 0.5], [0.6, 0.5]);
  await expect.poll(built, { timeout: 40_000 }).toBeGreaterThan(before);
  for (const { page } of [advisor, guest]) {
    await expect(onSheet(page)).toHaveCount(2, { timeout: 40_000 });
    await expect(list(page)).toContainText(texts.thing(things.ellipse, inks.red));
    await expect(list(page)).toContainText(texts.thing(things.line, inks.marker));
  }
  await shoot(guest.page, 'board-06-photo-phone');
}

async function saved(page: Page, key: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await click(page, key);
  return readFile(await (await waiting).path());
}

async function keep({ advisor: { page }, guest }: Both): Promise<void> {
  const pdf = (await saved(page, texts.savePdf)).toString('latin1');
  expect(pdf).toMatch(/^%PDF-1\.4[\s\S]*\/Type \/Pages \/Count 4 [\s\S]*%%EOF\s*$/);
  const png = await saved(guest.page, texts.saveImage);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_600, 2_400]);
  await click(guest.page, rack.back);
  await expect(surface(guest.page)).toBeHidden();
  // From one tool to the next: the one that closes leaves the focus to the one that opens.
  await page.getByRole('button', { name: new RegExp(`^${rack.labels.text}`) }).press('Enter');
  await expect(page.getByRole('textbox', { name: textTexts.de.label })).toBeFocused();
}

test('lets two people draw on the same sheets, by pointer and by keys, over a lost line', async ({
  person,
  system,
}) => {
  test.setTimeout(480_000);
  const name = 'Käthe Zeichner Sonnenschein';
  const { joinLink } = await system.create({ guest: { name, email: 'kaethe.zeichnet@example.org' } });
  const guest = guestOn(await (await person('de', { viewport: { width: 390, height: 844 } })).newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  const advisor = await openDay(await person('de'), system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  const both = { advisor, guest };
  await openBoard({ ...guest, page: advisor.page });
  await test.step('the advisor draws, and the guest sees it', () => drawByPointer(both));
  await test.step('the guest draws without a pointer', () => drawByKeys(both));
  await test.step('a PDF and a photo become sheets', () => openPapers(both));
  await test.step('nothing is lost over a new line', () => outlive(both));
  await test.step('both save what they want to keep', () => keep(both));
});
