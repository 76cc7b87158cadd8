/** A guest asks for an appointment, by keyboard and by touch, alone and inside another site, and sees what becomes of it. */
import type { Page } from '@playwright/test';
import { RequestList } from '@visavis/shared';
import * as v from 'valibot';
import {
  answerTaken,
  bookWords,
  foreignSite,
  heading,
  inMails,
  loseAnswer,
  offerTimes,
  press,
  scriptsOf,
  writeAndMove,
} from './support/booking.ts';
import { agreeAndSend, choose, questionsOf, sayName, sayTheRest, send } from './support/booking-steps.ts';
import { leaksOf } from './support/leaks.ts';
import { inspect, shoot } from './support/screenshots.ts';
import { type System, startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

const scriptBudget = 40_000;
const words = bookWords.de;
let system: System;
let site: Awaited<ReturnType<typeof foreignSite>>;
let strange: Awaited<ReturnType<typeof foreignSite>>;

const embedded = () =>
  `<script src="${system.url}/embed.js" async></script>` +
  `<visavis-booking language="de"><a href="${system.url}/book">Termin als Link</a></visavis-booking><p id="after">Ende</p>`;

test.beforeAll(async ({ browser }) => {
  site = await foreignSite(embedded);
  strange = await foreignSite(embedded);
  system = await startSystem(browser, { EMBED_ORIGINS: site.origin, BOOKING_WORK_BITS: '12' });
  await offerTimes(system);
});
test.afterAll(async () => {
  const leaks = await leaksOf(system);
  await system.process.remove();
  site.close();
  strange.close();
  expect(leaks, 'what the log holds').toEqual([]);
});

const only = async () => {
  const { requests } = v.parse(RequestList, await (await system.ask('GET', '/api/v1/requests')).json());
  return requests.find(({ status }) => status === 'requested');
};

test('is asked for by keyboard on a small screen, within seconds and its budget', async ({ person }, info) => {
  test.setTimeout(360_000);
  const context = await person('de', { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
  const scripts = scriptsOf(context);
  const page = await context.newPage();
  let ms = 0;
  const timed = async (deed: (page: Page) => Promise<void>) => {
    const from = performance.now();
    await deed(page);
    ms += performance.now() - from;
  };
  const asked = await questionsOf(page);
  await timed(async () => {
    await page.goto(`${system.url}/book`);
    await heading(page, words.service.title);
  });
  await inspect(page, 'book/small-1-service', true);
  await timed(choose);
  await timed(sayName);
  await page.reload();
  await expect(page.getByLabel(words.person.firstName)).toHaveValue('Wilhelmine');
  await page.goBack();
  await heading(page, words.slot.title);
  await inspect(page, 'book/small-2-slot', true);
  await page.goForward();
  await heading(page, words.person.title);
  await timed(sayTheRest);
  await inspect(page, 'book/small-4-check', true);
  const bytes = await scripts();
  await loseAnswer(page);
  await agreeAndSend(page);
  await expect(page.getByRole('alert').last()).not.toBeEmpty();
  await page.reload();
  await heading(page, words.check.title);
  await timed(send);
  await inspect(page, 'book/small-5-request', true);
  await page.reload();
  await heading(page, words.request.fresh);
  info.annotations.push({ type: 'booking', description: `${Math.round(ms / 1000)} s, ${bytes} bytes of scripts` });
  expect(bytes).toBeLessThanOrEqual(scriptBudget);
  expect(ms, 'from the first page to the request, in milliseconds').toBeLessThanOrEqual(90_000);
  expect([...asked]).toEqual([
    ...[words.service.title, words.slot.title, words.person.title, words.check.title],
    words.request.fresh,
  ]);
  expect(asked.size, 'steps').toBeLessThanOrEqual(6);
});

test('is confirmed by the advisor, read from the mail, written about, moved and cancelled there', async ({
  person,
}) => {
  test.setTimeout(240_000);
  const request = await only();
  expect(request).toMatchObject({ person: { salutation: 'ms', lastName: 'Ostermann', insuranceNumber: 'A123456780' } });
  const confirmed = await system.ask('POST', `/api/v1/requests/${request?.id}/answer`, { answer: 'confirm' });
  expect(confirmed.status).toBe(200);
  const page = await (await person('de', { viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(await inMails(system, /(http:\/\/localhost:\d+\/book#[\w-]{22}\.\d{8})/));
  await heading(page, words.request.title.confirmed);
  expect(new URL(page.url()).hash).toBe('');
  await expect(page.getByRole('link', { name: words.request.test })).toHaveAttribute('href', /\/j#.+\.test$/);
  await expect(page.getByRole('link', { name: words.request.calendar })).toHaveAttribute('download', /\.ics$/);
  await inspect(page, 'book/phone-confirmed-early');
  await writeAndMove(page, 'Gibt es einen Aufzug?');
  await page.getByRole('button', { name: words.request.cancel.confirmed }).click();
  await expect(page.getByRole('heading', { name: words.request.sure.confirmed })).toBeFocused();
  await inspect(page, 'book/phone-cancel-sure');
  await page.getByRole('button', { name: words.request.sure.yes.confirmed }).click();
  await heading(page, words.request.title.cancelled);
});

const english = bookWords.en;

async function fillIn(page: Page): Promise<void> {
  const { person } = english;
  await page.getByLabel(person.firstName).fill('Vera');
  await page.getByLabel(person.lastName).fill('Vogel');
  await page.getByLabel(person.phone).fill('030 7654321');
  await page.getByLabel(person.email).fill('vera@example.org');
  await page.getByText(person.byBirth, { exact: true }).click();
  await page.locator('#person-birthDate').fill('23.5.1948');
}

test('loses nothing when somebody was faster, and is proven by mail when it looks strange', async ({ person }) => {
  test.setTimeout(240_000);
  const page = await (await person('en', { viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`${system.url}/book`);
  await inspect(page, 'book/wide-1-service');
  await page.getByRole('button', { name: english.service.choose }).first().click();
  await expect(page.locator('.slot-key')).toHaveCount(6);
  await inspect(page, 'book/wide-2-slot');
  await page.locator('.slot-key').first().click();
  await fillIn(page);
  await inspect(page, 'book/wide-3-person');
  await page.getByRole('button', { name: english.person.submit }).click();
  await page.getByRole('checkbox').check();
  await inspect(page, 'book/wide-4-check');
  await answerTaken(page);
  const submit = page.getByRole('button', { name: english.check.submit, exact: true });
  await submit.click();
  await expect(page.getByText(english.slot.taken)).toBeVisible();
  await inspect(page, 'book/wide-5-taken');
  await page.locator('.slot-key').nth(2).click();
  await heading(page, english.check.title);
  await expect(page.getByText('vera@example.org')).toBeVisible();
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  await page.route('**/api/v1/book/requests', (route) =>
    route.fulfill({ json: { outcome: 'unconfirmed', startsAt: expiresAt, expiresAt } }),
  );
  await submit.click();
  await heading(page, english.request.sent.title);
  await inspect(page, 'book/wide-6-by-mail');
});

test('shows every state of a request in the words of its reader', async ({ person }) => {
  test.setTimeout(240_000);
  const page = await (await person('de', { viewport: { width: 390, height: 844 } })).newPage();
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const soon = { startsAt: at(0.2), visit: { joinLink: `${system.url}/j#soon`, calendar: 'BEGIN:VCALENDAR' } };
  let status = '';
  await page.route('**/api/v1/book/status', (route) =>
    route.fulfill({
      json: {
        ...{ id: 'A'.repeat(22), status, service: 'beratung', durationMinutes: 30, mode: 'video', now: Date.now() },
        ...{ place: null, advisor: 'Frau Berger', language: 'de' },
        ...(status === 'confirmed' ? soon : { startsAt: at(50), visit: null }),
        wishedFor: ['proposed', 'moved'].includes(status) ? at(26) : null,
        expiresAt: ['unconfirmed', 'requested', 'proposed'].includes(status) ? at(24) : null,
      },
    }),
  );
  for (status of [
    'unconfirmed',
    'requested',
    'proposed',
    'confirmed',
    'moved',
    'declined',
    'expired',
    'held',
    'no-show',
  ]) {
    await page.goto('about:blank');
    await page.goto(`${system.url}/book#${'A'.repeat(22)}.12345678`);
    await heading(page, words.request.title[status as keyof typeof words.request.title]);
    await inspect(page, `book/phone-${status}`);
    const join = page.getByRole('link', { name: words.request.join });
    await expect(join).toHaveCount(status === 'confirmed' ? 1 : 0);
  }
  await page.goto('about:blank');
  await page.goto(`${system.url}/book#cut`);
  await heading(page, words.broken.title);
  await page.getByRole('button', { name: words.broken.lost }).click();
  await page.getByLabel(words.request.lost.email).fill('nobody@example.org');
  await page.getByRole('button', { name: words.request.lost.submit }).click();
  await heading(page, words.request.lost.done);
});

test('stands inside a site that may show it, as high as its content, and leaves a link in one that may not', async ({
  browser,
  person,
}) => {
  const page = await (await person()).newPage();
  await page.goto(site.origin);
  const frame = page.frameLocator('visavis-booking iframe');
  await expect(frame.getByRole('heading', { level: 1, name: words.service.title })).toBeVisible();
  const heights = () =>
    page.locator('visavis-booking').evaluate((element) => {
      const inner = element.shadowRoot?.querySelector('iframe');
      return Number.parseFloat(inner?.style.blockSize ?? '0');
    });
  await expect.poll(heights).not.toBe(640);
  const before = await heights();
  await page.locator('#before').focus();
  await page.keyboard.press('Tab');
  await press(frame.getByRole('button', { name: words.service.choose }).first());
  await expect(frame.locator('.slot-key')).toHaveCount(6);
  await expect.poll(heights).toBeGreaterThan(before);
  await shoot(page, 'book/embedded');
  for (const width of [320, 1200]) {
    await page.setViewportSize({ width, height: 1800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expect.poll(() => frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    await shoot(page, `book/embedded-${width}`);
  }

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  const refused = other.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
  await other.goto(strange.origin);
  await refused;
  await expect(other.frameLocator('visavis-booking iframe').getByRole('heading')).toHaveCount(0);
  await expect(other.getByRole('link', { name: 'Termin als Link' })).toBeVisible({ timeout: 40_000 });
  await stranger.close();
});
