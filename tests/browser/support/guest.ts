/** The guest's way through the pages, step by step, in the words that stand on them. */
import { expect, type Page } from '@playwright/test';
import { de } from '../../../clients/guest/texts/de.ts';
import { en } from '../../../clients/guest/texts/en.ts';
import { call as callDe } from '../../../clients/ui/texts/de/call.ts';
import { proof as proofDe } from '../../../clients/ui/texts/de/proof.ts';
import { receipt as receiptDe } from '../../../clients/ui/texts/de/receipt.ts';
import { call as callEn } from '../../../clients/ui/texts/en/call.ts';
import { proof as proofEn } from '../../../clients/ui/texts/en/proof.ts';
import { receipt as receiptEn } from '../../../clients/ui/texts/en/receipt.ts';

export const guestWords = {
  de: { ...de, call: callDe, proof: proofDe, receipt: receiptDe },
  en: { ...en, call: callEn, proof: proofEn, receipt: receiptEn },
};
export type Words = (typeof guestWords)['de'];

/** Ways of pressing a button: by pointer, or by keyboard alone. */
export type Press = (page: Page, name: string | RegExp) => Promise<void>;

export const click: Press = async (page, name) => {
  await page.getByRole('button', { name, exact: true }).click();
};

export interface Guest {
  page: Page;
  words: Words;
  press: Press;
}

export const guestOn = (page: Page, language: 'de' | 'en' = 'de', press: Press = click): Guest => ({
  page,
  words: guestWords[language],
  press,
});

export const heading = ({ page }: { page: Page }, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

/** Agrees to the terms and goes on; types whatever the link does not know. */
export async function passDoor(
  guest: Guest,
  typed: { number?: string; code?: string; name?: string } = {},
): Promise<void> {
  const { page, words, press } = guest;
  const { arrive } = words;
  if (typed.number !== undefined) await page.getByLabel(arrive.number).fill(typed.number);
  if (typed.code !== undefined) await page.getByLabel(arrive.code).fill(typed.code);
  if (typed.name !== undefined) await page.getByLabel(arrive.name).fill(typed.name);
  await page.getByRole('checkbox', { name: arrive.agree }).check();
  await press(page, arrive.submit);
}

/** Lets the browser have camera and microphone, and tries both out. */
export async function passCheck(guest: Guest): Promise<void> {
  const { page, words, press } = guest;
  await heading(guest, words.permission.title);
  await press(page, words.permission.submit);
  await heading(guest, words.check.look.title);
  await press(page, words.check.look.next);
  await heading(guest, words.check.sound.title);
  await press(page, words.check.sound.yes);
  await heading(guest, new RegExp(`${words.check.result.titleGood}|${words.check.result.titleRest}`));
  await press(page, words.check.result.join);
}

/** From the open page to the waiting room, whether the advisor is there already or not. */
export async function enter(guest: Guest, typed: Parameters<typeof passDoor>[1] = {}): Promise<void> {
  await passDoor(guest, typed);
  await passCheck(guest);
  const { nothingToDo, hereText } = guest.words.waiting;
  await expect(guest.page.getByText(nothingToDo).or(guest.page.getByText(hereText))).toBeVisible();
}
