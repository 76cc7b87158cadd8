/** From the insurer's portal without an appointment: a window of its own, the queue, "please call me", the next person, two faces, and what is counted of it. */
import type { BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { de as queueWords } from '../../clients/advisor/walk-ins/texts/de.ts';
import { feedbackTexts } from '../../clients/guest/texts/feedback.ts';
import { de as waitWords } from '../../clients/guest/wait/texts/de.ts';
import { textTexts } from '../../clients/ui/call/tools/text/texts.ts';
import { rackTexts } from '../../clients/ui/call/tools/texts.ts';
import { serviceOffer } from '../support/booking-samples.ts';
import { startPortal, type TestPortal } from '../support/portal.ts';
import { type Advisor, openDay } from './support/advisor.ts';
import { statisticsOfTomorrow, talkByInterface } from './support/counted.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, type Guest, guestOn, heading, passCheck, passDoor } from './support/guest.ts';
import { inspect } from './support/screenshots.ts';
import { type System, startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

let portal: TestPortal;
let house: System;
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };

test.beforeAll(async ({ browser }) => {
  portal = await startPortal('');
  house = await startSystem(browser, { PORTAL_ISSUER: portal.issuer, PORTAL_JWKS_URL: portal.jwksUrl });
  portal.audience = house.url;
  const offer = { services: [{ ...serviceOffer, texts: { de: { title: 'Beratung zu Heilmitteln' } } }] };
  expect((await house.ask('PUT', '/api/v1/offer', offer)).status).toBe(200);
});
test.afterAll(async () => {
  await house?.process.remove();
  await portal?.close();
});

/** Presses the portal's button; answers the window that opens. */
async function fromPortal(context: BrowserContext, name: string): Promise<Page> {
  portal.person.name = name;
  const member = await context.newPage();
  await member.goto(portal.issuer);
  const opened = context.waitForEvent('page');
  await member.getByRole('button').click();
  const page = await opened;
  await expect(page).toHaveURL(`${house.url}/wait`);
  return page;
}

type Person = (language?: 'de' | 'en', options?: BrowserContextOptions) => Promise<BrowserContext>;
const { queue, call, asked, taken } = waitWords;

/** Somebody who would rather be called: the number is asked for, kept, and stands on the advisor's page. */
async function asksForCall(person: Person): Promise<void> {
  const page = await fromPortal(await person('de', { viewport: phone }), 'Karl Emil Adam');
  await expect(page.getByText(queue.before(1))).toBeVisible();
  await click(page, queue.callMe);
  await click(page, call.submit);
  await expect(page.getByText(call.wrong)).toBeVisible();
  await inspect(page, 'walk-in-call-me-phone');
  await page.getByLabel(call.phone).fill('030 7654321');
  await click(page, call.submit);
  await expect(page.getByRole('heading', { name: asked.title })).toBeVisible();
  await inspect(page, 'walk-in-asked-phone');
}

/** The advisor sees the wish, and who waits; after the call nothing of it stays. */
async function callsBack({ page }: Advisor, panel: Locator): Promise<void> {
  const number = panel.getByRole('link', { name: /030/ });
  await expect(number).toHaveAttribute('href', 'tel:0307654321', { timeout: 20_000 });
  await expect(panel.getByText(queueWords.waiting(1))).toBeVisible();
  await inspect(page, 'walk-in-advisor');
  await page.setViewportSize(phone);
  await panel.scrollIntoViewIfNeeded();
  await inspect(page, 'walk-in-advisor-phone');
  await page.setViewportSize(desk);
  await panel.getByRole('button', { name: `${queueWords.called} (Karl Emil Adam)` }).click();
  await expect(number).toHaveCount(0);
}

/** Taken, through the usual door, into the conversation. */
async function talks(guest: Guest, { page, words }: Advisor, panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: queueWords.take }).click();
  await expect(guest.page.getByRole('heading', { name: taken.title })).toBeVisible({ timeout: 20_000 });
  await inspect(guest.page, 'walk-in-taken-phone');
  await guest.page.waitForURL(`${house.url}/j`);
  await passDoor(guest);
  await passCheck(guest);
  const waits = page.getByRole('heading', { name: words.room.guest.waits('Wilhelmine Ostermann') });
  await expect(waits).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: words.room.start }).click();
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, page);
}

