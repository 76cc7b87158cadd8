/** The proof between two browsers: by the link, by the words, over a reload and a new line, and no picture without it. */
import { type BrowserContext, firefox, type Page } from '@playwright/test';
import { firefoxPath, firefoxPreferences } from './support/browsers.ts';
import { ProofRoom, proofOf, viewOf } from './support/proof-room.ts';
import { expect, test } from './support/test.ts';

const phaseOf = (page: Page) => async () => (await viewOf(page)).phase;

async function start(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.evaluate(() => window.proof.do('start'));
}

async function seeEachOther(...pages: Page[]): Promise<void> {
  for (const page of pages) await expect.poll(phaseOf(page)).toBe('talking');
  for (const page of pages) await page.evaluate(() => window.proof.sees());
}

/** The guest reads the words out, the advisor finds the first, the guest hears the others. */
async function compare(advisor: Page, guest: Page): Promise<void> {
  const [theirs, ours] = [(await viewOf(guest)).privacy, (await viewOf(advisor)).privacy];
  expect(theirs.digits).toMatch(/^\d{4} \d{4}$/);
  expect(ours.choices).toHaveLength(6);
  await advisor.evaluate((word) => window.proof.choose(word), theirs.words?.[0] ?? -1);
  await guest.evaluate((same) => window.proof.confirm(same), theirs.digits === ours.digits);
}

/** Two people's browsers, which share nothing. */
async function twoOf(person: () => Promise<BrowserContext>): Promise<[advisor: Page, guest: Page]> {
  return [await (await person()).newPage(), await (await person()).newPage()];
}

test('a sealed line is checked by the link, before anybody has pressed, with the same words in both browsers', async ({
  person,
  harness,
}) => {
  const room = new ProofRoom(harness, true);
  const [advisor, guest] = await twoOf(person);
  await room.join(advisor, 'advisor');
  await room.join(guest, 'guest');
  for (const page of [advisor, guest]) await expect.poll(proofOf(page)).toBe('checked link');
  const [one, other] = [(await viewOf(advisor)).privacy, (await viewOf(guest)).privacy];
  expect([one.words, one.digits]).toEqual([other.words, other.digits]);
  await start(advisor, guest);
  await seeEachOther(advisor, guest);
  await guest.evaluate(() => window.proof.losePeer());
  await expect.poll(async () => (await viewOf(advisor)).details.rebuilds).toBeGreaterThan(0);
  await seeEachOther(advisor, guest);
  expect(await proofOf(advisor)()).toBe('checked link');
  expect((await viewOf(guest)).privacy.digits).not.toBe(other.digits);
});

test('an open line carries nothing before the words were compared, and needs that once, also over reload and new line', async ({
  person,
  harness,
}) => {
  const room = new ProofRoom(harness, false);
  const [advisor, guest] = await twoOf(person);
  await room.join(advisor, 'advisor');
  await room.join(guest, 'guest');
  for (const page of [advisor, guest]) await expect.poll(proofOf(page)).toBe('unchecked');
  await start(advisor, guest);
  for (const page of [advisor, guest]) {
    await expect.poll(phaseOf(page)).toBe('starting');
    expect(await page.evaluate(() => window.proof.streamKinds())).toEqual([]);
  }
  for (const page of [advisor, guest]) await page.evaluate(() => window.proof.allowSound(true));
  for (const page of [advisor, guest]) {
    await expect.poll(() => page.evaluate(() => window.proof.streamKinds())).toEqual(['audio']);
  }
  await compare(advisor, guest);
  for (const page of [advisor, guest]) await expect.poll(proofOf(page)).toBe('checked words');
  await seeEachOther(advisor, guest);

  await room.join(guest, 'guest');
  await expect.poll(proofOf(guest)).toBe('checked words');
  await start(guest);
  await seeEachOther(advisor, guest);

  await advisor.evaluate(() => window.proof.losePeer());
  await expect.poll(async () => (await viewOf(advisor)).details.rebuilds).toBeGreaterThan(0);
  await seeEachOther(advisor, guest);
  for (const page of [advisor, guest]) expect(await proofOf(page)()).toBe('checked words');
});

test('another browser of the same guest stops a line whose words were compared, until the advisor says that it is right', async ({
  person,
  harness,
}) => {
  const room = new ProofRoom(harness, false);
  const [advisor, guest] = await twoOf(person);
  await room.join(advisor, 'advisor');
  await room.join(guest, 'guest');
  for (const page of [advisor, guest]) await expect.poll(proofOf(page)).toBe('unchecked');
  await compare(advisor, guest);
  await expect.poll(proofOf(advisor)).toBe('checked words');
  const other = await (await person()).newPage();
  await room.join(other, 'guest');
  await expect.poll(proofOf(advisor)).toBe('broken certificate');
  await start(advisor, other);
  expect(await advisor.evaluate(() => window.proof.streamKinds())).toEqual([]);
  await advisor.evaluate(() => window.proof.do('acceptOtherDevice'));
  await expect.poll(proofOf(advisor)).toBe('unchecked');
  await compare(advisor, other);
  await seeEachOther(advisor, other);
});

for (const seat of ['advisor', 'guest'] as const) {
  test(`Chromium and Firefox prove the same line, with Firefox as the ${seat}`, async ({ person, harness }) => {
    const other = await firefox.launch({
      channel: 'moz-firefox',
      executablePath: firefoxPath,
      firefoxUserPrefs: firefoxPreferences,
    });
    try {
      const room = new ProofRoom(harness, false);
      const fox = await other.newPage();
      const chrome = await (await person()).newPage();
      const [advisor, guest] = seat === 'advisor' ? [fox, chrome] : [chrome, fox];
      await room.join(advisor, 'advisor');
      await room.join(guest, 'guest');
      for (const page of [advisor, guest]) await expect.poll(proofOf(page)).toBe('unchecked');
      await compare(advisor, guest);
      for (const page of [advisor, guest]) await expect.poll(proofOf(page)).toBe('checked words');
      await start(advisor, guest);
      await seeEachOther(advisor, guest);
    } finally {
      await other.close();
    }
  });
}
