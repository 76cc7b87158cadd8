/** A pod in an attacker's hands between two real browsers: nobody is checked, seen or heard through it, and nobody ends by it. */
import { type Browser, firefox, type Page } from '@playwright/test';
import { firefoxPath, firefoxPreferences } from './support/browsers.ts';
import { type HarnessServer, serveHarness } from './support/harness-server.ts';
import { HostilePod, type Lie, type Seat } from './support/hostile-pod.ts';
import { openMiddle } from './support/open-middle.ts';
import { type Watched, watchedContext } from './support/people.ts';
import { harnessFolder } from './support/run.ts';
import { expect, test } from './support/test.ts';
import {
  compare,
  expectHonestLine,
  expectNothingCame,
  join,
  linkSecretFor,
  openPages,
  type Place,
  proofOf,
  viewOf,
} from './support/threat-people.ts';
import { everythingBeside, inOpenRoom, inSealedRoom, type Threat } from './support/threat-table.ts';

const honest: Lie = (message, { to, tell }) => tell(to, message);
const placesOf = (advisor: Page, guest: Page) => ({
  advisor: { page: advisor, as: 'advisor' },
  guest: { page: guest, as: 'guest' },
});

/** A line that never comes costs 40 s, and after five in a row two minutes pass before the next. */
const unprovenWithinMs = 150_000;

/** What a person or the help desk sees of the attack. */
async function expectSigns(shows: Threat['shows'], places: Record<Seat, Place>, relayed: () => number): Promise<void> {
  const both = Object.values(places);
  if (shows === 'binding') {
    // Whoever notices first tears the line down; the other one sees it go.
    const proofs = async () => Promise.all(both.map((place) => proofOf(place)()));
    await expect.poll(proofs, { timeout: unprovenWithinMs }).toContain('broken binding');
  } else if (shows === 'absence') {
    await expect.poll(relayed).toBeGreaterThan(6);
  } else {
    await expect.poll(async () => (await viewOf(places[shows])).details.dropped).toBeGreaterThan(0);
  }
}

async function withstand(pod: HostilePod, places: Record<Seat, Place>, sealed: boolean, threat: Threat): Promise<void> {
  const { advisor, guest } = places;
  const room = pod.open(threat.lie());
  const secret = linkSecretFor(sealed);
  await Promise.all([join(advisor, 'advisor', room, secret), join(guest, 'guest', room, secret)]);
  await expectSigns(threat.shows, places, () => room.relayed);
  await expectNothingCame(advisor, guest);
  room.isLying = false;
  if (threat.mendsItself === undefined) await join(advisor, 'advisor', room, secret);
  await expectHonestLine(advisor, guest, sealed);
  for (const { page, as } of [advisor, guest]) await page.evaluate((one) => window.threats.close(one), as);
}

let harness: HarnessServer;
let pod: HostilePod;
test.beforeAll(async () => {
  pod = new HostilePod();
  harness = await serveHarness(harnessFolder(), pod.upgrade);
});
test.afterAll(async () => {
  pod.close();
  await harness.close();
});

