/** Two people write: before the other is there, letter by letter, over a lost line; and take it along. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { textTexts } from '../../clients/ui/call/tools/text/texts.ts';
import { rackTexts } from '../../clients/ui/call/tools/texts.ts';
import { causes } from '../../clients/ui/texts/de/causes.ts';
import { type Advisor, openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { armFlood, flood } from './support/flood.ts';
import { click, enter, type Guest, guestOn } from './support/guest.ts';
import { inspect, shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

const texts = textTexts.de;
const rack = rackTexts.de;

interface Both {
  advisor: Advisor;
  guest: Guest;
  isChromium: boolean;
}

/** In Chromium alone: what takes the pictures puts styles into a page of Firefox, which its policy refuses. */
const look = async ({ isChromium }: Pick<Both, 'isChromium'>, page: Page, name: string) =>
  isChromium ? inspect(page, name) : undefined;

const field = (page: Page) => page.getByLabel(texts.label);
const log = (page: Page) => page.getByRole('log');
const key = (page: Page) => page.locator('.bar').getByRole('button', { name: rack.labels.text });
const live = (page: Page) => page.locator('.text-live .text-words');

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** Not sent, not lost: nobody is there yet. */
async function writeAlone({ guest: { page, words }, ...how }: Omit<Both, 'advisor'>): Promise<void> {
  await click(page, words.waiting.write);
  await say(page, 'Ich höre heute schlecht.\nBitte schreiben Sie mir.');
  await expect(log(page)).toContainText('Bitte schreiben Sie mir.');
  await expect(log(page)).toContainText(texts.waiting);
  await look(how, page, 'writing-01-waiting-phone');
  await page.keyboard.press('Escape');
}

async function readIt({ advisor: { page }, guest, isChromium }: Both): Promise<void> {
  await expect(key(page)).toContainText(texts.news(1));
  await page.keyboard.press('c');
  await expect(log(page)).toContainText('Ich höre heute schlecht.');
  // Without a screen, Firefox says that it has no fine pointer: then no keyboard is to come up.
  if (isChromium) await expect(field(page)).toBeFocused();
  await expect(key(page)).not.toContainText(texts.news(1));
  await key(guest.page).click();
  await expect(log(guest.page)).not.toContainText(texts.waiting);
}

/** Letters arrive while they are written, are edited and taken back, and are announced by nobody. */
async function letterByLetter({ advisor: { page }, guest, ...how }: Both): Promise<void> {
  await page.getByLabel(texts.live).check();
  await field(page).pressSequentially('Gerne, ich schreiwe', { delay: 30 });
  await expect(live(guest.page)).toHaveText('Gerne, ich schreiwe');
  for (let back = 0; back < 2; back++) await page.keyboard.press('Backspace');
  await page.keyboard.type('be.');
  await expect(live(guest.page)).toHaveText('Gerne, ich schreibe.');
  await expect(log(guest.page)).not.toContainText('Gerne');
  await expect(guest.page.locator('.text-live')).toHaveAttribute('aria-live', 'off');
  await look(how, guest.page, 'writing-02-live-phone');
  await page.keyboard.press('Enter');
  await expect(log(guest.page)).toContainText('Gerne, ich schreibe.');
  await expect(live(guest.page)).toHaveCount(0);
  await say(page, 'Hier steht mehr: https://beispiel.example/antrag?x=1.');
  const link = guest.page.getByRole('link', { name: texts.open('beispiel.example') });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(link).toHaveAttribute('target', '_blank');
}

