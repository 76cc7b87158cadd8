/** Relay credentials that die while a page is open: whoever has waited, and whoever loses the relay, is connected all the same. */
import type { Browser, Page } from '@playwright/test';
import { parsePodMessage } from '@visavis/shared';
import { openTurnClient, type TurnCredentials } from '@visavis/turn';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace, expectMovingPicture, received } from './support/evidence.ts';
import { click, type Guest, guestOn, passDoor } from './support/guest.ts';
import { outerAddress } from './support/outer-address.ts';
import { watchedContext } from './support/people.ts';
import { type System, startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

/** The least that an operator may set. */
const lifeSeconds = 15;
const secret = 'the-relay-secret-of-a-test';
let relay: Coturn;
let system: System;

test.beforeAll(async ({ browser }) => {
  relay = await startCoturn({ address: outerAddress(), allowLoopbackPeers: false, secret });
  const env = { TURN_URLS: relay.urls.udp, TURN_SECRET: secret, TURN_CREDENTIAL_SECONDS: String(lifeSeconds) };
  system = await startSystem(browser, env);
});
test.afterAll(async () => {
  await system.process.remove();
  await relay.close();
});

/** Every credential that pods told the page, in order. */
function toldTo(page: Page): TurnCredentials[] {
  const told: TurnCredentials[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const parsed = parsePodMessage(String(payload));
      if (!parsed.ok || !('iceServers' in parsed.message)) return;
      for (const { username, credential: password } of parsed.message.iceServers) {
        if (username !== undefined && password !== undefined) told.push({ username, password });
      }
    }),
  );
  return told;
}

/** What the relay says to somebody who wants to begin with these. */
async function allocation(credentials: TurnCredentials | undefined): Promise<'given' | number | null> {
  const client = await openTurnClient(
    { host: relay.address, port: relay.port },
    credentials ?? { username: '', password: '' },
  );
  try {
    return await client.allocate('ipv4').then(
      () => 'given' as const,
      ({ code }: { code: number | null }) => code,
    );
  } finally {
    await client.close();
  }
}

const expectDead = (credentials: TurnCredentials | undefined) =>
  expect.poll(() => allocation(credentials), { timeout: 25_000, intervals: [500] }).toBe(401);

async function waitingGuest(browser: Browser, name: string): Promise<Guest & { told: TurnCredentials[] }> {
  const { joinLink } = await system.create({ relayOnly: true, guest: { name, email: 'rolf@example.org' } });
  const { context } = await watchedContext(browser);
  const guest = guestOn(await context.newPage());
  const told = toldTo(guest.page);
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await click(guest.page, guest.words.permission.submit);
  await click(guest.page, guest.words.check.skip);
  await expect.poll(() => told.length).toBeGreaterThan(0);
  return { ...guest, told };
}

async function talk(browser: Browser, guest: Guest, name: string): Promise<Page> {
  const { context } = await watchedContext(browser);
  const advisor = await openDay(context, system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  for (const page of [guest.page, advisor.page]) {
    await expect.poll(() => received(page)).toMatchObject({ localCandidate: 'relay', relayProtocol: 'udp' });
  }
  return advisor.page;
}

test('a page that has waited until its credentials died is connected by the relay alone', async ({ browser }) => {
  const name = 'Wanda Warteraum';
  const guest = await waitingGuest(browser, name);
  const [first] = guest.told;
  expect(await allocation(first)).toBe('given');
  await expectDead(first);
  await talk(browser, guest, name);
});

test('a conversation whose relay restarts after its credentials died finds its way back over the relay', async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const name = 'Reinhard Rückkehr';
  const guest = await waitingGuest(browser, name);
  const advisorPage = await talk(browser, guest, name);
  const used = guest.told.at(-1);
  await expectDead(used);
  const connections = (page: Page) => page.evaluate(() => window.testPeers?.length);
  const before = [await connections(guest.page), await connections(advisorPage)];
  const ports = { port: relay.port, tlsPort: relay.tlsPort };
  await relay.close();
  relay = await startCoturn({ address: outerAddress(), allowLoopbackPeers: false, secret, ports });
  let decoded = Number.POSITIVE_INFINITY;
  const isMoving = async (): Promise<boolean> => {
    const { localCandidate, framesDecoded } = await received(guest.page);
    const isMore = localCandidate === 'relay' && framesDecoded > decoded;
    decoded = framesDecoded;
    return isMore;
  };
  await expect.poll(isMoving, { timeout: 60_000, message: 'pictures at the guest' }).toBe(true);
  await expectMovingPicture(advisorPage);
  expect([await connections(guest.page), await connections(advisorPage)], 'restarted, not built anew').toEqual(before);
  expect(await allocation(used)).toBe(401);
  expect(await allocation(guest.told.at(-1))).toBe('given');
});
