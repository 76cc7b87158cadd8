/** Every step by keyboard alone: Tab to what is meant, Enter, Space, and typing. */
import type { Locator, Page } from '@playwright/test';
import { entryOf, openDay } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { guestOn, heading, type Press, passCheck } from './support/guest.ts';
import { expect, test } from './support/test.ts';

const mostStops = 60;

/** Presses Tab until `target` has the focus, as somebody without a pointer would. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < mostStops; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${target}`);
}

async function press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await expect(target).toBeEnabled();
  await tabTo(target);
  await target.page().keyboard.press(key);
}

async function type(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.type(text);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const byKeyboard: Press = (page, name) => press(button(page, name));

test('leads guest and advisor through a whole conversation by keyboard', async ({ person, system }) => {
  test.setTimeout(360_000);
  const name = 'Tilda Taste Sonnenschein';
  const created = await system.create({ code: 'separately', guest: { name, email: 'tilda@example.org' } });
  const page = await (await person()).newPage();
  const guest = guestOn(page, 'de', byKeyboard);
  await page.goto(created.joinLink);
  await type(page.getByLabel(guest.words.arrive.code), created.dialInCode);
  await press(page.getByRole('checkbox'), 'Space');
  await byKeyboard(page, guest.words.arrive.submit);
  await passCheck(guest);
  const advisor = await openDay(await person(), system);
  await press(entryOf(advisor, name).getByRole('button', { name: advisor.words.day.open }));
  await byKeyboard(advisor.page, advisor.words.room.start);
  await byKeyboard(page, guest.words.waiting.start);
  // The button that started it is gone: a reader goes on with whom one talks to, not at the top of an empty page.
  for (const side of [page, advisor.page]) await expect(side.getByRole('heading', { level: 1 })).toBeFocused();
  await expectFaceToFace(page, advisor.page);
  await byKeyboard(page, guest.words.call.leave);
  await byKeyboard(page, guest.words.call.hangUp.undo);
  await expect(button(page, guest.words.call.leave)).toBeFocused();
  await page.keyboard.press('Enter');
  await heading(guest, guest.words.receipt.title['hung-up'](''));
});

test('makes an appointment by keyboard alone', async ({ person, system }) => {
  const { page, words } = await openDay(await person(), system);
  const { form, day, handOut } = words;
  await byKeyboard(page, day.create);
  const dialog = page.getByRole('dialog');
  await type(dialog.getByRole('textbox', { name: form.fields.name }), 'Enno Eingabe Sonnenschein');
  await type(dialog.getByRole('textbox', { name: form.fields.email }), 'enno@example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByText(handOut.titles.created)).toBeVisible();
  await byKeyboard(page, handOut.done);
  await expect(dialog).toBeHidden();
});
