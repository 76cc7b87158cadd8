/** From the insurer's portal without an appointment: a window of its own, the queue, "please call me", the next person, two faces. */
import type { BrowserContext, Page } from '@playwright/test';
import { de as queueWords } from '../../clients/advisor/walk-ins/texts/de.ts';
import { de as waitWords } from '../../clients/guest/wait/texts/de.ts';
import { serviceOffer } from '../support/booking-samples.ts';
import { startPortal, type TestPortal } from '../support/portal.ts';
import { openDay } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, guestOn, heading, passCheck, passDoor } from './support/guest.ts';
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

test('leads from the portal through the queue to two faces, and a call back for who would rather not wait', async ({
  person,
}) => {
  test.setTimeout(120_000);
  const { queue, call, asked, taken } = waitWords;
  const first = guestOn(await fromPortal(await person(), 'Wilhelmine Ostermann'));
  await heading(first, queue.closedTitle);
  await inspect(first.page, 'walk-in-closed');

  const advisor = await openDay(await person(), house);
  const panel = advisor.page.getByRole('region', { name: queueWords.title });
  await panel.getByRole('checkbox', { name: queueWords.free }).check();
  await first.page.reload();
  await heading(first, queue.title);
  await expect(first.page.getByText(queue.soon)).toBeVisible();
  await inspect(first.page, 'walk-in-queue');
  await first.page.setViewportSize(phone);
  await inspect(first.page, 'walk-in-queue-phone');

  const second = await fromPortal(await person('de', { viewport: phone }), 'Karl Emil Adam');
  await expect(second.getByText(queue.before(1))).toBeVisible();
  await click(second, queue.callMe);
  await click(second, call.submit);
  await expect(second.getByText(call.wrong)).toBeVisible();
  await inspect(second, 'walk-in-call-me-phone');
  await second.getByLabel(call.phone).fill('030 7654321');
  await click(second, call.submit);
  await expect(second.getByRole('heading', { name: asked.title })).toBeVisible();
  await inspect(second, 'walk-in-asked-phone');

  const number = panel.getByRole('link', { name: /030/ });
  await expect(number).toHaveAttribute('href', 'tel:0307654321', { timeout: 20_000 });
  await expect(panel.getByText(queueWords.waiting(1))).toBeVisible();
  await inspect(advisor.page, 'walk-in-advisor');
  await advisor.page.setViewportSize(phone);
  await panel.scrollIntoViewIfNeeded();
  await inspect(advisor.page, 'walk-in-advisor-phone');
  await advisor.page.setViewportSize(desk);
  await panel.getByRole('button', { name: `${queueWords.called} (Karl Emil Adam)` }).click();
  await expect(number).toHaveCount(0);

  await panel.getByRole('button', { name: queueWords.take }).click();
  await expect(first.page.getByRole('heading', { name: taken.title })).toBeVisible({ timeout: 20_000 });
  await inspect(first.page, 'walk-in-taken-phone');
  await first.page.waitForURL(`${house.url}/j`);
  await passDoor(first);
  await passCheck(first);
  const { room } = advisor.words;
  await expect(advisor.page.getByRole('heading', { name: room.guest.waits('Wilhelmine Ostermann') })).toBeVisible({
    timeout: 20_000,
  });
  await advisor.page.getByRole('button', { name: room.start }).click();
  await click(first.page, first.words.waiting.start);
  await expectFaceToFace(first.page, advisor.page);

  const third = await fromPortal(await person(), 'Emil Krause');
  await expect(third.getByText(queue.next)).toBeVisible();
  await expect(third.getByText(queue.unknown)).toBeVisible();
  await expect(advisor.page.getByText(queueWords.arrived(1))).toHaveCount(0);
  await click(third, queue.leave);
  await expect(third.getByRole('heading', { name: waitWords.ended.left.title })).toBeVisible();

  await click(first.page, first.words.call.leave);
  await heading(first, first.words.receipt.title['hung-up'](''));
  await expect(panel.getByText(queueWords.nobody)).toBeVisible({ timeout: 20_000 });
  await expect(panel.getByText(queueWords.current)).toHaveCount(0);

  const stale = await (await person()).newPage();
  await stale.goto(`${house.url}/wait#refused=not-admitted.7K3M9QXZ`);
  await expect(stale.getByText(waitWords.refused.again)).toBeVisible();
  await expect(stale.getByText('7K3M9QXZ')).toBeVisible();
  await inspect(stale, 'walk-in-refused');
  expect(house.log()).not.toMatch(/Ostermann|Karl Emil|A123456780|7654321|eyJ/);
});
