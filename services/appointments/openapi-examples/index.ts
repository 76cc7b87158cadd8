/** An example of everything that goes over the interface, by the name of its schema. A test holds each to its schema. */
import { appointmentExamples } from './appointments.ts';
import { bookingExamples } from './booking.ts';
import { houseExamples } from './house.ts';
import * as s from './samples.ts';

/** Refusals have theirs by code: see {@link refusalExample}. */
export const examples: Record<string, unknown> = { ...appointmentExamples, ...bookingExamples, ...houseExamples };

/** What a refusal with that code looks like. */
export const refusalExample = (code: string) => ({
  error: {
    code,
    message: messages[code] ?? code,
    incident: '7K3M9QXZ',
    ...(code === 'too-many' ? { retryAfterMs: 30_000 } : {}),
  },
});

const messages: Record<string, string> = {
  'bad-request': 'startsAt: expected ISO 8601 with a zone',
  conflict: 'the appointment is cancelled',
  'not-found': 'no such appointment',
  'too-many': 'too many tries',
};

/** Path and query parameters by name; where the same name means something else, by the part of the interface too. */
export const parameterExamples: Record<string, unknown> = {
  id: s.appointment,
  'advisors.id': 'berger',
  'requests.id': s.request,
  'walk-ins.id': s.walkIn,
  'webhooks.id': s.webhook,
  message: s.message,
  version: s.version,
  file: `${s.secret}.ics`,
  service: 'beratung',
  from: '2027-01-12',
  to: '2027-02-12',
  'appointments.from': '2027-01-14T00:00:00+01:00',
  'appointments.to': '2027-01-15T00:00:00+01:00',
  days: '14',
  request: s.request,
  successor: 'wolf',
};
