/** How somebody comes from the insurer's portal without an appointment, waits in the queue of a service, and is taken by an advisor. */
import * as v from 'valibot';
import { Language, phone, text } from './api-parts.ts';
import { Appointment } from './appointment.ts';
import { AppointmentId } from './ids.ts';
import { InsuranceNumber } from './insurance-number.ts';
import { ServiceId } from './offer.ts';

/** 16 random bytes as base64url: the public handle of somebody who waits, first part of their link. */
export const WalkInId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/), v.brand('WalkInId'));
export type WalkInId = v.InferOutput<typeof WalkInId>;

/** 32 random bytes as base64url: proves that a page is the one that was handed over. */
export const WalkInSecret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/), v.brand('WalkInSecret'));
export type WalkInSecret = v.InferOutput<typeof WalkInSecret>;

/** `POST /api/v1/handover`, as JSON by a program or as a form by the portal's page into a window of its own: a JWT signed by the portal. */
export const HandOver = v.object({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(8_000)) });

/**
 * What the portal's token says beside `iss`, `aud`, `iat`, `exp` (60 seconds after it at most) and `jti`. `purpose`: the id of the
 * service that the person wishes to speak to. `locale` (BCP 47): English for `en…`, else German.
 */
export const HandOverClaims = v.object({
  name: text(120),
  insurance_number: InsuranceNumber,
  purpose: ServiceId,
  locale: v.optional(v.pipe(v.string(), v.maxLength(35))),
  jti: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  iat: v.number(),
  exp: v.number(),
});
export type HandOverClaims = v.InferOutput<typeof HandOverClaims>;

/** For programs: where to send the person's browser, `PUBLIC_URL/wait#<id>.<secret>`; in this answer only. */
export const HandedOver = v.object({ url: v.string(), walkIn: WalkInId });
export type HandedOver = v.InferOutput<typeof HandedOver>;

/**
 * Where somebody stands: `waiting` in the queue · `taken` an advisor is in the room · `over` they have spoken · `left` by themselves ·
 * `call-me` wishes to be called · `called` · `expired` nobody was there any more, or nobody called in time.
 */
export const walkInPhases = ['waiting', 'taken', 'over', 'left', 'call-me', 'called', 'expired'] as const;
export const WalkInPhase = v.picklist(walkInPhases);
export type WalkInPhase = v.InferOutput<typeof WalkInPhase>;

/** Titles by language; English where the service is offered in English too. */
const Title = v.object({ de: v.string(), en: v.optional(v.string()) });

/** `POST /api/v1/walk-in`: asks where one stands, and thereby says that one is still there. */
export const WalkInQuestion = v.strictObject({ walkIn: WalkInId, secret: WalkInSecret });
export type WalkInQuestion = v.InferOutput<typeof WalkInQuestion>;

/** `POST /api/v1/walk-in/answer`: "please call me instead", or leaves the queue. */
export const WalkInDecision = v.variant('deed', [
  v.strictObject({ ...WalkInQuestion.entries, deed: v.literal('call-me'), phone }),
  v.strictObject({ ...WalkInQuestion.entries, deed: v.literal('leave') }),
]);
export type WalkInDecision = v.InferOutput<typeof WalkInDecision>;

/** What the person who waits is told. */
export const WalkIn = v.object({
  phase: WalkInPhase,
  language: Language,
  /** Null once the service is no longer on offer. */
  service: v.nullable(Title),
  /** Place in the queue, 1 is the next; null outside of it. */
  place: v.nullable(v.number()),
  /** Minutes until it is one's turn, as far as anybody can know; null: unknown. */
  waitMinutes: v.nullable(v.number()),
  /** Whether somebody is there for this service now, by its hours or by their own word; else `opensAt` says from when, null: unknown. */
  isOpen: v.boolean(),
  opensAt: v.nullable(v.string()),
  /** The number to be called at. */
  phone: v.nullable(v.string()),
  /** The way into the conversation, once taken. */
  joinLink: v.nullable(v.string()),
  /** Milliseconds until it is worth asking again. */
  askAgainMs: v.number(),
});
export type WalkIn = v.InferOutput<typeof WalkIn>;

/** Somebody of the queue as advisors see them. */
export const WalkInPerson = v.object({
  id: WalkInId,
  name: v.string(),
  insuranceNumber: v.string(),
  service: ServiceId,
  title: v.nullable(Title),
  language: Language,
  /** Since when they wait, or wish to be called. */
  since: v.string(),
  phone: v.nullable(v.string()),
});
export type WalkInPerson = v.InferOutput<typeof WalkInPerson>;

/** `GET /api/v1/walk-ins`, and the answer to everything an advisor does with the queue. Of those who wait only numbers: who comes is known when taken. */
export const WalkInQueue = v.object({
  /** Milliseconds since 1970 by the service's clock. */
  now: v.number(),
  /** By the advisor's own switch: takes people from the queue. */
  isFree: v.boolean(),
  /** How many wait for a service that this advisor gives, and since when the first of them. */
  waiting: v.number(),
  longestSince: v.nullable(v.string()),
  services: v.array(v.object({ service: ServiceId, title: v.nullable(Title), waiting: v.number() })),
  /** Advisors who take people and talk with nobody right now. */
  freeAdvisors: v.number(),
  /** Whom this advisor has taken and not finished with. */
  current: v.nullable(v.object({ person: WalkInPerson, appointment: v.nullable(AppointmentId) })),
  calls: v.array(WalkInPerson),
});
export type WalkInQueue = v.InferOutput<typeof WalkInQueue>;

/**
 * `PUT /api/v1/walk-ins/duty`, every few seconds while a page is open: that this advisor is there, and whether they talk right now. `isFree` only
 * when the advisor has just said so: whether they take people is theirs and not a tab's, and every page shows what the answer says.
 */
export const WalkInDuty = v.strictObject({ isFree: v.optional(v.boolean()), isTalking: v.boolean() });
export type WalkInDuty = v.InferOutput<typeof WalkInDuty>;

/** `POST /api/v1/walk-ins/next`: the person, and the appointment that was made for the conversation. */
export const TakenWalkIn = v.object({ person: WalkInPerson, appointment: Appointment });
export type TakenWalkIn = v.InferOutput<typeof TakenWalkIn>;

/** `POST /api/v1/walk-ins/:id/end`: `over` for the one who was taken, `called` for one who wished to be called. */
export const WalkInEnd = v.strictObject({ as: v.picklist(['over', 'called']) });
