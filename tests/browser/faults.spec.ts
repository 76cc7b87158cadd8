/** A conversation outlives everything behind it: all pods, Redis, the network of one browser; and finds back to the pods. */
import type { Browser, Page } from '@playwright/test';
import { call } from '../../clients/ui/texts/de/call.ts';
import { openSocksNetwork, type SocksNetwork } from '../support/socks.ts';
import { type Advisor, openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace, expectMovingPicture, received } from './support/evidence.ts';
import { click, type Guest, guestOn, passDoor } from './support/guest.ts';
import { watchedContext } from './support/people.ts';
import { type Parts, startParts } from './support/pods.ts';
import { expect, test } from './support/test.ts';

let parts: Parts;
/** Busy machines have time. */
const patience = { timeout: 40_000 };
test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000);
  parts = await startParts(browser);
});
test.afterAll(() => parts?.close());

interface People {
  guest: Guest;
  advisor: Advisor;
}

/** Two people face to face; the guest's browser has a network of its own. */
async function converse(browser: Browser, name: string, proxy: string): Promise<People> {
  const { joinLink } = await parts.system.create({ guest: { name, email: 'frieda@example.org' } });
  const context = await watchedContext(browser, { locale: 'de-DE', proxy: { server: proxy } });
  const guest = guestOn(await context.context.newPage());
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await click(guest.page, guest.words.permission.submit);
  await click(guest.page, guest.words.check.skip);
  const advisor = await openDay((await watchedContext(browser, { locale: 'de-DE' })).context, parts.system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  await expect.poll(parts.seated, patience).toBe(2);
  return { guest, advisor };
}

/** How many connections the pages have made so far. */
const peersOf = (pages: Page[]): Promise<(number | undefined)[]> =>
  Promise.all(pages.map((page) => page.evaluate(() => window.testPeers?.length)));

/** What the details for the help desk say about every restart and rebuild of a page. */
async function mendsOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: call.more, exact: true }).click();
  await page.getByText(call.panel.details).click();
  const row = page.locator('.help-desk dl > div').filter({ hasText: call.details.mends });
  return (await row.textContent()) ?? '';
}

/** The connections of then are those of now; else it is said why not. */
async function expectNotBuiltAnew(pages: Page[], before: Awaited<ReturnType<typeof peersOf>>): Promise<void> {
  const now = await peersOf(pages);
  const why = now.join() === before.join() ? '' : (await Promise.all(pages.map(mendsOf))).join(' | ');
  expect(now, `no connection was built anew ${why}`).toEqual(before);
}

/** Pictures go on arriving on both sides. */
async function expectUnbroken(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    const before = await received(page);
    await expect
      .poll(async () => (await received(page)).framesDecoded, patience)
      .toBeGreaterThan(before.framesDecoded + 10);
  }
}

/** The name of the present path's credentials (RFC 8445 §5.3): another after every ICE restart. */
const credentials = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => /a=ice-ufrag:(\S+)/.exec(window.testPeers?.at(-1)?.currentLocalDescription?.sdp ?? '')?.[1]);

/** What only the two browsers can tell each other: mute, camera off and on, and a new offer with its answer. */
async function expectUnderstanding({ guest, advisor }: People): Promise<void> {
  const { call } = guest.words;
  const key = (device: string, state: string) => guest.page.getByRole('button', { name: `${device} ${state}` });
  await key(call.microphone, call.state.on).click();
  await expect(advisor.page.getByText(/hat das Mikrofon ausgeschaltet/)).toBeVisible(patience);
  await key(call.microphone, call.state.off).click();
  await key(call.camera, call.state.on).click();
  await expect(advisor.page.getByText(/^Die Kamera von .* ist aus/)).toBeVisible(patience);
  await key(call.camera, call.state.off).click();
  await expectMovingPicture(advisor.page);
  const before = await credentials(advisor.page);
  await guest.page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => credentials(advisor.page), { ...patience, message: 'an ICE restart' }).not.toBe(before);
  await expectMovingPicture(advisor.page);
}

async function withoutPods(people: People, pages: Page[]): Promise<void> {
  await parts.killPods();
  await expectUnbroken(...pages);
  await expectUnderstanding(people);
  await parts.startPods();
  await expect.poll(parts.seated, { ...patience, message: 'both are back' }).toBe(2);
}

async function withoutRedis(people: People, pages: Page[]): Promise<void> {
  await parts.redis.kill();
  await expectUnbroken(...pages);
  await expectUnderstanding(people);
  expect(await parts.seated()).toBe(2);
  await parts.redis.start();
  await expectUnbroken(...pages);
  expect(await parts.seated()).toBe(2);
}

async function withoutNetwork(people: People, pages: Page[], network: SocksNetwork): Promise<void> {
  expect(network.lines()).toBeGreaterThan(0);
  network.cut();
  await expect.poll(parts.seated, patience).toBe(1);
  await expectUnbroken(...pages);
  await expectUnderstanding(people);
  network.mend();
  await expect.poll(parts.seated, { ...patience, message: 'the guest is back' }).toBe(2);
}

test('goes on without any pod, without Redis and without one browser’s way to the pods, and finds back each time', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const network = await openSocksNetwork();
  const people = await converse(browser, 'Frieda Fern Sonnenschein', network.server);
  const pages = [people.guest.page, people.advisor.page];
  const faults = {
    'all pods end, and others begin': withoutPods,
    'Redis is away and forgets everything': withoutRedis,
    'the guest loses the pods, and the picture stays': withoutNetwork,
  };
  for (const [title, fault] of Object.entries(faults)) {
    await test.step(title, async () => {
      const peers = await peersOf(pages);
      await fault(people, pages, network);
      await expectUnbroken(...pages);
      await expectNotBuiltAnew(pages, peers);
    });
  }
  for (const page of pages) await page.context().close();
  await network.close();
});
