/** Requests and answers that tests of the appointments service have in common. */
import { randomBytes } from 'node:crypto';
import {
  Admission,
  AppointmentList,
  ChangedAppointment,
  CreatedAppointment,
  ErrorAnswer,
  TicketClaims,
} from '@visavis/shared';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import type { TestApp } from './appointments-app.ts';

export const guestName = 'Wilhelmine Ostermann';
export const guestEmail = 'w.ostermann@example.org';
export const consent = { version: '2026-11' };
export const newIncarnation = () => randomBytes(16).toString('base64url');
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A whole, right request body; `startsInMs` from the test's clock. */
export function newAppointment(test: TestApp, changes: Record<string, unknown> = {}, startsInMs = 5 * minute) {
  return {
    guest: { name: guestName, email: guestEmail, phone: '030 1234567' },
    startsAt: new Date(test.clock.now() + startsInMs).toISOString(),
    durationMinutes: 30,
    language: 'de',
    subject: 'Heil- und Kostenplan',
    code: 'with-link',
    mail: 'service',
    ...changes,
  };
}

const asAdvisor = (test: TestApp) => ({ headers: { authorization: test.bearer } });

/** Makes an appointment as a program does. */
export async function create(test: TestApp, changes: Record<string, unknown> = {}, startsInMs = 5 * minute) {
  const answer = await test.send(
    'POST',
    '/api/v1/appointments',
    newAppointment(test, changes, startsInMs),
    asAdvisor(test),
  );
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${answer.text}`);
  return v.parse(CreatedAppointment, answer.body);
}

/** Sends with the program's key. */
export const sendAsAdvisor = (
  test: TestApp,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
) => test.send(method, url, body, asAdvisor(test));

export async function change(test: TestApp, id: string, body: unknown) {
  const answer = await sendAsAdvisor(test, 'PATCH', `/api/v1/appointments/${id}`, body);
  if (answer.status !== 200) throw new Error(`change answered ${answer.status}: ${answer.text}`);
  return v.parse(ChangedAppointment, answer.body);
}

export async function list(test: TestApp, query = '') {
  const answer = await sendAsAdvisor(test, 'GET', `/api/v1/appointments${query}`);
  return v.parse(AppointmentList, answer.body).appointments;
}

/** Asks for admission; `who` names appointment or number, code and device. */
export const askIn = (test: TestApp, who: Record<string, unknown>, address?: string) =>
  test.send(
    'POST',
    '/api/v1/admission',
    { consent, incarnation: newIncarnation(), ...who },
    address === undefined ? {} : { address },
  );

/** Is admitted, or throws. */
export async function admit(test: TestApp, who: Record<string, unknown>, address?: string) {
  const answer = await askIn(test, who, address);
  if (answer.status !== 200) throw new Error(`admission answered ${answer.status}: ${answer.text}`);
  return v.parse(Admission, answer.body);
}

/** A guest who was just let in, to an appointment of their own. */
export async function admitted(test: TestApp) {
  const made = await create(test);
  return admit(test, { appointment: made.id, code: made.dialInCode });
}

export const errorOf = (body: unknown) => v.parse(ErrorAnswer, body).error;

/** Claims of a ticket, unverified. */
export const claimsOf = (ticket: string) => v.parse(TicketClaims, decodeJwt(ticket));

/** Any other code. */
export const wrongCode = (code: string) => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