test.describe('two Chromiums', () => {
  let people: Watched[];
  let places: Record<Seat, Place>;
  test.beforeAll(async ({ browser }) => {
    people = [await watchedContext(browser), await watchedContext(browser)];
    const [advisor, guest] = await Promise.all(people.map(({ context }) => context.newPage()));
    if (advisor === undefined || guest === undefined) throw new Error('no pages');
    await openPages(harness.url, [advisor, guest]);
    places = placesOf(advisor, guest);
  });
  test.afterAll(async () => {
    for (const { context } of people) await context.close();
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });

  for (const threat of inSealedRoom) {
    test(`in a sealed room get nothing from ${threat.title}, and each other afterwards`, () =>
      withstand(pod, places, true, threat));
  }

  for (const threat of inOpenRoom) {
    test(`in an open room get nothing from ${threat.title}, and each other afterwards`, () =>
      withstand(pod, places, false, threat));
  }

  test('in a sealed room do not notice everything odd that is told beside the truth', async () => {
    const room = pod.open(everythingBeside());
    const secret = linkSecretFor(true);
    await join(places.advisor, 'advisor', room, secret);
    await join(places.guest, 'guest', room, secret);
    await expectHonestLine(places.advisor, places.guest, true);
    for (const place of Object.values(places)) {
      await expect.poll(async () => (await viewOf(place)).details.dropped).toBeGreaterThan(5);
    }
  });

  test('in an open room are not checked by the pod’s own word that the words are the same', async () => {
    let pid = '';
    const { lie, say } = openMiddle((message, stage) => {
      if (message.kind === 'open') pid = message.pid;
      stage.say(stage.to, message);
    });
    const room = pod.open(lie);
    await join(places.advisor, 'advisor', room);
    await join(places.guest, 'guest', room);
    for (const place of Object.values(places)) await expect.poll(proofOf(place)).toBe('unchecked');
    for (const to of ['advisor', 'guest'] as const) {
      for (let more = 0; more < 20; more++) say(to, { kind: 'proof', pid, words: 'same', sound: true });
      await expect.poll(async () => (await viewOf(places[to])).privacy.peerCompared).toBe(true);
    }
    await expectNothingCame(places.advisor, places.guest);
    room.isLying = false;
    await join(places.advisor, 'advisor', room);
    await expectHonestLine(places.advisor, places.guest, false);
  });

  test('who are each given a line to somebody in between read different words, and his own lies open nothing', async ({
    person,
  }) => {
    const attacker = await (await person()).newPage();
    await openPages(harness.url, [attacker]);
    const falseGuest = { page: attacker, as: 'false guest' };
    const falseAdvisor = { page: attacker, as: 'false advisor' };
    const here = pod.open(honest);
    const there = pod.open(honest, here);
    await join(places.advisor, 'advisor', here);
    await join(falseGuest, 'guest', here);
    await join(falseAdvisor, 'advisor', there);
    await join(places.guest, 'guest', there);
    for (const place of [places.advisor, places.guest, falseGuest, falseAdvisor]) {
      await expect.poll(proofOf(place)).toBe('unchecked');
    }
    const wordsOf = async (place: Place) => (await viewOf(place)).privacy.words;
    expect(await wordsOf(places.guest)).not.toEqual(await wordsOf(places.advisor));
    const known = (await wordsOf(falseAdvisor))?.[0];
    await attacker.evaluate((word) => window.threats.choose('false advisor', word), known);
    await attacker.evaluate(() => window.threats.confirm('false guest', true));
    for (const place of Object.values(places)) {
      await expect.poll(async () => (await viewOf(place)).privacy.peerCompared).toBe(true);
    }
    await compare(places.advisor, places.guest);
    for (const place of Object.values(places)) await expect.poll(proofOf(place)).toBe('broken words');
    await expectNothingCame(places.advisor, places.guest);
    const true_ = pod.open(honest);
    await join(places.advisor, 'advisor', true_);
    await join(places.guest, 'guest', true_);
    await expectHonestLine(places.advisor, places.guest, false);
  });
});

test.describe('Chromium and Firefox', () => {
  let fox: Browser;
  let foxPage: Page;
  test.beforeAll(async () => {
    fox = await firefox.launch({
      channel: 'moz-firefox',
      executablePath: firefoxPath,
      firefoxUserPrefs: firefoxPreferences,
    });
    foxPage = await (await watchedContext(fox)).context.newPage();
  });
  test.afterAll(() => fox.close());

  const essential = [
    'a second fingerprint before the first',
    'a second fingerprint after the first',
    'BUNDLE stripped',
    'a handshake of his own with each, around their true certificates',
  ];
  test('get nothing from what browsers disagree about, with Firefox as the guest', async ({ person }) => {
    const page = await (await person()).newPage();
    await openPages(harness.url, [page, foxPage]);
    for (const threat of inOpenRoom.filter(({ title }) => essential.includes(title))) {
      await test.step(threat.title, () => withstand(pod, placesOf(page, foxPage), false, threat));
    }
  });

  test('get nothing from a changed answer or a changed body, with Firefox as the advisor', async ({ person }) => {
    const page = await (await person()).newPage();
    await openPages(harness.url, [page, foxPage]);
    const [changedLetter] = inSealedRoom;
    const changedAnswer = inOpenRoom.find(({ title }) => title === 'a second fingerprint in an answer');
    if (changedLetter === undefined || changedAnswer === undefined) throw new Error('the table has changed');
    await withstand(pod, placesOf(foxPage, page), true, changedLetter);
    await withstand(pod, placesOf(foxPage, page), false, changedAnswer);
  });
});
