/** The test of device and line as a page of its own, days before: from the mail's link to the advisor's traffic light. */
import { lineHelp } from '../../clients/guest/texts/line-help.de.ts';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { entryOf, openDay } from './support/advisor.ts';
import { click, guestOn, heading } from './support/guest.ts';
import { outerAddress } from './support/outer-address.ts';
import { inspect } from './support/screenshots.ts';
import { startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

/** A relay that passes on a quarter of a megabit a second and no more. */
const quotas = { perUser: 24, total: 100, maxBytesPerSecond: 30_000, capacityBytesPerSecond: 0 };
let relay: Coturn;
test.beforeAll(async () => {
  relay = await startCoturn({ address: outerAddress(), settings: { quotas } });
});
test.afterAll(() => relay.close());

test('finds the line too slow days before, says what helps, and tells the advisor', async ({ browser, person }) => {
  test.setTimeout(360_000);
  const system = await startSystem(browser, { TURN_URLS: relay.urls.udp, TURN_SECRET: relay.secret });
  try {
    const name = 'Tina Test Sonnenschein';
    const { joinLink } = await system.create({ startsInMinutes: 90, guest: { name, email: 'tina@example.org' } });
    const guest = guestOn(await (await person()).newPage());
    const { check, early, permission } = guest.words;
    await guest.page.goto(`${joinLink}.test`);
    await heading(guest, permission.title);
    expect(guest.page.url()).toBe(`${system.url}/j`);
    await click(guest.page, permission.submit);
    await click(guest.page, check.look.next);
    await click(guest.page, check.sound.yes);
    await expect(guest.page.getByText(lineHelp.faster)).toBeVisible({ timeout: 30_000 });
    await inspect(guest.page, 'check-too-slow');
    await guest.page.setViewportSize({ width: 390, height: 844 });
    await inspect(guest.page, 'check-too-slow-phone');
    await click(guest.page, lineHelp.again);
    await expect(guest.page.getByText(lineHelp.faster)).toBeHidden();
    await expect(guest.page.getByText(lineHelp.faster)).toBeVisible({ timeout: 30_000 });
    await click(guest.page, check.result.finish);
    await expect(guest.page.getByText(early.tested)).toBeVisible();

    await guest.page.reload();
    await heading(guest, early.title('Kundenberatung'));
    await expect(guest.page.getByRole('button', { name: early.test })).toBeVisible();

    const advisor = await openDay(await person(), system);
    await expect(entryOf(advisor, name)).toContainText(advisor.words.day.lights.slowLine);
    await inspect(advisor.page, 'check-too-slow-advisor');
  } finally {
    await system.process.remove();
  }
});
