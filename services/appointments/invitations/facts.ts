/** What an invitation is made of: the facts of an appointment that may leave the house, and those of the organisation. */
import { AppointmentId, AppointmentNumber, DialInCode, type HouseTexts, Language } from '@visavis/shared';
import * as v from 'valibot';

/** invite: first mail, or the same once more · move: another time, same link · cancel · code: another dial-in code · remind: soon · advisor: another one, same time and link. */
export const invitationKinds = ['invite', 'move', 'cancel', 'code', 'remind', 'advisor'] as const;
export type InvitationKind = (typeof invitationKinds)[number];

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * One appointment as its invitation tells it. There is no place for the subject, on purpose: mail and calendar hold no
 * health wording (PRODUCT.md, promise 6). Kept as JSON, sealed, in the outbox until it is sent.
 */
export const InvitationFacts = v.strictObject({
  kind: v.picklist(invitationKinds),
  appointment: AppointmentId,
  number: AppointmentNumber,
  /** iCalendar's SEQUENCE: 0 at first, one more with every move, another advisor and the cancellation. */
  sequence: v.pipe(v.number(), v.integer(), v.minValue(0)),
  language: Language,
  /** Milliseconds since 1970. */
  startsAtMs: moment,
  durationMinutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The time that no longer holds; for `move` only, null otherwise. */
  movedFromMs: v.nullable(moment),
  /** The moment of the change that this mail tells of (DTSTAMP and the mail's date), milliseconds since 1970. */
  issuedAtMs: moment,
  guest: v.strictObject({ name: v.string(), email: v.string() }),
  advisor: v.strictObject({ name: v.string() }),
  /** The whole link with its fragment; null where no server knows it (drafts get the placeholder `{link}`). */
  joinLink: v.nullable(v.string()),
  /** `with-link`: the mail may hold the code. `separately`: it never does, whatever `dialInCode` is. */
  code: v.picklist(['with-link', 'separately']),
  /** Null where it is no longer known (it is stored as a digest): the mail then says that it stays the same. */
  dialInCode: v.nullable(DialInCode),
  /** Where they meet in person; null, and missing in older mails, by video. */
  place: v.optional(v.nullable(v.string()), null),
});
export type InvitationFacts = v.InferOutput<typeof InvitationFacts>;

/** What is the same in all mails of one organisation; from configuration. */
export interface InvitationSettings {
  organisation: { name: string; phone: string };
  /** A sentence of the organisation's own at the head of the invitation. */
  welcome?: HouseTexts['welcome'];
  /** Where the pages are, for instance `https://video.example.de`; without a slash at the end. */
  publicUrl: string;
  /** IANA name, for instance `Europe/Berlin`: the zone in which times are told. */
  timeZone: string;
  /** The sender, also the calendar's organiser. */
  from: { name: string; address: string };
  replyTo: string | null;
}

/** A composed mail, ready for any {@link Mailer}. */
export interface Mail {
  /** With angle brackets; the same each time the same facts are composed, so that receivers can drop a second copy. */
  messageId: string;
  /** The same for all mails of one appointment, so that mail programs show them together. */
  threadId: string;
  dateMs: number;
  from: { name: string; address: string };
  replyTo: string | null;
  to: { name: string; address: string };
  language: Language;
  subject: string;
  text: string;
  html: string;
  /** Null where there is no appointment to put into a calendar. */
  calendar: CalendarPart | null;
}

/** A calendar file on its way. */
export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  fileName: string;
  content: string;
}
