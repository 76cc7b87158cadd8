/** The advisor's own journeys on the real product: in and out, an appointment by keyboard, the own mail, knocks, calls. */
import type { BrowserContext, Page } from '@playwright/test';
import { type Advisor, advisorWords, entryOf, openDay } from './support/advisor.ts';
import { tabTo } from './support/booking.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, enter, guestOn } from './support/guest.ts';
import { expect, test } from './support/test.ts';

const words = advisorWords.de;

test('takes the sign-in token out of the address, once, and lets go at signing out', async ({ person, system }) => {
  const page = await (await person()).newPage();
  await page.goto(`${system.url}/#sign-in=${'x'.repeat(43)}`);
  await expect(page.getByRole('heading', { name: words.signIn.usedTitle })).toBeVisible();
  expect(page.url()).toBe(`${system.url}/`);
  await page.context().addCookies(system.cookies());
  await page.reload();
  await expect(page.getByRole('button', { name: words.day.create })).toBeVisible();
  // The other tests go on with this session, so that only the page is told that it has ended.
  const ended = page.waitForRequest('**/api/v1/session/end');
  await page.route('**/api/v1/session/end', (route) => route.fulfill({ json: { next: null } }));
  await page.getByRole('button', { name: words.day.signOut }).click();
  await ended;
  await expect(page.getByRole('heading', { name: words.signIn.doneTitle })).toBeVisible();
});

/** As somebody types who does so every day: about six keys a second. */
const typing = { delay: 150 };

test('makes an appointment with the keyboard alone in less than twenty seconds', async ({ person, system }) => {
  const { page } = await openDay(await person(), system);
  const { keyboard } = page;
  const began = Date.now();
  await tabTo(page.getByRole('button', { name: words.day.create }));
  await keyboard.press('Enter', typing);
  await expect(page.getByRole('dialog')).toBeVisible();
  // Another day than the first that is offered, the time as it is, then whom.
  for (const key of ['Tab', 'ArrowRight', 'Tab', 'Tab']) await keyboard.press(key, typing);
  await keyboard.type('Sabine Roth', typing);
  await keyboard.press('Tab', typing);
  await keyboard.type('sabine.roth@example.org', typing);
  await keyboard.press('Enter', typing);
  await expect(page.getByText(words.handOut.titles.created)).toBeVisible();
  expect(Date.now() - began).toBeLessThan(20_000);
  await page.getByRole('button', { name: words.handOut.done }).press('Enter');
  await expect(page.getByText('Sabine Roth').first()).toBeVisible();
});

test('names every problem, leads to its field and keeps what was typed', async ({ person, system }) => {
  const { page } = await openDay(await person(), system);
  await page.getByRole('button', { name: words.day.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: words.form.fields.name }).fill('Sabine Roth');
  await dialog.getByRole('textbox', { name: words.form.fields.email }).fill('sabine.roth');
  await dialog.getByRole('textbox', { name: words.form.fields.email }).press('Enter');
  await dialog.getByRole('link', { name: words.form.fields.email }).press('Enter');
  await expect(dialog.getByRole('textbox', { name: words.form.fields.email })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: words.day.create }).click();
  await expect(dialog.getByRole('textbox', { name: words.form.fields.name })).toHaveValue('Sabine Roth');
});

/** Makes an appointment whose mail the advisor sends; answers the join link that was made in the browser. */
async function makeOwn({ page }: Advisor, name: string): Promise<string> {
  await page.getByRole('button', { name: words.day.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: words.form.fields.name }).fill(name);
  await dialog.getByRole('textbox', { name: words.form.fields.email }).fill('own@example.org');
  await dialog.locator('summary').click();
  await dialog.getByLabel(words.form.mailAdvisor).check();
  await dialog.getByRole('button', { name: words.form.save }).click();
  const mail = dialog.getByRole('link', { name: words.handOut.openMail });
  await expect(mail).toBeVisible();
  const body = new URL((await mail.getAttribute('href')) ?? '').searchParams.get('body') ?? '';
  return /\S+\/j#\S+/.exec(body)?.[0] ?? '';
}

/** Everything that `context` sends anywhere, as one text. */
function listen(context: BrowserContext): () => string {
  const sent: string[] = [];
  context.on('request', (request) => sent.push(request.url(), request.postData() ?? ''));
  context.on('page', (page) =>
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload)))),
  );
  return () => sent.join('\n');
}

