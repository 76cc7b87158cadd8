/** Two people fill in a real PDF form: at once, over a lost line, signed by hand, and saved by both with the same values. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { readForm } from '../../clients/ui/call/tools/form/pdf-form.ts';
import { formTexts } from '../../clients/ui/call/tools/form/texts.ts';
import { rackTexts } from '../../clients/ui/call/tools/texts.ts';
import { applicationForm } from '../form/form-papers.ts';
import { type Advisor, openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, enter, type Guest, guestOn } from './support/guest.ts';
import { pdfWith } from './support/papers.ts';
import { inspect, shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

const texts = formTexts.de;
const rack = rackTexts.de;
const arrives = { timeout: 40_000 };

interface Both {
  advisor: Advisor;
  guest: Guest;
}

const panel = (page: Page) => page.locator('.form');
const field = (page: Page, name: string | RegExp) => panel(page).getByRole('textbox', { name });
const names = { person: /^Vor- und Nachname/, reason: 'Begründung', number: 'Versichertennummer' };

async function lay({ advisor: { page }, guest }: Both): Promise<void> {
  // Guests cannot open one: there is no key for it before the first form.
  await guest.page.getByRole('button', { name: new RegExp(`^${guest.words.call.more}`) }).click();
  await expect(guest.page.getByRole('button', { name: new RegExp(`^${rack.labels.board}`) })).toBeVisible();
  await expect(guest.page.getByRole('button', { name: new RegExp(`^${rack.labels.form}`) })).toHaveCount(0);
  await page.getByRole('button', { name: new RegExp(`^${guest.words.call.more}`) }).click();
  await page.getByRole('button', { name: new RegExp(`^${rack.labels.form}`) }).click();
  const files = panel(page).locator('input[type=file]');
  await inspect(page, 'form-01-empty-desktop');
  const flat = { name: 'Brief.pdf', mimeType: 'application/pdf', buffer: pdfWith('Kein Formular') };
  await files.setInputFiles(flat);
  await expect(panel(page).getByText(texts.refused['no-fields'])).toBeVisible(arrives);
  const form = { name: 'Antrag.pdf', mimeType: 'application/pdf', buffer: Buffer.from(applicationForm()) };
  await files.setInputFiles(form);
  await expect(field(page, names.person)).toBeVisible(arrives);
  await guest.page.getByRole('button', { name: new RegExp(`^${rack.labels.form}`) }).click(arrives);
  await expect(field(guest.page, names.reason)).toBeVisible(arrives);
}

/** Dark pixels of the drawn first page in a square of 16 points; places in points from its upper left corner. */
const darkAt = (page: Page, x: number, y: number) =>
  page.evaluate(
    ([left = 0, top = 0]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.form-drawing canvas');
      const scale = (canvas?.width ?? 0) / 595;
      const [across, down, size] = [left * scale, top * scale, 16 * scale].map(Math.round) as [number, number, number];
      const { data } = canvas?.getContext('2d')?.getImageData(across, down, size, size) ?? { data: [] };
      return data.filter((red, at) => at % 4 === 0 && red < 128).length;
    },
    [x, y],
  );

async function fillIn({ advisor: { page }, guest }: Both): Promise<void> {
  await Promise.all([
    field(page, names.person).pressSequentially('Käthe Sonnenschein', { delay: 15 }),
    field(guest.page, names.reason).pressSequentially('Ich brauche Hilfe.', { delay: 15 }),
  ]);
  await expect(field(guest.page, names.person)).toHaveValue('Käthe Sonnenschein');
  await expect(field(page, names.reason)).toHaveValue('Ich brauche Hilfe.');
  // Who is where is seen by both.
  await expect(panel(guest.page).locator('.form-here')).toBeVisible();
  await expect(panel(page).locator('.form-tag')).toBeVisible();
  await guest.page.getByRole('checkbox', { name: 'Einverstanden' }).check();
  await guest.page.getByRole('radio', { name: 'Wir leben zu zweit.' }).check();
  await page.getByRole('combobox', { name: 'Pflegegrad' }).selectOption({ label: 'Pflegegrad 3' });
  await page.getByRole('listbox', { name: 'Hilfe bei' }).selectOption(['Bad', 'Küche']);
  await expect(guest.page.getByRole('combobox', { name: 'Pflegegrad' })).toHaveValue('3');
  await expect(page.getByRole('checkbox', { name: 'Einverstanden' })).toBeChecked();
  await expect(page.getByRole('radio', { name: /Wir leben zu zweit/ })).toBeChecked();
  await expect(page.locator('.form-drawing canvas').first()).toBeVisible(arrives);
  await expect.poll(() => darkAt(page, 60, 45)).toBeGreaterThan(0);
  // Of boxes and circles the paper shows nothing: what is ticked is the browser's to show.
  expect(await darkAt(page, 60, 256)).toBe(0);
  expect(await darkAt(page, 60, 286)).toBe(0);
  await inspect(page, 'form-02-filled-desktop');
  await inspect(guest.page, 'form-03-list-phone');
}

/** What both wrote while the line was gone stands on both sides when it is back; in one field, the same word wins. */
async function outlive({ advisor: { page }, guest }: Both): Promise<void> {
  const built = () => guest.page.evaluate(() => window.testPeers?.length ?? 0);
  const before = await built();
  await page.evaluate(() => window.testPeers?.at(-1)?.close());
  await field(page, names.number).fill('A123456789');
  await field(guest.page, names.reason).fill('Ich brauche Hilfe im Bad.');
  await expect.poll(built, arrives).toBeGreaterThan(before);
  await expect(field(guest.page, names.number)).toHaveValue('A123456789', arrives);
  await expect(field(page, names.reason)).toHaveValue('Ich brauche Hilfe im Bad.', arrives);
}

