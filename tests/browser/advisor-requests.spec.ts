/** Requests and letters on the real product: answered by keyboard, written from both sides, read on a page and in no mail. */

import type { Locator, Page } from '@playwright/test';
import { AdvisorHours, GuestRequest, LetterList } from '@visavis/shared';
import * as v from 'valibot';
import { de as offerWords } from '../../clients/advisor/offer/texts/de.ts';
import { de as requestWords } from '../../clients/advisor/requests/texts/de.ts';
import { de as wordsOfDay } from '../../clients/advisor/texts/de/index.ts';
import { de as letterWords } from '../../clients/ui/letters/texts.de.ts';
import { type Advisor, entryOf, openDay } from './support/advisor.ts';
import { askFor } from './support/asking.ts';
import { offerTimes, tabTo } from './support/booking.ts';
import { inspect } from './support/screenshots.ts';
import type { System } from './support/system.ts';
import { expect, test } from './support/test.ts';

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };

/** Looked at by axe, on both widths. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, size] of [['phone', phone] as const, ['desktop', desktop] as const]) {
    await page.setViewportSize(size);
    await inspect(page, `requests/${name}-${width}`);
  }
}

async function statusOf(system: System, { id, code }: { id: string; code: string }): Promise<string> {
  const answer = await fetch(`${system.url}/api/v1/book/status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ request: id, code }),
  });
  return v.parse(GuestRequest, await answer.json()).status;
}

/** On the page of the offer: the next holiday is kept open, and Sunday lasts until midnight; the service has it as it was pressed. */
async function changeHours(page: Page, system: System): Promise<void> {
  const { holidays, hours } = offerWords;
  const open = page.getByRole('button', { name: holidays.keepOpen });
  await expect(open.first()).toBeVisible();
  const count = await open.count();
  await open.first().press('Enter');
  await expect(page.getByRole('button', { name: holidays.close })).toBeFocused();
  await expect(open).toHaveCount(count - 1);
  await page.getByLabel(`${hours.line('Sonntag', 1)}, ${hours.to}`).fill('24');
  await look(page, 'hours');
  await page.getByRole('button', { name: hours.save }).press('Enter');
  await expect(page.getByText(hours.saved)).toBeVisible();
  const kept = v.parse(AdvisorHours, await (await system.ask('GET', '/api/v1/offer/hours')).json());
  expect(kept.weekly).toContainEqual({ weekday: 7, from: '08:00', to: '24:00' });
  expect(kept.exceptions.map((one) => one.hours.length)).toEqual([1]);
  await page.getByRole('button', { name: holidays.close }).press('Enter');
  await expect(open).toHaveCount(count);
}

const cardOf = (page: Page, name: string) => page.getByRole('article').filter({ hasText: name });
const keyOf = (card: Locator, name: string) => card.getByRole('button', { name });

test('are answered by keyboard: confirmed, another time proposed, declined', async ({ person, system }) => {
  test.setTimeout(180_000);
  await offerTimes(system);
  const first = await askFor(system, 'Erika', 'Erste');
  const second = await askFor(system, 'Bert', 'Zweiter', 2);
  const { page } = await openDay(await person('de', { reducedMotion: 'reduce' }), system);
  await expect(page.getByRole('heading', { name: requestWords.count(2) })).toBeVisible();
  await look(page, 'day');
  await page.getByRole('button', { name: /^Anfragen/ }).press('Enter');
  await expect(cardOf(page, 'Bert Zweiter')).toBeVisible();
  // Comes in while the page is open: nothing is loaded anew by hand.
  const third = await askFor(system, 'Cem', 'Dritter', 4);
  await look(page, 'list');
  await tabTo(keyOf(cardOf(page, 'Erika Erste'), requestWords.confirm));
  await page.keyboard.press('b');
  await expect(page.getByText(/^Der Termin mit Erika Erste/)).toBeVisible();
  expect(await statusOf(system, first)).toBe('confirmed');
  await expect(cardOf(page, 'Bert Zweiter')).toBeFocused();
  await page.keyboard.press('z');
  const dialog = page.getByRole('dialog');
  await tabTo(dialog.getByRole('radio').first());
  await page.keyboard.press('Space');
  await look(page, 'propose');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Ihr Vorschlag an Bert Zweiter/)).toBeVisible();
  expect(await statusOf(system, second)).toBe('proposed');
  const late = cardOf(page, 'Cem Dritter');
  await expect(late).toBeVisible({ timeout: 60_000 });
  await tabTo(keyOf(late, requestWords.decline));
  await page.keyboard.press('a');
  await dialog.getByLabel(requestWords.refusal.reasons['by-phone']).check();
  await look(page, 'decline');
  await dialog.getByRole('button', { name: requestWords.refusal.submit }).press('Enter');
  await expect(page.getByText(requestWords.done.decline('Cem Dritter'))).toBeVisible();
  expect(await statusOf(system, third)).toBe('declined');
  await page.getByRole('button', { name: wordsOfDay.day.places.offer }).press('Enter');
  await changeHours(page, system);
  await page.getByRole('button', { name: offerWords.calendar.make }).press('Enter');
  await expect(dialog.getByRole('heading', { name: offerWords.calendar.made })).toBeVisible();
  await look(page, 'calendar-address');
  const address = await dialog.getByText(/\.ics$/).innerText();
  const file = await (await fetch(address.trim())).text();
  expect(file.match(/SUMMARY:Termin/g)).toHaveLength(2);
  expect(file).not.toMatch(/Erika|Zweiter/);
});

/** Opens the letters of the one appointment of tomorrow. */
async function openLetters(advisor: Advisor, key: string): Promise<Locator> {
  const { page, words } = advisor;
  await page.getByRole('button', { name: words.day.next }).click();
  const entry = entryOf(advisor, 'Grete Brief');
  await entry.getByRole('button', { name: words.day.more }).click();
  await entry.getByRole('button', { name: key }).click();
  return page.getByRole('dialog');
}

test('write to each other outside the call, and only a press opens a letter', async ({ person, system }) => {
  test.setTimeout(180_000);
  const made = await system.create({
    startsInMinutes: 24 * 60,
    guest: { name: 'Grete Brief', email: 'grete.brief@example.org' },
  });
  const advisor = await openDay(await person(), system);
  const dialog = await openLetters(advisor, letterWords.title);
  await dialog.getByLabel(letterWords.field).fill('Bitte legen Sie den Bescheid bereit.');
  await dialog.getByRole('button', { name: letterWords.send }).click();
  await expect(dialog.getByText(letterWords.sent)).toBeVisible();

  const page = await (await person('de', { viewport: phone })).newPage();
  await page.goto(made.joinLink);
  const key = page.getByRole('button', { name: letterWords.key(0) });
  await expect(key).toBeVisible();
  const seen = async () => {
    const answer = await system.ask('GET', `/api/v1/appointments/${made.id}/letters`);
    return v.parse(LetterList, await answer.json()).letters.map(({ readAt }) => readAt !== null);
  };
  expect(await seen()).toEqual([false]);
  await key.click();
  await expect(page.getByText('Bitte legen Sie den Bescheid bereit.')).toBeVisible();
  expect(await seen()).toEqual([true]);
  await page.getByLabel(letterWords.field).fill('Das mache ich.');
  await page.getByRole('button', { name: letterWords.send }).click();
  await expect(page.getByText(letterWords.sent)).toBeVisible();
  await look(page, 'guest-letters');

  await advisor.page.reload();
  const again = await openLetters(advisor, letterWords.key(1));
  await expect(again.getByText('Das mache ich.')).toBeVisible();
  await look(advisor.page, 'advisor-letters');
});
