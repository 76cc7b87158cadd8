/** A journey's facts and answers for tests, each with one thing changed. */
import {
  type Admission,
  AppointmentId,
  DialInCode,
  type LinkAnswer,
  LinkSecret,
  type Organisation,
  RoomId,
} from '@visavis/shared';
import * as v from 'valibot';
import { beginning, type Journey, type JourneyEvent, type Stepped, step } from '../../clients/guest/journey.ts';
import type { Link } from '../../clients/guest/link.ts';

export const noon = Date.parse('2026-11-24T11:00:00Z');

export const link: Link = {
  appointment: v.parse(AppointmentId, 'A'.repeat(22)),
  secret: v.parse(LinkSecret, 'B'.repeat(22)),
  code: v.parse(DialInCode, '48291370'),
};

export const organisation: Organisation = {
  name: 'Musterkasse',
  phone: '0800 123 45 67',
  consent: { version: '2026-11' },
  languages: ['de', 'en'],
  timeZone: 'Europe/Berlin',
  relay: true,
};

export const answer = (change: Partial<LinkAnswer> = {}): LinkAnswer => ({
  state: 'open',
  now: noon,
  opensAt: '2026-11-24T10:45:00Z',
  startsAt: '2026-11-24T11:00:00Z',
  durationMinutes: 30,
  movedFrom: null,
  language: 'de',
  advisor: 'Frau Weber',
  calendar: null,
  codeInLink: true,
  ...change,
});

export const admission: Admission = {
  ticket: 'ticket',
  signalling: '/signal/0',
  room: v.parse(RoomId, 'C'.repeat(22)),
  seat: 'guest',
  sealed: true,
  device: 'device-token',
  name: 'Erika Mustermann',
  appointment: {
    startsAt: '2026-11-24T11:00:00Z',
    durationMinutes: 30,
    advisor: 'Frau Weber',
    organisation: 'Musterkasse',
  },
};

export const opened = (change: Partial<Extract<JourneyEvent, { type: 'opened' }>> = {}): JourneyEvent => ({
  type: 'opened',
  link,
  broken: false,
  forTest: false,
  session: undefined,
  browser: 'fine',
  ...change,
});

/** Walks through `events`; answers the last step with the effects of all of them. */
export function walk(events: JourneyEvent[], from: Journey = beginning, now = noon): Stepped {
  return events.reduce<Stepped>(
    ({ state, effects }, event) => {
      const next = step(state, event, now);
      return { state: next.state, effects: [...effects, ...next.effects] };
    },
    { state: from, effects: [] },
  );
}

/** At the door with an open appointment. */
export const atDoor: JourneyEvent[] = [
  opened(),
  { type: 'organisation', organisation },
  { type: 'link-answer', answer: answer() },
];

/** Admitted, asked for devices, and in the check. */
export const inCheck: JourneyEvent[] = [
  ...atDoor,
  { type: 'agreed', agreed: true },
  { type: 'submit' },
  { type: 'admitted', admission },
  { type: 'ask-devices', wish: { microphone: true, camera: true } },
  { type: 'devices', devices: { microphone: 'on', camera: 'on', hasProblem: false } },
];

/** In the room. */
export const inRoom: JourneyEvent[] = [...inCheck, { type: 'check-done', marks: undefined }];
