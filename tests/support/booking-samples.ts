/** An offer, and requests for it, that tests of booking have in common. */
import { createHash } from 'node:crypto';
import {
  type AdvisorHours,
  BookingAnswer,
  type BookingPerson,
  type HolidayRegion,
  type ServiceOffer,
  SettingsView,
  SlotAnswer,
  WorkChallenge,
} from '@visavis/shared';
import * as v from 'valibot';
import { leadingZeroBits } from '../../services/appointments/requests/work.ts';
import { consent, sendAsAdvisor } from './appointment-samples.ts';
import type { TestApp } from './appointments-app.ts';

export const serviceOffer: ServiceOffer = {
  id: 'beratung',
  mode: 'video',
  texts: { de: { title: 'Beratung', description: 'Ein Gespräch per Video.' } },
  durationMinutes: 30,
  everyMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 60,
  horizonDays: 120,
};

/** Six slots of half an hour on each working day. */
export const weekdays: AdvisorHours = {
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '12:00' })),
  exceptions: [],
  services: null,
};

/** Writes services, and the hours of the program's advisor. */
export async function setOffer(
  test: TestApp,
  { services = [serviceOffer], hours = weekdays }: { services?: ServiceOffer[]; hours?: AdvisorHours } = {},
): Promise<void> {
  for (const [url, body] of [
    ['/api/v1/offer', { services }],
    ['/api/v1/offer/hours', hours],
  ] as const) {
    const answer = await sendAsAdvisor(test, 'PUT', url, body);
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
  }
}

/** What the lead chooses; nothing: as the installation has it. */
export async function chooseHolidays(test: TestApp, holidays?: HolidayRegion): Promise<void> {
  const { revision } = v.parse(SettingsView, (await sendAsAdvisor(test, 'GET', '/api/v1/settings')).body);
  const body = { revision, own: holidays === undefined ? {} : { holidays } };
  const answer = await sendAsAdvisor(test, 'PUT', '/api/v1/settings', body);
  if (answer.status !== 200) throw new Error(`settings answered ${answer.status}: ${answer.text}`);
}

/** The free slots of one day. */
export async function slotsOn(test: TestApp, day: string): Promise<string[]> {
  const answer = await test.send('GET', `/api/v1/book/slots?service=beratung&from=${day}&days=1`);
  return v.parse(SlotAnswer, answer.body).days.flatMap(({ slots }) => slots);
}

/** How many slots the two of each Sunday leave on 31 October 2027, a Sunday that only some states keep. */
export async function slotsOnReformationDay(test: TestApp, state?: HolidayRegion): Promise<number> {
  const hours = { ...weekdays, weekly: [{ weekday: 7, from: '09:00', to: '10:00' }] };
  await setOffer(test, { services: [{ ...serviceOffer, horizonDays: 365 }], hours });
  await chooseHolidays(test, state);
  return (await slotsOn(test, '2027-10-31')).length;
}

/** The nonce that a browser would find. */
function nonceFor({ challenge, bits }: WorkChallenge): string {
  for (let tried = 0; ; tried++) {
    const nonce = tried.toString(36);
    const digest = createHash('sha256').update(`${challenge}.${nonce}`).digest();
    if (leadingZeroBits(digest) >= bits) return nonce;
  }
}

export async function doneWork(test: TestApp, address?: string) {
  const answer = await test.send('GET', '/api/v1/book/challenge', undefined, address === undefined ? {} : { address });
  const given = v.parse(WorkChallenge, answer.body);
  return { challenge: given.challenge, nonce: nonceFor(given) };
}

export const bookingPerson: BookingPerson = {
  salutation: 'ms',
  firstName: 'Wilhelmine',
  lastName: 'Ostermann',
  phone: '030 1234567',
  email: 'w.ostermann@example.org',
  insuranceNumber: 'A123456780',
  subject: 'Heil- und Kostenplan',
};

/** The first slot that is free now. */
export async function nextFree(test: TestApp): Promise<string> {
  const answer = await test.send('GET', '/api/v1/book/slots?service=beratung');
  return v.parse(SlotAnswer, answer.body).next ?? '';
}

/** Asks for the slot, by default the next free one, from an address of its own unless one is given. */
export async function ask(test: TestApp, changes: Record<string, unknown> = {}, address?: string) {
  const body = {
    service: 'beratung',
    startsAt: changes.startsAt ?? (await nextFree(test)),
    language: 'de',
    person: bookingPerson,
    consent,
    work: changes.work ?? (await doneWork(test, address)),
    ...changes,
  };
  return test.send('POST', '/api/v1/book/requests', body, address === undefined ? {} : { address });
}

/** Asks and gets the slot, or throws. */
export async function asked(test: TestApp, changes: Record<string, unknown> = {}, address?: string) {
  const answer = await ask(test, changes, address);
  const parsed = answer.status === 200 ? v.parse(BookingAnswer, answer.body) : null;
  if (parsed?.outcome !== 'requested') throw new Error(`asking answered ${answer.status}: ${answer.text}`);
  return { ...parsed.request, code: parsed.code };
}

/** The advisor's answer to a request. */
export const answer = (test: TestApp, id: string, body: unknown) =>
  sendAsAdvisor(test, 'POST', `/api/v1/requests/${id}/answer`, body);
