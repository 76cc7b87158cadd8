/** An appointment and its check for the advisor's tests, valid by the schema. */
import { Appointment, type CheckResult } from '@visavis/shared';
import * as v from 'valibot';

const base = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  number: '4711223310',
  room: 'RRRRRRRRRRRRRRRRRRRRRR',
  status: 'confirmed',
  startsAt: '2026-11-24T09:00:00Z',
  durationMinutes: 30,
  language: 'de',
  subject: 'Fragen zum Antrag',
  guest: { name: 'Erika Mustermann', email: 'erika@example.org', phone: null },
  advisor: { name: 'Frau Weber' },
  code: 'with-link',
  mail: 'service',
  mailStatus: 'sent',
  linkSecret: 'service',
  relayOnly: false,
  sealed: true,
  check: null,
  admittedAt: null,
  sequence: 0,
  mode: 'video',
  place: null,
  outcome: null,
  unread: 0,
};

/** A room's id that differs in its last characters only. */
export const roomId = (mark: string) => mark.padStart(22, 'R');

export function sampleAppointment(change: Record<string, unknown> = {}): Appointment {
  return v.parse(Appointment, { ...base, ...change });
}

export const goodCheck: CheckResult = {
  camera: 'good',
  microphone: 'good',
  sound: 'good',
  network: { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' },
};
