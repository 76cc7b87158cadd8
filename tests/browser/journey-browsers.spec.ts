/** A guest in Firefox and an advisor in Chromium, and the other way round: they talk, write, send files and draw. */
import type { Browser } from '@playwright/test';
import { openDay, startTalking } from './support/advisor.ts';
import { firefoxPath, firefoxPreferences } from './support/browsers.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, guestOn, passDoor } from './support/guest.ts';
import { watchedContext } from './support/people.ts';
import { shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';
import { fillIn, useEveryTool } from './support/tools-across.ts';

let firefox: Browser;
test.beforeAll(async ({ playwright }) => {
  firefox = await playwright.firefox.launch({
    channel: 'moz-firefox',
    executablePath: firefoxPath,
    firefoxUserPrefs: firefoxPreferences,
  });
});
test.afterAll(() => firefox.close());

for (const guestIn of ['Firefox', 'Chromium'] as const) {
  test(`lets a guest in ${guestIn} and an advisor in the other browser talk and use every tool`, async ({
    browser,
    system,
  }) => {
    test.setTimeout(360_000);
    const name = `Frida Fuchs Sonnenschein ${guestIn}`;
    const { joinLink } = await system.create({ guest: { name, email: 'frida@example.org' } });
    const pair = guestIn === 'Firefox' ? [firefox, browser] : [browser, firefox];
    const [one, two] = await Promise.all(pair.map((each) => watchedContext(each, { locale: 'de-DE' })));
    if (!one || !two) throw new Error('two browsers');
    const guest = guestOn(await one.context.newPage());
    await guest.page.goto(joinLink);
    await passDoor(guest);
    await click(guest.page, guest.words.permission.submit);
    await click(guest.page, guest.words.check.skip);
    const advisor = await openDay(two.context, system);
    await startTalking(advisor, name);
    await click(guest.page, guest.words.waiting.start);
    await expectFaceToFace(guest.page, advisor.page);
    await shoot(guest.page, `call-guest-in-${guestIn.toLowerCase()}`);
    await useEveryTool(guest.page, advisor.page);
    if (guestIn === 'Firefox') await fillIn(guest.page, advisor.page);
    await click(guest.page, guest.words.call.leave);
    await expect(guest.page.getByText(guest.words.receipt.existedTalked)).toBeVisible();
    expect([...one.foreign, ...two.foreign]).toEqual([]);
    for (const { context } of [one, two]) await context.close();
  });
}