/** The room opens 15 minutes before; the suggested quarter of an hour may be up to one minute further away. */
const untilOpen = { timeout: 75_000 };

test('keeps the secret of a mailed link in the browser that made it', async ({ person, system }) => {
  test.setTimeout(150_000);
  const context = await person();
  const sent = listen(context);
  const advisor = await openDay(context, system);
  const link = await makeOwn(advisor, 'Eigene Post');
  const secret = /#[^.]+\.([A-Za-z0-9_-]{22})\.\d{8}$/.exec(link)?.[1] ?? 'none';
  expect(secret).toHaveLength(22);
  expect(sent()).not.toContain(secret);
  await advisor.page.getByRole('button', { name: words.handOut.done }).click();

  const { page } = await openDay(await person(), system);
  const other: Advisor = { page, words };
  await entryOf(other, 'Eigene Post').getByRole('button', { name: words.day.open }).click(untilOpen);
  await expect(page.getByRole('heading', { name: words.room.needLink.title })).toBeVisible();
  await page.getByLabel(words.room.needLink.field).fill(`Guten Tag\n${link}\n`);
  await page.getByRole('button', { name: words.room.needLink.submit }).click();
  await expect(page.getByRole('button', { name: words.room.start })).toBeVisible();
});

const starts = (page: Page) => page.getByRole('button', { name: words.room.start, exact: true });

test('shows who waits, talks, hears nothing of the next knock and comes back to the day', async ({
  person,
  system,
}) => {
  test.setTimeout(180_000);
  const first = await system.create({ guest: { name: 'Anna Erste', email: 'anna@example.org' } });
  const second = await system.create({ guest: { name: 'Bert Zweiter', email: 'bert@example.org' } });
  const advisor = await openDay(await person(), system);
  const { page } = advisor;
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(first.joinLink);
  await enter(guest);
  await expect(page.getByRole('heading', { name: /Anna Erste/ })).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveTitle(/^\(1\)/);
  await expect(page.getByText(/wartet seit/).first()).toBeVisible();

  await page.getByRole('button', { name: words.day.start, exact: true }).click();
  await starts(page).click();
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, page);

  await page.evaluate(() => {
    const play = AudioContext.prototype.createOscillator;
    Object.assign(window, { tones: 0 });
    AudioContext.prototype.createOscillator = function counted(this: AudioContext) {
      Object.assign(window, { tones: Number(Reflect.get(window, 'tones')) + 1 });
      return play.call(this);
    };
  });
  const next = guestOn(await (await person()).newPage());
  await next.page.goto(second.joinLink);
  await enter(next);
  await expect(page.getByText(words.day.knock.badge(1))).toBeVisible({ timeout: 20_000 });
  expect(await page.evaluate(() => Reflect.get(window, 'tones'))).toBe(0);

  await page.getByRole('button', { name: guest.words.call.leave }).click();
  await expect(page.getByText(words.day.receipt.kept)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('article').getByRole('heading', { name: /Bert Zweiter/ })).toBeVisible();
});

test('asks before it opens a line that nobody has proven, and shows nothing on it when the words differ', async ({
  person,
  system,
}) => {
  test.setTimeout(180_000);
  const made = await system.create({ guest: { name: 'Nora Nummer', email: 'nora@example.org' } });
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(`${system.url}/j`);
  await enter(guest, { number: made.number, code: made.dialInCode, name: 'Nora Nummer' });
  const advisor = await openDay(await person(), system);
  const { page } = advisor;
  await entryOf(advisor, 'Nora Nummer').getByRole('button', { name: words.day.open }).click();
  await expect(page.getByRole('heading', { name: words.room.open.title('Nora Nummer') })).toBeVisible();
  await page.getByRole('button', { name: words.room.open.accept }).click();
  await starts(page).click();
  await click(guest.page, guest.words.waiting.start);
  const { compare, broken } = guest.words.proof;
  const none = page.getByRole('dialog', { name: compare.title }).getByRole('button', { name: compare.none });
  await none.click();
  await expect(page.getByText(compare.wrong(2))).toBeVisible();
  await none.click();
  await none.click();
  for (const side of [page, guest.page]) {
    await expect(side.getByRole('dialog', { name: broken.words.title })).toBeVisible();
    await expect(side.locator('video.remote')).toHaveJSProperty('videoWidth', 0);
  }
});