async function signByHand({ advisor: { page }, guest }: Both): Promise<void> {
  await click(guest.page, texts.signature.sign);
  const pad = guest.page.locator('.form-pad');
  await expect(pad).toBeVisible();
  const box = await pad.boundingBox();
  if (!box) throw new Error('nothing to draw on');
  for (const [at, [x, y]] of [
    [0.1, 0.7],
    [0.25, 0.2],
    [0.4, 0.8],
    [0.6, 0.3],
    [0.9, 0.6],
  ].entries() as IterableIterator<[number, [number, number]]>) {
    await guest.page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 5 });
    if (at === 0) await guest.page.mouse.down();
  }
  await guest.page.mouse.up();
  await inspect(guest.page, 'form-04-sign-phone');
  await guest.page.getByRole('button', { name: texts.signature.done, exact: true }).click();
  await expect(guest.page.locator('.form-signatures')).toContainText(texts.signature.you);
  await expect(panel(page).getByRole('img', { name: /^Unterschrift von/ })).toBeVisible(arrives);
  await expect(field(page, names.person)).not.toBeEditable();
  await expect(page.getByRole('checkbox', { name: 'Einverstanden' })).toBeDisabled();
  // Nobody but the guest takes it back.
  await expect(panel(page).getByRole('button', { name: texts.signature.takeBack })).toHaveCount(0);
  await panel(page)
    .getByRole('img', { name: /^Unterschrift von/ })
    .scrollIntoViewIfNeeded();
  await inspect(page, 'form-05-signed-desktop');
  await guest.page.getByText(texts.views.pages, { exact: true }).click();
  await expect(guest.page.locator('.form-drawing canvas').first()).toBeVisible(arrives);
  await shoot(guest.page, 'form-06-pages-phone');
}

/** By keys alone: typed, taken back, typed again. */
async function signByTyping({ guest: { page }, advisor }: Both): Promise<void> {
  await page.getByText(texts.views.list, { exact: true }).click();
  await page.getByRole('button', { name: texts.signature.takeBack }).press('Enter');
  await expect(field(advisor.page, names.person)).toBeEditable();
  await page.getByRole('button', { name: texts.signature.sign }).press('Enter');
  await page.getByRole('radio', { name: texts.signature.type }).press('Space');
  await page.getByRole('textbox', { name: texts.signature.name }).fill('Käthe Sonnenschein');
  await expect(page.getByRole('img', { name: texts.signature.preview })).toBeVisible();
  // What changes meanwhile is not signed unseen; what is as it was can be.
  const number = field(advisor.page, names.number);
  await number.fill('A123456780');
  await expect(page.getByText(texts.signature.changed)).toBeVisible(arrives);
  await shoot(page, 'form-07-typed-phone');
  await number.fill('A123456789');
  await expect(page.getByText(texts.signature.changed)).toHaveCount(0, arrives);
  await page.getByRole('button', { name: texts.signature.done, exact: true }).press('Enter');
  await expect(page.locator('.form-bar')).toBeFocused();
  await expect(advisor.page.locator('.form-signatures')).toContainText('hat unterschrieben', arrives);
}

async function saved(page: Page): Promise<{ path: string; values: object }> {
  const waiting = page.waitForEvent('download');
  await click(page, texts.save);
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(texts.fileName('Antrag'));
  const path = await download.path();
  const form = await readForm({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  if (typeof form === 'string') throw new Error(form);
  await form.close();
  return { path, values: Object.fromEntries(form.fields.map(({ name, value }) => [name, value])) };
}

async function keep({ advisor, guest }: Both): Promise<void> {
  const [one, other] = [await saved(advisor.page), await saved(guest.page)];
  expect(one.values).toEqual({
    name: 'Käthe Sonnenschein',
    reason: 'Ich brauche Hilfe im Bad.',
    number: 'A123456789',
    agree: 'Ja',
    grade: '3',
    helps: ['Bad', 'Küche'],
    living: 'paar',
    file: 'AZ 4711',
    signature: '',
  });
  expect(other.values).toEqual(one.values);
  for (const { path } of [one, other]) {
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    for (const words of ['Käthe Sonnenschein', 'Ich brauche Hilfe im Bad.', 'Pflegegrad 3'])
      expect(text).toContain(words);
    expect(text).toMatch(/\d\d\.\d\d\.\d{4}, \d\d:\d\d/);
  }
  await click(advisor.page, texts.takeAway);
  await expect(panel(guest.page).getByText(texts.none)).toBeVisible(arrives);
}

test('lets two people fill in, sign and save a PDF form, over a lost line', async ({ person, system }) => {
  test.setTimeout(480_000);
  const name = 'Käthe Formular Sonnenschein';
  const { joinLink } = await system.create({ guest: { name, email: 'kaethe.unterschreibt@example.org' } });
  const guest = guestOn(await (await person('de', { viewport: { width: 390, height: 844 } })).newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  const advisor = await openDay(await person('de'), system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  const both = { advisor, guest };
  await test.step('the advisor lays a form down, and the guest has it', () => lay(both));
  await test.step('both fill it in at once', () => fillIn(both));
  await test.step('nothing is lost over a new line', () => outlive(both));
  await test.step('the guest signs by hand', () => signByHand(both));
  await test.step('the guest signs without a pointer', () => signByTyping(both));
  await test.step('both save the same', () => keep(both));
});
