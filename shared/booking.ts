/** How a guest asks for a slot, and how guest and advisor agree on it: one schema a request and an answer. */
import * as v from 'valibot';
import { Language, Moment } from './api-parts.ts';
import { NewAppointment } from './appointment.ts';
import { AppointmentId, DialInCode, RequestId } from './ids.ts';
import { InsuranceNumber } from './insurance-number.ts';
import { MeetingMode } from './meeting.ts';
import { ServiceId } from './offer.ts';

const { name, email, phone } = NewAppointment.entries.guest.entries;
const partOfName = v.pipe(name, v.maxLength(59));

const isBirthday = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};
const BirthDate = v.pipe(v.string(), v.regex(/^(19|20)\d{2}-\d{2}-\d{2}$/), v.check(isBirthday, 'no such day'));

/** Who asks. `none` stands for no salutation. The insurance number or the date of birth, one of them. */
export const BookingPerson = v.pipe(
  v.strictObject({
    salutation: v.picklist(['none', 'ms', 'mr']),
    firstName: partOfName,
    lastName: partOfName,
    phone: phone.wrapped,
    email,
    insuranceNumber: v.optional(InsuranceNumber),
    birthDate: v.optional(BirthDate),
    subject: NewAppointment.entries.subject,
  }),
  v.check(
    (person) => (person.insuranceNumber === undefined) !== (person.birthDate === undefined),
    'either insuranceNumber or birthDate',
  ),
);
export type BookingPerson = v.InferOutput<typeof BookingPerson>;

/**
 * `GET /api/v1/book/challenge`: work for the browser before it may ask. Wanted is a `nonce` for which SHA-256 of
 * `<challenge>.<nonce>` begins with `bits` zero bits. Good once, until `expiresAt`.
 */
export const WorkChallenge = v.object({ challenge: v.string(), bits: v.number(), expiresAt: v.string() });
export type WorkChallenge = v.InferOutput<typeof WorkChallenge>;

/**
 * Chosen at random by whoever sends a wish, one for each wish: 128 bits or more as base64url, or a UUID. The idea is that of the header
 * in draft-ietf-httpapi-idempotency-key-header. Whoever knows it and the wish gets the answer again, and with it the code.
 */
export const IdempotencyKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/));

/**
 * `POST /api/v1/book/requests`: the binding wish for a slot. The same `idempotencyKey` with the same service, time and person is answered
 * as it was the first time, and nothing happens twice; with another service, time or person it is a `conflict`.
 */
export const BookingRequest = v.strictObject({
  service: ServiceId,
  startsAt: Moment,
  language: Language,
  person: BookingPerson,
  consent: v.strictObject({ version: v.pipe(v.string(), v.maxLength(40)) }),
  work: v.strictObject({
    challenge: v.pipe(v.string(), v.maxLength(200)),
    nonce: v.pipe(v.string(), v.regex(/^[0-9a-z]{1,16}$/)),
  }),
  idempotencyKey: v.optional(IdempotencyKey),
});
export type BookingRequest = v.InferOutput<typeof BookingRequest>;

/**
 * Where a request stands. `unconfirmed`: the mail's link has yet to prove the address. Before `confirmed` there is no
 * appointment; `moved` is confirmed at another time than before.
 */
export const RequestStatus = v.picklist([
  ...([
    'unconfirmed',
    'requested',
    'proposed',
    'confirmed',
    'moved',
    'declined',
    'expired',
    'cancelled',
    'held',
    'no-show',
  ] as const),
]);
export type RequestStatus = v.InferOutput<typeof RequestStatus>;

