/** What a page is served is what was released: a part that was changed on the way does not run, at once or later. */
import type { Page } from '@playwright/test';
import { guestOn, heading, passDoor } from './support/guest.ts';
import { expect, test } from './support/test.ts';

/** Answers requests for the parts that fit with the real part and one more statement. */
async function change(page: Page, part: RegExp): Promise<() => number> {
  let changed = 0;
  await page.route(part, async (route) => {
    const answer = await route.fetch();
    changed += 1;
    await route.fulfill({ response: answer, body: `${await answer.text()};globalThis.changed = true;` });
  });
  return () => changed;
}

const ran = (page: Page) => page.evaluate(() => 'changed' in globalThis);

test('does not run a changed part that the document names', async ({ person, system }) => {
  const page = await (await person()).newPage();
  const changed = await change(page, /\/assets\/index-[^/]+\.js$/);
  await page.goto(`${system.url}/j`);
  await expect.poll(changed).toBeGreaterThan(0);
  expect(await ran(page)).toBe(false);
  await expect(page.locator('h1')).toHaveCount(0);
});

test('does not run a changed part that is loaded later', async ({ person, system }) => {
  const { joinLink } = await system.create();
  const guest = guestOn(await (await person()).newPage());
  const changed = await change(guest.page, /\/assets\/browser-engine-[^/]+\.js$/);
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await expect.poll(changed).toBeGreaterThan(0);
  await heading(guest, guest.words.permission.title);
  expect(await ran(guest.page)).toBe(false);
});

test('runs the parts as they were released, and shows their digests', async ({ person, system }) => {
  const { joinLink } = await system.create();
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await heading(guest, guest.words.permission.title);
  const { version, files } = await (await fetch(`${system.url}/version`)).json();
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Object.values(files).every((digest) => /^sha384-[A-Za-z0-9+/]{64}$/.test(String(digest)))).toBe(true);
});