/** Who comes during the conversation is told what is known, and the advisor nothing. */
async function comesMeanwhile(person: Person, advisor: Advisor): Promise<void> {
  const page = await fromPortal(await person(), 'Emil Krause');
  await expect(page.getByText(queue.next)).toBeVisible();
  await expect(page.getByText(queue.unknown)).toBeVisible();
  await expect(advisor.page.getByText(queueWords.arrived(1))).toHaveCount(0);
  await click(page, queue.leave);
  await expect(page.getByRole('heading', { name: waitWords.ended.left.title })).toBeVisible();
}

/** Written by the guest, and there. */
async function writes(guest: Guest, { page }: Advisor): Promise<void> {
  const key = (of: Page) => of.locator('.bar').getByRole('button', { name: rackTexts.de.labels.text });
  await key(guest.page).click();
  const field = guest.page.getByLabel(textTexts.de.label);
  await field.fill('Ich habe den Bescheid hier.');
  await field.press('Enter');
  await expect(key(page)).toContainText(textTexts.de.news(1));
  await inspect(guest.page, 'walk-in-writing-phone');
  await click(guest.page, rackTexts.de.back);
  await expect(field).toBeHidden();
}

/** The guest leaves and says how it was; the advisor's page tells what there is to count. */
async function leaves({ page, words }: Guest, advisor: Advisor): Promise<void> {
  const noted = advisor.page.waitForResponse((answer) => answer.url().endsWith('/talk'));
  await click(page, words.call.leave);
  await heading({ page }, words.receipt.title['hung-up'](''));
  await click(page, feedbackTexts.de.answers.good);
  await expect(page.getByText(feedbackTexts.de.thanks)).toBeVisible({ timeout: 20_000 });
  expect((await noted).status()).toBe(204);
}

/** With four more conversations like it the lead reads on the next day what there was; `pages` are closed. */
async function isCounted(pages: Page[]): Promise<void> {
  portal.person.name = 'Wilhelmine Ostermann';
  for (let more = 0; more < 4; more++) await talkByInterface(house, portal);
  // Whoever is still connected would be waited for when the process ends.
  for (const page of pages) await page.close();
  const { bundles } = await statisticsOfTomorrow(house);
  const counted = [
    ['appointments', 'made'],
    ['duration', '10'],
    ['features', 'text'],
    ['feedback', 'good'],
  ];
  const bundle = ([measure, bucket]: string[]) => ({ service: serviceOffer.id, measure, bucket, count: 5 });
  expect(bundles).toEqual(expect.arrayContaining(counted.map((one) => expect.objectContaining(bundle(one)))));
}

test('leads from the portal through the queue to two faces, and a call back for who would rather not wait', async ({
  person,
}) => {
  test.setTimeout(180_000);
  const guest = guestOn(await fromPortal(await person(), 'Wilhelmine Ostermann'));
  await heading(guest, queue.closedTitle);
  await inspect(guest.page, 'walk-in-closed');

  const advisor = await openDay(await person(), house);
  const panel = advisor.page.getByRole('region', { name: queueWords.title });
  await panel.getByRole('checkbox', { name: queueWords.free }).check();
  await guest.page.reload();
  await heading(guest, queue.title);
  await expect(guest.page.getByText(queue.soon)).toBeVisible();
  await inspect(guest.page, 'walk-in-queue');
  await guest.page.setViewportSize(phone);
  await inspect(guest.page, 'walk-in-queue-phone');

  await asksForCall(person);
  await callsBack(advisor, panel);
  await talks(guest, advisor, panel);
  await comesMeanwhile(person, advisor);

  await writes(guest, advisor);
  await leaves(guest, advisor);
  await expect(panel.getByText(queueWords.nobody)).toBeVisible({ timeout: 20_000 });
  await expect(panel.getByText(queueWords.current)).toHaveCount(0);

  const stale = await (await person()).newPage();
  await stale.goto(`${house.url}/wait#refused=not-admitted.7K3M9QXZ`);
  await expect(stale.getByText(waitWords.refused.again)).toBeVisible();
  await expect(stale.getByText('7K3M9QXZ')).toBeVisible();
  await inspect(stale, 'walk-in-refused');
  await isCounted([guest.page, advisor.page, stale]);
  expect(house.log()).not.toMatch(/Ostermann|Karl Emil|A123456780|7654321|eyJ/);
});
