/** The advisor's way through the pages, in the words that stand on them. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { de } from '../../../clients/advisor/texts/de/index.ts';
import { en } from '../../../clients/advisor/texts/en/index.ts';
import type { System } from './system.ts';

export const advisorWords = { de, en };

export interface Advisor {
  page: Page;
  words: (typeof advisorWords)['de'];
}

/** The day view of the signed-in advisor. */
export async function openDay(context: BrowserContext, system: System, language: 'de' | 'en' = 'de'): Promise<Advisor> {
  await context.addCookies(system.cookies());
  const page = await context.newPage();
  await page.goto(system.url);
  const words = advisorWords[language];
  await expect(page.getByRole('button', { name: words.day.create })).toBeVisible();
  return { page, words };
}

/** Where the day view tells of the appointment with `name`: the card of what is now, or an entry of the list. */
export const entryOf = ({ page }: Advisor, name: string) =>
  page.locator('article, li').filter({ hasText: name }).first();

/** Opens the room of the appointment with `name`. */
export async function openRoom(advisor: Advisor, name: string): Promise<void> {
  await entryOf(advisor, name).getByRole('button', { name: advisor.words.day.open }).click();
}

/** Opens the room, looks into the camera, and says "start". */
export async function startTalking(advisor: Advisor, name: string): Promise<void> {
  await openRoom(advisor, name);
  await advisor.page.getByRole('button', { name: advisor.words.room.start }).click();
}

const berlin = (time: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', ...options }).format(time);

/** What the form is told. The time is counted from now and written as the organisation's clocks show it. */
export interface FormWish {
  name: string;
  email: string;
  inMinutes: number;
  language: 'de' | 'en';
}

/** Makes an appointment with the dialogue; answers when it stands, with the dialogue that says so still open. */
export async function makeAppointment({ page, words }: Advisor, wish: FormWish): Promise<void> {
  const { form, day, handOut } = words;
  const at = new Date(Date.now() + wish.inMinutes * 60_000);
  await page.getByRole('button', { name: day.create }).click();
  const dialog = page.getByRole('dialog');
  const group = (name: string) => dialog.getByRole('group', { name });
  await group(form.fields.day).getByText(form.other, { exact: true }).click();
  await dialog.locator('input[type=date]').fill(berlin(at, { dateStyle: 'short' }));
  await group(form.fields.time).getByText(form.other, { exact: true }).click();
  await dialog.locator('input[type=time]').fill(berlin(at, { timeStyle: 'short' }));
  await dialog.getByRole('textbox', { name: form.fields.name }).fill(wish.name);
  await dialog.getByRole('textbox', { name: form.fields.email }).fill(wish.email);
  await dialog.locator('summary').click();
  await group(form.language)
    .getByText(wish.language === 'de' ? form.german : form.english, { exact: true })
    .click();
  await dialog.getByRole('button', { name: form.save }).click();
  await expect(page.getByText(handOut.titles.created)).toBeVisible();
}
