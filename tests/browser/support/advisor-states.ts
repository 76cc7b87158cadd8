/** Every state of the advisor's pages: the scene it begins with, and what is done in it. */
import type { Page } from '@playwright/test';
import { de as offerWords } from '../../../clients/advisor/offer/texts/de.ts';
import { de as requestWords } from '../../../clients/advisor/requests/texts/de.ts';
import type { de } from '../../../clients/advisor/texts/de/index.ts';
import { leadStates } from './lead-states.ts';

type Words = typeof de;
type Act = (page: Page, words: Words) => Promise<void>;

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const requests: Act = (page, { day }) =>
  page.getByRole('navigation', { name: day.places.label }).getByRole('button', { name: day.places.requests }).click();
const answer =
  (kind: 'confirm' | 'propose' | 'decline'): Act =>
  (page) =>
    page.getByRole('article').first().getByRole('button', { name: requestWords[kind] }).click();
const otherTime: Act = (page) => page.getByLabel(requestWords.proposal.other).check();
const offer: Act = (page, { day }) => press(page, day.places.offer);
const newService: Act = async (page) => {
  await press(page, offerWords.services.add);
  await page.getByLabel(offerWords.services.inPerson, { exact: true }).check();
  await press(page, offerWords.service.save);
};
const letters: Act = (page, { day }) => page.getByRole('button', { name: day.letters(2) }).click();
const create: Act = (page, { day }) => press(page, day.create);
const more: Act = (page, { day }) => page.getByRole('button', { name: day.more }).first().click();
const startRoom: Act = (page, { day }) => press(page, day.start);
const openRoom: Act = (page, { day }) => press(page, day.open);
const after =
  (...acts: Act[]): Act =>
  async (page, words) => {
    for (const act of acts) await act(page, words);
  };
const fill: Act = async (page, { form }) => {
  await page.getByLabel(form.fields.name, { exact: true }).fill('Sabine Roth');
  await page.getByLabel(form.fields.email, { exact: true }).fill('sabine.roth@beispiel.de');
};
const unfold: Act = (page) => page.locator('.fold > summary').first().click();
const pick =
  (choose: (words: Words) => string): Act =>
  (page, words) =>
    page.getByLabel(choose(words), { exact: true }).check();
const save: Act = (page, { form }) => press(page, form.save);
const action = (choose: (words: Words) => string): Act => after(more, (page, words) => press(page, choose(words)));
const yes =
  (choose: (words: Words) => string): Act =>
  (page, words) =>
    press(page, choose(words));

/** The dialogue that comes by itself. */
const dialog: Act = (page) => page.locator('dialog[open]').waitFor();

/** Name of the picture → the scene it begins with, and what is done in it. */
export const pages: Record<string, [scene: string, act?: Act]> = {
  'sign-in': ['sign-in'],
  'sign-in-used': ['sign-in-used'],
  'sign-in-failed': ['sign-in-failed'],
  day: ['day'],
  'day-next': ['day-next'],
  'day-later': ['day-later'],
  'day-two-wait': ['day-two-wait'],
  'day-elsewhere': ['day-elsewhere'],
  'day-bounced': ['day-bounced'],
  'day-empty': ['day-empty'],
  'day-done': ['day-done'],
  'day-loading': ['day-loading'],
  'day-failed': ['day-failed'],
  'day-offline': ['day-offline'],
  'day-more': ['day', more],
  'day-own-more': ['day-own', more],
  'day-tomorrow': ['day', (page, { day }) => press(page, day.next)],
  'day-receipt': ['ended', startRoom],
  'day-walk-ins': ['walk-ins'],
  'day-walk-ins-taken': ['walk-ins-taken'],
  'day-requests': ['requests'],
  'day-in-person': ['in-person', after(more, letters)],
  requests: ['requests', requests],
  'requests-none': ['requests-none', requests],
  'requests-propose': ['requests', after(requests, answer('propose'), otherTime)],
  'requests-decline': ['requests', after(requests, answer('decline'))],
  'requests-overtaken': ['requests-conflict', after(requests, answer('confirm'))],
  ...leadStates,
  offer: ['offer', offer],
  statistics: ['offer', (page, { day }) => press(page, day.places.statistics)],
  'offer-calendar': [
    'offer-calendar',
    after(
      offer,
      (page) => press(page, offerWords.calendar.renew),
      (page) => page.getByRole('dialog').getByRole('button', { name: offerWords.calendar.renew }).click(),
    ),
  ],
  'offer-calendar-withdraw': ['offer-calendar', after(offer, (page) => press(page, offerWords.calendar.withdraw))],
  'offer-service': ['offer', after(offer, newService)],
  create: ['day', create],
  'create-problems': ['day', after(create, save)],
  'create-other': [
    'day',
    after(create, async (page, { form }) => {
      for (const other of await page.getByLabel(form.other, { exact: true }).all()) await other.check();
    }),
  ],
  'create-invitation': [
    'day',
    after(
      create,
      unfold,
      pick(({ form }) => form.mailAdvisor),
    ),
  ],
  'create-failed': ['save-fails', after(create, fill, save)],
  created: ['day', after(create, fill, save)],
  'created-separately': [
    'day',
    after(
      create,
      fill,
      unfold,
      pick(({ form }) => form.codeSeparately),
      save,
    ),
  ],
  'created-own': [
    'day',
    after(
      create,
      fill,
      unfold,
      pick(({ form }) => form.mailAdvisor),
      save,
    ),
  ],
  move: ['day', action(({ day }) => day.move)],
  moved: [
    'day',
    after(
      action(({ day }) => day.move),
      yes(({ form }) => form.saveMove),
    ),
  ],
  correct: ['day', action(({ day }) => day.correct)],
  cancel: ['day', action(({ day }) => day.cancel)],
  resend: ['day', action(({ day }) => day.resend)],
  'new-code': ['day', action(({ day }) => day.newCode)],
  'new-code-shown': [
    'day',
    after(
      action(({ day }) => day.newCode),
      yes(({ form }) => form.newCodeYes),
    ),
  ],
  'own-again': [
    'day-own',
    after(
      action(({ day }) => day.handOut),
      yes(({ form }) => form.handOutYes),
    ),
  ],
  'own-link-missing': [
    'day-own-elsewhere',
    after(
      action(({ day }) => day.handOut),
      yes(({ form }) => form.handOutYes),
    ),
  ],
  'room-needs-link': ['room-needs-link', openRoom],
  'room-asks-open': ['room-asks-open', openRoom],
  'room-fails': ['room-fails', openRoom],
  'room-refused': ['room-refused', openRoom],
  'lobby-first': ['lobby-first', openRoom],
  'lobby-alone': ['lobby-alone', openRoom],
  'lobby-waits': ['lobby-waits', openRoom],
  'lobby-ready': ['lobby-ready', openRoom],
  'lobby-started': ['lobby-started', openRoom],
  'lobby-unsealed': ['lobby-unsealed', openRoom],
  'lobby-old-browser': ['lobby-old-browser', openRoom],
  'lobby-line-failed': ['lobby-line-failed', openRoom],
  'lobby-seat-taken': ['lobby-seat-taken', openRoom],
  'lobby-blocked': ['lobby-blocked', openRoom],
  talking: ['talking', startRoom],
  'talking-knock': ['talking-knock', startRoom],
  'talking-proof': ['talking', after(startRoom, (page) => page.locator('.badge').click())],
  'compare-choose': ['compare-choose', after(startRoom, dialog)],
  'compare-wrong': ['compare-wrong', after(startRoom, dialog)],
  'compare-read-out': ['compare-read-out', after(startRoom, dialog)],
};
