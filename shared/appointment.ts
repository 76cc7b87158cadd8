/** What the advisor's page, or a program, and the appointments service say to each other about appointments. */
import * as v from 'valibot';
import { CheckResult } from './api.ts';
import { durationMinutes, email, Language, Moment, phone, text } from './api-parts.ts';
import { AppointmentId, AppointmentNumber, DialInCode, Incarnation, RoomId } from './ids.ts';

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

export const AppointmentList = v.object({ appointments: v.array(Appointment), now: v.number() });
export type AppointmentList = v.InferOutput<typeof AppointmentList>;

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