/** What the guest sees of a request. `startsAt` is the time that counts now, `wishedFor` the first wish when it is another. */
export const GuestRequest = v.object({
  id: RequestId,
  status: RequestStatus,
  service: ServiceId,
  startsAt: v.string(),
  wishedFor: v.nullable(v.string()),
  durationMinutes: v.number(),
  mode: MeetingMode,
  /** Where, in person; null by video. */
  place: v.nullable(v.string()),
  /** Until when somebody must answer; null when nobody has to. */
  expiresAt: v.nullable(v.string()),
  advisor: v.string(),
  language: Language,
  /** Once confirmed and until it is over: the guest's own link (none in person), and the calendar file with `{link}` in its place. */
  visit: v.nullable(v.object({ joinLink: v.nullable(v.string()), calendar: v.string() })),
  now: v.number(),
});
export type GuestRequest = v.InferOutput<typeof GuestRequest>;

/**
 * Answer to a request for a slot: `taken` is no error, somebody was faster; `next` are the next free ones. `unconfirmed`: the
 * slot is held until `expiresAt`, and only the mail knows the code with which its reader makes it a request.
 */
export const BookingAnswer = v.variant('outcome', [
  v.object({ outcome: v.literal('unconfirmed'), startsAt: v.string(), expiresAt: v.string() }),
  v.object({ outcome: v.literal('requested'), request: GuestRequest, code: DialInCode }),
  v.object({ outcome: v.literal('taken'), next: v.array(v.string()) }),
]);
export type BookingAnswer = v.InferOutput<typeof BookingAnswer>;

const mine = { request: RequestId, code: DialInCode };
/** `POST /api/v1/book/status`: where my request stands. Changes nothing but the count of wrong codes. */
export const RequestQuestion = v.strictObject(mine);
/** `POST /api/v1/book/lost`: "send me my link again". The answer is the same for every address. */
export const LostLink = v.strictObject({ email });
/**
 * `POST /api/v1/book/answer`: confirm what the mail asked about, agree to the time that was proposed, cancel, also what is confirmed, or wish for another slot
 * instead, as long as nothing is confirmed.
 */
export const GuestDecision = v.variant('answer', [
  v.strictObject({ ...mine, answer: v.literal('confirm') }),
  v.strictObject({ ...mine, answer: v.literal('accept') }),
  v.strictObject({ ...mine, answer: v.literal('cancel') }),
  v.strictObject({ ...mine, answer: v.literal('move'), startsAt: Moment }),
]);
export type GuestDecision = v.InferOutput<typeof GuestDecision>;

/** What the advisor sees of a request. */
export const AdvisorRequest = v.object({
  ...v.omit(GuestRequest, ['advisor', 'visit', 'now']).entries,
  createdAt: v.string(),
  person: BookingPerson,
  /** The appointment that it became. */
  appointment: v.nullable(AppointmentId),
  /** Letters of the guest that nobody has read. */
  unread: v.number(),
});
export type AdvisorRequest = v.InferOutput<typeof AdvisorRequest>;

/** `GET /api/v1/requests`: open ones first to expire first, then those that ended lately. */
export const RequestList = v.object({ requests: v.array(AdvisorRequest), now: v.number() });
export type RequestList = v.InferOutput<typeof RequestList>;

/** `GET /api/v1/requests/:id/slots`: the next free times of the request's own advisor, for a proposal. */
export const ProposalSlots = v.object({ slots: v.array(v.string()) });
export type ProposalSlots = v.InferOutput<typeof ProposalSlots>;

/** What the mail may say of the reason; none of it is about the guest. */
export const DeclineReason = v.picklist(['no-time', 'other-service', 'by-phone', 'already-booked']);
export type DeclineReason = v.InferOutput<typeof DeclineReason>;

/** `POST /api/v1/requests/:id/answer`. */
export const AdvisorDecision = v.variant('answer', [
  v.strictObject({ answer: v.literal('confirm') }),
  v.strictObject({ answer: v.literal('decline'), reason: v.optional(DeclineReason) }),
  v.strictObject({ answer: v.literal('propose'), startsAt: Moment }),
]);
export type AdvisorDecision = v.InferOutput<typeof AdvisorDecision>;
