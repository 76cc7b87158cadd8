/** What a guest does on each step of the booking page, by keyboard and in German, and which questions they were asked. */
import { expect, type Page } from '@playwright/test';
import { bookWords, heading, press, tabTo, typeSlowly } from './booking.ts';
import { inspect } from './screenshots.ts';

const words = bookWords.de;

/** Service and slot, by Tab, arrows and Enter. */
export async function choose(page: Page): Promise<void> {
  await press(page.getByRole('button', { name: words.service.choose }).first());
  await heading(page, words.slot.title);
  await expect(page.locator('.slot-key')).toHaveCount(6);
  await tabTo(page.locator('.day[tabindex="0"]'));
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.day-free:focus')).toBeVisible();
  await page.keyboard.press('Enter');
  await press(page.locator('.slot-key').nth(8));
  await heading(page, words.person.title);
}

/** Salutation and first name. */
export async function sayName(page: Page): Promise<void> {
  await tabTo(page.getByLabel(words.person.salutation));
  await page.keyboard.type('Frau');
  await typeSlowly(page.getByLabel(words.person.firstName), 'Wilhelmine');
}

/** With a slip in the insurance number, put right from the list above the fields. */
export async function sayTheRest(page: Page): Promise<void> {
  await typeSlowly(page.getByLabel(words.person.lastName), 'Ostermann');
  await typeSlowly(page.getByLabel(words.person.phone), '030 1234567');
  await typeSlowly(page.getByLabel(words.person.email), 'w.ostermann@example.org');
  await typeSlowly(page.getByRole('textbox', { name: words.person.insuranceNumber }), 'A123456781');
  await page.keyboard.press('Enter');
  await expect(page.locator('#person-problems')).toBeFocused();
  await expect(page.getByText(words.person.problems.insuranceNumber.slip)).toBeVisible();
  await inspect(page, 'book/small-3-problem', true);
  for (const key of ['Tab', 'Enter', 'End', 'Backspace', '0', 'Enter']) await page.keyboard.press(key);
  await heading(page, words.check.title);
}

/** The tick, and the press that asks. */
export async function agreeAndSend(page: Page): Promise<void> {
  await press(page.getByRole('checkbox'), 'Space');
  await press(page.getByRole('button', { name: words.check.submit, exact: true }));
}

/** Asks, and the request is there. */
export async function send(page: Page): Promise<void> {
  await agreeAndSend(page);
  await heading(page, words.request.fresh);
}

/** Every question that stands on top of `page` from now on, each once, in the order in which they come. */
export async function questionsOf(page: Page): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  await page.exposeFunction('asked', (question: string) => asked.add(question));
  await page.addInitScript(() => {
    const tell: (question: string) => void = Reflect.get(window, 'asked');
    const look = () => {
      const question = document.querySelector('main h1')?.textContent;
      if (question) tell(question);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return asked;
}
