/** The ways to arrive: too early, moved, cancelled, unknown, with a wrong code, by number and code without a link. */
import { entryOf, openDay, openRoom, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, enter, guestOn, heading, passDoor } from './support/guest.ts';
import { inspect } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

test('says when to come, and offers the test, to whoever is too early', async ({ person, system }) => {
  const { joinLink } = await system.create({ startsInMinutes: 3 * 24 * 60 });
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await heading(guest, guest.words.early.title('Kundenberatung'));
  await expect(guest.page.getByRole('button', { name: guest.words.early.test })).toBeVisible();
  await inspect(guest.page, 'arrive-early');
});

test('tells the new time of an appointment that was moved, under the same link', async ({ person, system }) => {
  const { id, joinLink } = await system.create({ startsInMinutes: 2 * 24 * 60 });
  const startsAt = new Date(Date.now() + 4 * 24 * 3_600_000).toISOString();
  expect((await system.ask('PATCH', `/api/v1/appointments/${id}`, { startsAt })).status).toBe(200);
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await heading(guest, guest.words.early.title('Kundenberatung'));
  await expect(guest.page.getByText(/verschoben/)).toBeVisible();
  await inspect(guest.page, 'arrive-moved');
});

test('says that an appointment was cancelled, and whom to call', async ({ person, system }) => {
  const { id, joinLink } = await system.create();
  expect((await system.ask('DELETE', `/api/v1/appointments/${id}`)).ok).toBe(true);
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await heading(guest, guest.words.cancelled.title);
  await inspect(guest.page, 'arrive-cancelled');
});

test('offers the number to whoever has a link that nobody knows', async ({ person, system }) => {
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(`${system.url}/j#${'A'.repeat(22)}.${'B'.repeat(22)}`);
  await expect(guest.page.getByRole('button', { name: guest.words.unknown.byNumber })).toBeVisible();
  await inspect(guest.page, 'arrive-unknown');
});

test('refuses a wrong code with a next step, and lets the right one in', async ({ person, system }) => {
  const { joinLink, dialInCode } = await system.create({ code: 'separately' });
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  const wrong = dialInCode === '11111111' ? '22222222' : '11111111';
  await passDoor(guest, { code: wrong });
  await expect(guest.page.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
  await inspect(guest.page, 'arrive-wrong-code');
  await guest.page.getByLabel(guest.words.arrive.code).fill(`${dialInCode.slice(0, 4)} ${dialInCode.slice(4)}`);
  await click(guest.page, guest.words.arrive.submit);
  await heading(guest, guest.words.permission.title);
});

test('lets a guest in by number, code and name; both compare four words before they see each other', async ({
  person,
  system,
}) => {
  test.setTimeout(300_000);
  const name = 'Nora Nummer Sonnenschein';
  const { number, dialInCode } = await system.create({ guest: { name, email: 'nora@example.org' } });
  const advisor = await openDay(await person(), system);
  await openRoom(advisor, name);
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(`${system.url}/j`);
  await enter(guest, { number, code: dialInCode, name });
  await expect(advisor.page.getByText(advisor.words.room.open.title(name))).toBeVisible();
  await inspect(advisor.page, 'arrive-open-line');
  await advisor.page.getByRole('button', { name: advisor.words.room.open.accept }).click();
  await advisor.page.getByRole('button', { name: advisor.words.room.start }).click();
  await click(guest.page, guest.words.waiting.start);
  const { compare } = guest.words.proof;
  await expect(guest.page.getByRole('dialog', { name: compare.title })).toBeVisible();
  await inspect(guest.page, 'arrive-compare-guest');
  const read = await guest.page.locator('dialog .word').allTextContents();
  expect(read).toHaveLength(4);
  await advisor.page
    .getByRole('dialog')
    .getByRole('button', { name: read[0] ?? '', exact: true })
    .click();
  await expect(advisor.page.getByText(compare.readOut(name))).toBeVisible();
  expect(await advisor.page.locator('dialog .word').allTextContents()).toEqual(read);
  await inspect(advisor.page, 'arrive-compare-advisor');
  await expect(guest.page.locator('video.remote')).toHaveJSProperty('videoWidth', 0);
  await click(guest.page, compare.same);
  await expectFaceToFace(guest.page, advisor.page);
  await expect(guest.page.getByRole('dialog')).toHaveCount(0);
  await guest.page.getByRole('button', { name: guest.words.call.badge.checked }).click();
  await expect(guest.page.getByText(guest.words.proof.checked.words)).toBeVisible();
});

test('brings a guest back into the call after a reload, without a code', async ({ person, system }) => {
  test.setTimeout(300_000);
  const name = 'Rita Reload Sonnenschein';
  const { joinLink } = await system.create({ guest: { name, email: 'rita@example.org' } });
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  const advisor = await openDay(await person(), system);
  await expect(entryOf(advisor, name)).toContainText(/wartet/);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  await guest.page.reload();
  await expect(guest.page.getByLabel(guest.words.arrive.code)).toHaveCount(0);
  const ways = [guest.words.arrive.submit, guest.words.permission.submit, guest.words.waiting.start];
  const onward = guest.page.getByRole('button', { name: new RegExp(`^(${ways.join('|')})$`) });
  await expect(onward.or(guest.page.locator('video.remote'))).toBeVisible();
});

test('lets a guest in without a test of the devices, in a browser that keeps nothing', async ({ person, system }) => {
  const { joinLink } = await system.create({ language: 'en' });
  const guest = guestOn(await (await person('en')).newPage(), 'en');
  // As browsers do that block all cookies.
  await guest.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  });
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await click(guest.page, guest.words.permission.submit);
  await click(guest.page, guest.words.check.skip);
  await expect(guest.page.getByText(guest.words.waiting.nothingToDo)).toBeVisible();
  await inspect(guest.page, 'waiting-en');
});
