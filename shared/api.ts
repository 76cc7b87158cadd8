/** What pages and the appointments service say to each other over HTTP: one schema a request and an answer. */
import * as v from 'valibot';
import { Language, text } from './api-parts.ts';
import { errorCodes } from './errors.ts';
import { AppointmentId, AppointmentNumber, DialInCode, Incarnation, LinkSecret, RoomId } from './ids.ts';

/** Every error answer. `message` is for developers; people read the text that belongs to `code`. */
export const ErrorAnswer = v.object({
  error: v.object({
    code: v.picklist(errorCodes),
    message: v.string(),
    retryAfterMs: v.optional(v.number()),
    incident: v.string(),
  }),
});

/** `GET /api/v1/organisation`, for anybody. Logo and accent are configuration, never code. */
export const Organisation = v.object({
  name: v.string(),
  phone: v.string(),
  consent: v.object({ version: v.string() }),
  languages: v.array(Language),
  timeZone: v.string(),
  accent: v.optional(v.string()),
  relay: v.boolean(),
  /** A sentence of the organisation's own, by language. */
  welcome: v.optional(v.object({ de: v.optional(v.string()), en: v.optional(v.string()) })),
});
export type Organisation = v.InferOutput<typeof Organisation>;

/** How well a device and its line did in a check; the advisor sees the worst of them as a traffic light. */
export const CheckMark = v.picklist(['good', 'weak', 'failed', 'skipped']);
export type CheckMark = v.InferOutput<typeof CheckMark>;
export const CheckResult = v.strictObject({
  camera: CheckMark,
  microphone: CheckMark,
  sound: CheckMark,
  network: v.strictObject({ direct: CheckMark, udp: CheckMark, tcp: CheckMark, tls: CheckMark }),
  /** Through the relay: good from 1 Mbit/s, weak from half of it. Missing in checks from before it was measured. */
  throughput: v.optional(CheckMark),
});
export type CheckResult = v.InferOutput<typeof CheckResult>;

/**
 * `POST /api/v1/link`: what the holder of a join link may know before any code. It changes nothing, so that a mail
 * scanner may call it. Unknown links answer 404 `link-unknown`.
 */
export const LinkQuestion = v.strictObject({ appointment: AppointmentId });
export const LinkAnswer = v.object({
  state: v.picklist(['early', 'open', 'over', 'cancelled']),
  now: v.number(),
  opensAt: v.string(),
  startsAt: v.string(),
  durationMinutes: v.number(),
  movedFrom: v.nullable(v.string()),
  language: Language,
  advisor: v.string(),
  calendar: v.nullable(v.string()),
  codeInLink: v.boolean(),
});
export type LinkAnswer = v.InferOutput<typeof LinkAnswer>;

const who = {
  appointment: v.optional(AppointmentId),
  number: v.optional(AppointmentNumber),
  code: v.optional(DialInCode),
  device: v.optional(v.pipe(v.string(), v.maxLength(400))),
};

/** `POST /api/v1/admission`: by link (`appointment`) or by `number`; `device` is the token of an earlier admission. */
export const AdmissionRequest = v.pipe(
  v.strictObject({
    ...who,
    name: v.optional(text(120)),
    consent: v.strictObject({ version: v.pipe(v.string(), v.maxLength(40)) }),
    incarnation: Incarnation,
  }),
  v.check(
    (value) => (value.appointment === undefined) !== (value.number === undefined),
    'either appointment or number',
  ),
);
export type AdmissionRequest = v.InferOutput<typeof AdmissionRequest>;

/** Also the answer to an advisor's `POST /api/v1/appointments/:id/ticket`, which alone carries `linkSecret` (null: the browser has it). */
export const Admission = v.object({
  ticket: v.string(),
  signalling: v.string(),
  room: RoomId,
  seat: v.picklist(['advisor', 'guest', 'companion']),
  sealed: v.boolean(),
  device: v.string(),
  name: v.optional(v.string()),
  linkSecret: v.optional(v.nullable(LinkSecret)),
  /** Seconds between two changes of keys in the call (PROTOCOL §3); 120 without. */
  changeKeysEveryS: v.optional(v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(600))),
  appointment: v.object({
    startsAt: v.string(),
    durationMinutes: v.number(),
    advisor: v.string(),
    organisation: v.string(),
  }),
});
export type Admission = v.InferOutput<typeof Admission>;

/** `POST /api/v1/check/ticket`: a seat `check` that gets the real ICE servers; by the same proof and limits as an admission. */
export const CheckTicketRequest = v.strictObject({ ...who, incarnation: Incarnation });
export const CheckTicket = v.object({ ticket: v.string(), signalling: v.string(), device: v.string() });
export type CheckTicket = v.InferOutput<typeof CheckTicket>;

/** `POST /api/v1/check`: stores the traffic light on the appointment; `device` proves the right to. Answers 204. */
export const CheckReport = v.strictObject({
  appointment: v.optional(AppointmentId),
  number: v.optional(AppointmentNumber),
  device: v.pipe(v.string(), v.maxLength(400)),
  result: CheckResult,
});
