/** Examples of booking: the offer, free times, a request and what becomes of it, and the queue from the portal. */
import { one } from './appointments.ts';
import * as s from './samples.ts';

const service = {
  id: 'beratung',
  mode: 'video',
  texts: {
    de: { title: 'Beratung', description: 'Wir sehen uns Ihr Anliegen gemeinsam an.' },
    en: { title: 'Advice', description: 'We look at your question together.' },
  },
  durationMinutes: 30,
};

const person = {
  salutation: 'ms',
  firstName: 'Wilhelmine',
  lastName: 'Ostermann',
  phone: s.guest.phone,
  email: s.guest.email,
  insuranceNumber: 'A123456780',
  subject: 'Heil- und Kostenplan',
};

const asked = {
  id: s.request,
  status: 'requested',
  service: service.id,
  startsAt: s.startsAt,
  wishedFor: null,
  durationMinutes: 30,
  mode: 'video',
  place: null,
  expiresAt: '2027-01-14T09:30:00.000Z',
  language: 'de',
};
const guestView = { ...asked, advisor: s.advisor.name, visit: null, now: s.now };
const advisorView = { ...asked, createdAt: s.createdAt, person, appointment: null, unread: 0 };

const title = { de: 'Beratung', en: 'Advice' };
const mine = { walkIn: s.walkIn, secret: s.secret };
const waiting = {
  id: mine.walkIn,
  name: s.guest.name,
  insuranceNumber: person.insuranceNumber,
  service: service.id,
  title,
  language: 'de',
  since: s.createdAt,
  phone: null,
};

export const bookingExamples: Record<string, unknown> = {
  Offer: {
    services: [
      {
        ...service,
        everyMinutes: 30,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 10,
        noticeMinutes: 120,
        horizonDays: 60,
      },
    ],
  },
  AdvisorHours: {
    weekly: [
      { weekday: 1, from: '09:00', to: '12:00' },
      { weekday: 4, from: '09:00', to: '18:00' },
    ],
    exceptions: [{ day: '2027-01-18', hours: [] }],
    services: ['beratung'],
  },
  HolidayList: {
    region: 'DE-BY',
    regionNames: { de: 'Bayern', en: 'Bavaria' },
    holidays: [{ day: '2027-03-26', names: { de: 'Karfreitag', en: 'Good Friday' } }],
  },
  BookableServices: { services: [service] },
  SlotAnswer: {
    timeZone: 'Europe/Berlin',
    durationMinutes: 30,
    days: [{ day: '2027-01-14', slots: [s.startsAt, s.endsAt] }],
    next: s.startsAt,
  },
  WorkChallenge: { challenge: `${s.secret}.18.1799845510`, bits: 18, expiresAt: '2027-01-12T13:35:00.000Z' },
  BookingRequest: {
    service: service.id,
    startsAt: s.startsAt,
    language: 'de',
    person,
    consent: s.consent,
    work: { challenge: `${s.secret}.18.1799845510`, nonce: '4k2z' },
    idempotencyKey: '7c0f7c2e-6f1b-4f0b-9a63-0d6a1f2b3c4d',
  },
  BookingAnswer: { outcome: 'requested', request: guestView, code: s.code },
  LostLink: { email: s.guest.email },
  RequestQuestion: { request: s.request, code: s.code },
  GuestDecision: { request: s.request, code: s.code, answer: 'move', startsAt: s.later },
  GuestRequest: guestView,
  RequestList: { requests: [advisorView], now: s.now },
  AdvisorRequest: advisorView,
  AdvisorDecision: { answer: 'propose', startsAt: s.later },
  ProposalSlots: { slots: [s.later] },
  CalendarFeed: { feed: { since: s.createdAt, lastAskedAt: null } },
  NewCalendarFeed: { language: 'de' },
  CreatedCalendarFeed: { address: `${s.origin}/api/v1/calendar/${s.secret}.ics` },
  HandOver: { token: s.token },
  HandedOver: { url: `${s.origin}/wait#${mine.walkIn}.${mine.secret}`, walkIn: mine.walkIn },
  WalkInQuestion: mine,
  WalkInDecision: { ...mine, deed: 'call-me', phone: s.guest.phone },
  WalkIn: {
    phase: 'waiting',
    language: 'de',
    service: title,
    place: 2,
    waitMinutes: 15,
    isOpen: true,
    opensAt: null,
    phone: null,
    joinLink: null,
    askAgainMs: 5_000,
  },
  WalkInQueue: {
    now: s.now,
    isFree: true,
    waiting: 1,
    longestSince: s.createdAt,
    services: [{ service: service.id, title, waiting: 1 }],
    freeAdvisors: 1,
    current: null,
    calls: [{ ...waiting, phone: s.guest.phone }],
  },
  WalkInDuty: { isFree: true, isTalking: false },
  TakenWalkIn: { person: waiting, appointment: one },
  WalkInEnd: { as: 'over' },
};
