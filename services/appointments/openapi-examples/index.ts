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

/** Path and query parameters by name. */
export const parameterExamples: Record<string, unknown> = {
  id: s.appointment,
  message: 'e1Ys7FkP3nUaQh5oBv8JtA',
  version: '2027-01',
  service: 'beratung',
  from: '2027-01-12',
  to: '2027-02-12',
  days: '14',
  request: s.request,
};
