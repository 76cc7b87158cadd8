/** What a lead sees and decides of the advisors of the organisation: names, who may work, and who takes over whose appointments. */
import * as v from 'valibot';
import { text } from './api-parts.ts';
import { MeetingMode } from './meeting.ts';
import { Role } from './session.ts';

/** An advisor in the book: `house` of the console and of programs, or a digest of the provider's account. */
export const AdvisorId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
/** The longest name of an advisor, in characters. */
export const advisorNameLength = 120;

/** One advisor as a lead sees them. Nothing of any guest is in it. */
export const AdvisorEntry = v.object({
  id: v.string(),
  /** As guests read it. */
  name: v.string(),
  /** As the sign-in or the installation tells it, where a lead has set another; null otherwise. */
  toldName: v.nullable(v.string()),
  /** `house`: by the console's link, and programs by their keys; `provider`: at the organisation's provider. */
  signsInBy: v.picklist(['house', 'provider']),
  /** As of the last sign-in; none before the first. */
  roles: v.array(Role),
  isActive: v.boolean(),
  /** Confirmed ones that have not begun. */
  appointmentsAhead: v.number(),
  /** Requests of guests that wait for an answer. */
  openRequests: v.number(),
  /** A day on the organisation's calendar; null before the first. */
  lastSignInOn: v.nullable(v.string()),
});
export type AdvisorEntry = v.InferOutput<typeof AdvisorEntry>;
/** `GET /api/v1/advisors`: the active ones first, each group by name. */
export const AdvisorList = v.object({ advisors: v.array(AdvisorEntry) });
export type AdvisorList = v.InferOutput<typeof AdvisorList>;

/** `PATCH /api/v1/advisors/:id`: only what is given. Null gives the name back to the sign-in. */
export const AdvisorChange = v.strictObject({
  name: v.optional(v.nullable(text(advisorNameLength))),
  isActive: v.optional(v.boolean()),
});
export type AdvisorChange = v.InferOutput<typeof AdvisorChange>;

/** An appointment or an open request that lies ahead of an advisor, without a word of the guest. */
export const AheadItem = v.object({
  id: v.string(),
  kind: v.picklist(['appointment', 'request']),
  /** Of the appointment; a request has none yet. */
  number: v.nullable(v.string()),
  startsAt: v.string(),
  durationMinutes: v.number(),
  mode: MeetingMode,
  /** Whether the service tells the guest by mail who takes over: not where the advisor mails by hand, nor of a request. */
  isTold: v.boolean(),
  /** Whether the successor has nothing at that time; null without a successor. */
  fits: v.nullable(v.boolean()),
});
export type AheadItem = v.InferOutput<typeof AheadItem>;
/** `GET /api/v1/advisors/:id/ahead?successor=`: what could be passed on, the earliest first, {@link mostPassedOn} at most. */
export const AheadList = v.object({ items: v.array(AheadItem) });
export type AheadList = v.InferOutput<typeof AheadList>;

/** How many are passed on at once, at most. */
export const mostPassedOn = 500;
/** `POST /api/v1/advisors/:id/pass-on`: all that lies ahead, or `only` these ids. */
export const PassOn = v.strictObject({
  successor: AdvisorId,
  only: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(mostPassedOn))),
});
export type PassOn = v.InferOutput<typeof PassOn>;
/**
 * What became of each, whatever became of the others: `given`, `passedOn` of them, has the successor now; `stayed` did not fit, because the
 * successor has something else then; `failed` did not work, stays too, and may be tried again.
 */
export const PassedOn = v.object({
  passedOn: v.number(),
  given: v.array(AheadItem),
  stayed: v.array(AheadItem),
  failed: v.array(AheadItem),
});
export type PassedOn = v.InferOutput<typeof PassedOn>;
