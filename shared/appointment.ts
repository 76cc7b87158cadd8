/** What the advisor's page, or a program, and the appointments service say to each other about appointments. */
import * as v from 'valibot';
import { Admission, CheckResult } from './api.ts';
import { durationMinutes, email, Language, Moment, phone, text } from './api-parts.ts';
import { Companion, ExpectedCompanion, MailStatus } from './companion.ts';
import { AppointmentId, AppointmentNumber, DialInCode, Incarnation, RoomId } from './ids.ts';
import { MeetingMode, Place, placeFits } from './meeting.ts';

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
    /** By video without it. */
    mode: v.optional(MeetingMode),
    place: v.optional(Place),
  }),
  v.check((value) => placeFits(value), 'place: in person, and only then'),
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

/** `POST /api/v1/appointments/:id/outcome`: the guest was there, or was not. Known once its time has come. */
export const Outcome = v.picklist(['held', 'missed']);
export type Outcome = v.InferOutput<typeof Outcome>;
export const OutcomeNote = v.strictObject({ outcome: Outcome });

export const AppointmentStatus = v.picklist(['confirmed', 'cancelled', 'over']);

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
  mode: MeetingMode,
  /** Where, in person; null by video. */
  place: v.nullable(v.string()),
  /** What the advisor said became of it; null before. */
  outcome: v.nullable(Outcome),
  /** Letters of the guest that nobody has read. */
  unread: v.number(),
  /** The third person, while one is invited. */
  companion: v.optional(v.nullable(Companion)),
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

/** 201 answer: the only one that ever holds link and code. In person there is no link: it is empty. With `linkSecret: "browser"` the link ends after the appointment. */
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
 * 201 answer to a new companion, the only one that holds their link and code: with `linkSecret: "browser"` the link ends after the
 * appointment. `draft` (without a calendar file) where the service does not mail.
 */
export const CreatedCompanion = v.object({
  companion: Companion,
  joinLink: v.string(),
  dialInCode: DialInCode,
  draft: v.optional(MailDraft),
});
export type CreatedCompanion = v.InferOutput<typeof CreatedCompanion>;

export const AppointmentList = v.object({ appointments: v.array(Appointment), now: v.number() });
export type AppointmentList = v.InferOutput<typeof AppointmentList>;

/** `POST /api/v1/appointments/:id/ticket`, `POST /api/v1/desk/ticket`. `device` is kept by the advisor's browser. */
export const AdvisorTicketRequest = v.strictObject({
  incarnation: Incarnation,
  device: v.optional(v.pipe(v.string(), v.maxLength(400))),
});

/** Answer to an advisor's `POST /api/v1/appointments/:id/ticket`: the admission, and whom else to expect. */
export const AdvisorAdmission = v.object({ ...Admission.entries, companion: v.optional(ExpectedCompanion) });
export type AdvisorAdmission = v.InferOutput<typeof AdvisorAdmission>;

/** `POST /api/v1/desk/ticket`: presence of the advisor's rooms from yesterday to tomorrow. */
export const DeskTicket = v.object({
  ticket: v.string(),
  signalling: v.string(),
  rooms: v.array(RoomId),
  device: v.string(),
});
export type DeskTicket = v.InferOutput<typeof DeskTicket>;
