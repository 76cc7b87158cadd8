/** Examples around an appointment: made, changed, entered, checked, written about. */
import * as s from './samples.ts';

const companion = {
  name: 'Aylin Demirkan',
  kind: 'sign-interpreter',
  language: 'de',
  email: 'a.demirkan@example.org',
  linkSecret: 'service',
  mailStatus: 'queued',
  invitedAt: s.createdAt,
  admittedAt: null,
};

const result = {
  camera: 'good',
  microphone: 'good',
  sound: 'good',
  network: { direct: 'good', udp: 'good', tcp: 'good', tls: 'weak' },
  throughput: 'good',
};

/** As `GET /api/v1/appointments/:id` answers it. */
export const one = {
  id: s.appointment,
  number: s.number,
  room: s.room,
  status: 'confirmed',
  startsAt: s.startsAt,
  durationMinutes: 30,
  language: 'de',
  subject: 'Heil- und Kostenplan',
  guest: s.guest,
  advisor: s.advisor,
  code: 'with-link',
  mail: 'service',
  mailStatus: 'queued',
  linkSecret: 'service',
  relayOnly: false,
  sealed: true,
  check: { at: s.createdAt, result },
  admittedAt: null,
  sequence: 0,
  mode: 'video',
  place: null,
  outcome: null,
  unread: 0,
  companion: null,
};

const admission = {
  ticket: s.token,
  signalling: 'wss://video.example.de/signal',
  room: s.room,
  seat: 'guest',
  sealed: true,
  device: s.device,
  name: s.guest.name,
  changeKeysEveryS: 120,
  appointment: {
    startsAt: s.startsAt,
    durationMinutes: 30,
    advisor: s.advisor.name,
    organisation: 'Musterkasse',
  },
};

const letter = {
  id: 'm5Hd1QaZ8sLuWk3cPv7NxA',
  from: 'guest',
  text: 'Soll ich den Bescheid mitbringen?',
  at: s.createdAt,
  readAt: null,
};

export const appointmentExamples: Record<string, unknown> = {
  NewAppointment: {
    guest: s.guest,
    startsAt: '2027-01-14T10:30:00+01:00',
    durationMinutes: 30,
    language: 'de',
    subject: 'Heil- und Kostenplan',
    code: 'with-link',
    mail: 'service',
  },
  AppointmentChange: { startsAt: '2027-01-14T11:30:00+01:00' },
  Appointment: one,
  AppointmentList: { appointments: [one], now: s.now },
  CreatedAppointment: { ...one, joinLink: s.joinLink, dialInCode: s.code },
  ChangedAppointment: { ...one, startsAt: s.later, sequence: 1 },
  LinkQuestion: { appointment: s.appointment },
  LinkAnswer: {
    state: 'early',
    now: s.now,
    opensAt: '2027-01-14T09:15:00.000Z',
    startsAt: s.startsAt,
    durationMinutes: 30,
    movedFrom: null,
    language: 'de',
    advisor: s.advisor.name,
    calendar: s.calendar,
    codeInLink: true,
  },
  AdmissionRequest: { appointment: s.appointment, code: s.code, consent: s.consent, incarnation: s.incarnation },
  Admission: admission,
  AdvisorAdmission: { ...admission, seat: 'advisor', linkSecret: s.linkSecret },
  NewCompanion: {
    name: companion.name,
    kind: companion.kind,
    language: 'de',
    email: companion.email,
    linkSecret: 'service',
  },
  CreatedCompanion: { companion, joinLink: s.joinLink, dialInCode: s.code },
  AdvisorTicketRequest: { incarnation: s.incarnation },
  DeskTicket: { ticket: s.token, signalling: admission.signalling, rooms: [s.room], device: s.device },
  CheckTicketRequest: { appointment: s.appointment, code: s.code, incarnation: s.incarnation },
  CheckTicket: { ticket: s.token, signalling: admission.signalling, device: s.device },
  CheckReport: { appointment: s.appointment, device: s.device, result },
  OutcomeNote: { outcome: 'held' },
  TalkNote: { result: 'talked', minutes: 24, features: ['text', 'files'] },
  Feedback: { appointment: s.appointment, device: s.device, feedback: 'good' },
  LetterList: { letters: [letter], unread: 1, left: 9, with: s.guest.name },
  NewLetter: { text: 'Ja, bitte. Und Ihren Ausweis.' },
  LetterQuestion: { appointment: s.appointment, code: s.code },
  GuestLetter: { appointment: s.appointment, code: s.code, text: letter.text },
};