/** What is written while a line is lost and built anew arrives once, and nothing before it twice. */
async function outlive({ advisor, guest, ...how }: Both): Promise<void> {
  const built = () => guest.page.evaluate(() => window.testPeers?.length ?? 0);
  const before = await built();
  await advisor.page.evaluate(() => window.testPeers?.at(-1)?.close());
  await say(guest.page, 'Mitten im Abbruch.');
  await field(advisor.page).fill('Noch nicht fertig');
  await expect.poll(built, { timeout: 40_000 }).toBeGreaterThan(before);
  await expect(log(advisor.page)).toContainText('Mitten im Abbruch.', { timeout: 40_000 });
  await expect(live(guest.page)).toHaveText('Noch nicht fertig');
  for (const { page } of [advisor, guest]) {
    await expect(log(page)).not.toContainText(texts.waiting);
    await expect(log(page).getByRole('listitem')).toHaveCount(4);
  }
  await look(how, advisor.page, 'writing-03-desktop');
  await look(how, guest.page, 'writing-04-phone');
}

/** The advisor reads who sends too much, and goes on writing meanwhile. */
async function withstandFlood({ advisor, guest }: Both): Promise<void> {
  const [, told = ''] = causes.list['peer-floods'].what({ name: '\n', device: undefined }).split('\n');
  const sentence = advisor.page.getByText(told);
  const flooding = flood(guest.page, 5_000);
  await expect(sentence).toBeVisible({ timeout: 40_000 });
  await shoot(advisor.page, 'writing-05-flood-desktop');
  await say(advisor.page, 'Ich schreibe trotzdem.');
  await expect(log(advisor.page)).toContainText('Ich schreibe trotzdem.');
  expect(await flooding).toBeGreaterThan(2_048);
  await expect(sentence).toBeHidden({ timeout: 60_000 });
  await expect(log(guest.page)).toContainText('Ich schreibe trotzdem.', { timeout: 40_000 });
}

async function takeAlong({ advisor: { page } }: Both): Promise<void> {
  const waiting = page.waitForEvent('download');
  await click(page, texts.save);
  const saved = await waiting;
  expect(saved.suggestedFilename()).toMatch(/^gespraech-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await saved.path(), 'utf8');
  expect(text.indexOf('Ich höre heute schlecht.\nBitte')).toBeGreaterThan(0);
  expect(text.indexOf('Mitten im Abbruch.')).toBeGreaterThan(text.indexOf('Gerne, ich schreibe.'));
}

/** Closed by a key, from which it opened; by the key of its own on a phone. And then it is gone. */
async function leave({ advisor, guest }: Both): Promise<void> {
  await field(advisor.page).focus();
  await advisor.page.keyboard.press('Escape');
  await expect(log(advisor.page)).toBeHidden();
  await click(guest.page, rack.back);
  await expect(log(guest.page)).toBeHidden();
  await expect(key(guest.page)).toBeFocused();
  await click(guest.page, guest.words.call.leave);
  await expect(guest.page.getByText(guest.words.receipt.erasedKeys)).toBeVisible();
  await expect(guest.page.getByText('Mitten im Abbruch.')).toHaveCount(0);
}

test('lets two people write, letter by letter where they want, over a lost line', async ({
  person,
  system,
  browserName,
}) => {
  const isChromium = browserName === 'chromium';
  test.setTimeout(360_000);
  const name = 'Käthe Schreiber Sonnenschein';
  const { joinLink } = await system.create({ guest: { name, email: 'kaethe.schreibt@example.org' } });
  const guests = await person('de', { viewport: { width: 390, height: 844 } });
  await armFlood(guests);
  const guest = guestOn(await guests.newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  await test.step('the guest writes in the waiting room', () => writeAlone({ guest, isChromium }));
  const advisor = await openDay(await person('de'), system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  const both = { advisor, guest, isChromium };
  await test.step('the advisor is told, and reads', () => readIt(both));
  await test.step('letters are read while they are written', () => letterByLetter(both));
  await test.step('nothing is lost or doubled over a new line', () => outlive(both));
  await test.step('a page that floods is told of, and stops nobody', () => withstandFlood(both));
  await test.step('the advisor saves what was written', () => takeAlong(both));
  await test.step('panels close, and what was written goes with the call', () => leave(both));
});
