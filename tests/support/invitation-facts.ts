/** An appointment's facts for tests of mails, changed as each test needs. */
import { AppointmentId, AppointmentNumber, DialInCode } from '@visavis/shared';
import * as v from 'valibot';
import type { InvitationFacts, InvitationSettings } from '../../services/appointments/invitations/facts.ts';

export const invitationSettings: InvitationSettings = {
  organisation: { name: 'Musterkasse', phone: '+49 800 123 45 67' },
  publicUrl: 'https://video.example.de',
  timeZone: 'Europe/Berlin',
  from: { name: 'Musterkasse', address: 'termine@example.de' },
  replyTo: null,
};

const appointment = v.parse(AppointmentId, 'Zm9vYmFyYmF6cXV4MTIzNA');

/** 24 November 2026, 10:00 in Berlin; link and code in one mail. */
export function invitationFacts(changes: Partial<InvitationFacts> = {}): InvitationFacts {
  return {
    kind: 'invite',
    appointment,
    number: v.parse(AppointmentNumber, '4711223310'),
    sequence: 0,
    language: 'de',
    startsAtMs: Date.parse('2026-11-24T09:00:00Z'),
    durationMinutes: 30,
    movedFromMs: null,
    issuedAtMs: Date.parse('2026-11-20T08:30:00Z'),
    guest: { name: 'Grete Lüders', email: 'grete@example.org' },
    advisor: { name: 'Frau Berger' },
    joinLink: `https://video.example.de/j#${appointment}.c2VjcmV0c2VjcmV0c2VjcmU.48291370`,
    code: 'with-link',
    dialInCode: v.parse(DialInCode, '48291370'),
    place: null,
    ...changes,
  };
}
