/** What pages and the appointments service say to each other over HTTP: one schema a request and an answer. */
import * as v from 'valibot';
import { errorCodes } from './errors.ts';
import { AppointmentId, AppointmentNumber, DialInCode, Incarnation, LinkSecret, RoomId } from './ids.ts';

/** Control characters, halves of surrogate pairs and marks that turn the direction of what follows: none is part of a name. */
const unprintable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const text = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(max),
    v.check((value) => !unprintable.test(value), 'expected printable characters'),
  );
/** ISO 8601 with a zone (`Z` or an offset): a time without one is nobody's time. */
export const Moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/, 'expected ISO 8601 with a zone'),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'not a date'),
);
export const Language = v.picklist(['de', 'en']);
export type Language = v.InferOutput<typeof Language>;
const durationMinutes = v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(480));
const email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());
const phone = v.pipe(v.string(), v.trim(), v.regex(/^\+?[0-9][0-9 ()/.-]{4,30}$/));

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

/** `POST /api/v1/appointments`. `linkSecret: "browser"`: the advisor's browser makes `k`, no server ever sees it. */
export const NewAppointment = v.pipe(
  v.strictObject({
    guest: v.strictObject({ name: text(120), email: email, phone: v.optional(phone) }),
    startsAt: Moment,
    durationMinutes,
    language: Language,
    subject: v.optional(text(200)),
    code: v.picklist(['with-link', 'separately']),
    mail: v.picklist(['service', 'advisor']),
    linkSecret: v.optional(v.picklist(['service', 'browser'])),
    relayOnly: v.optional(v.boolean()),
  }),
  v.check(
    (value) => value.linkSecret !== 'browser' || value.mail === 'advisor',
    'linkSecret "browser" needs mail "advisor"',
  ),
);
export type NewAppointment = v.InferOutput<typeof NewAppointment>;

/** `PATCH /api/v1/appointments/:id`: move it, correct it, or send the invitation again (with a new code if asked). */
export const AppointmentChange = v.strictObject({
  startsAt: v.optional(Moment),
  durationMinutes: v.optional(durationMinutes),
  subject: v.optional(v.nullable(text(200))),
  guest: v.optional(
    v.strictObject({ name: v.optional(text(120)), email: v.optional(email), phone: v.optional(v.nullable(phone)) }),
  ),
  resend: v.optional(v.boolean()),
  newCode: v.optional(v.boolean()),
});
export type AppointmentChange = v.InferOutput<typeof AppointmentChange>;

export const AppointmentStatus = v.picklist(['confirmed', 'cancelled', 'over']);
export const MailStatus = v.picklist(['none', 'queued', 'sent', 'failed']);

/** An appointment as its advisor sees it. The guest's e-mail address is the advisor's to know, never the other way round. */
export const Appointment = v.object({
  id: AppointmentId,
  number: AppointmentNumber,
  room: RoomId,
  status: AppointmentStatus,
  startsAt: v.string(),
  durationMinutes: v.number(),
  language: Language,
  subject: v.nullable(v.string()),
  guest: v.object({ name: v.string(), email: v.nullable(v.string()), phone: v.nullable(v.string()) }),
  advisor: v.object({ name: v.string() }),
  code: v.picklist(['with-link', 'separately']),
  mail: v.picklist(['service', 'advisor']),
  mailStatus: MailStatus,
  linkSecret: v.picklist(['service', 'browser']),
  relayOnly: v.boolean(),
  sealed: v.boolean(),
  check: v.nullable(v.object({ at: v.string(), result: CheckResult })),
  admittedAt: v.nullable(v.string()),
  sequence: v.number(),
});
export type Appointment = v.InferOutput<typeof Appointment>;

/**
 * What the one composing by hand needs: subject and text with the placeholder `{link}` where the join link goes, and the
 * calendar file likewise. Only in answers to `mail: "advisor"`.
 */
export const MailDraft = v.object({
  to: v.string(),
  subject: v.string(),
  text: v.string(),
  html: v.string(),
  calendar: v.string(),
});
export type MailDraft = v.InferOutput<typeof MailDraft>;

/** 201 answer: the only one that ever holds link and code. With `linkSecret: "browser"` the link ends after the appointment. */
export const CreatedAppointment = v.object({
  ...Appointment.entries,
  joinLink: v.string(),
  dialInCode: DialInCode,
  draft: v.optional(MailDraft),
});
export type CreatedAppointment = v.InferOutput<typeof CreatedAppointment>;

/** PATCH answer: `dialInCode` only when a new one was asked for, `draft` only when the advisor mails. */
export const ChangedAppointment = v.object({
  ...Appointment.entries,
  dialInCode: v.optional(DialInCode),
  draft: v.optional(MailDraft),
});
export type ChangedAppointment = v.InferOutput<typeof ChangedAppointment>;

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

/** `POST /api/v1/appointments/:id/ticket`, `POST /api/v1/desk/ticket`. `device` is kept by the advisor's browser. */
export const AdvisorTicketRequest = v.strictObject({
  incarnation: Incarnation,
  device: v.optional(v.pipe(v.string(), v.maxLength(400))),
});

/** `POST /api/v1/desk/ticket`: presence of the advisor's rooms from yesterday to tomorrow. */
export const DeskTicket = v.object({
  ticket: v.string(),
  signalling: v.string(),
  rooms: v.array(RoomId),
  device: v.string(),
});
export type DeskTicket = v.InferOutput<typeof DeskTicket>;

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

export const AppointmentList = v.object({ appointments: v.array(Appointment), now: v.number() });
export type AppointmentList = v.InferOutput<typeof AppointmentList>;
