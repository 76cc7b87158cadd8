/** The appointment form: its fields, what may be wrong with each, and what is asked of the server; no HTML. */
import type { Appointment, AppointmentChange, Language, NewAppointment } from '@visavis/shared';
import { type Day, momentOf, nextQuarter, type Time, toMoment, wallClock } from './dates.ts';

/** What the person typed, as it stands in the inputs. */
export interface FormValues {
  day: Day;
  time: Time;
  duration: string;
  name: string;
  email: string;
  phone: string;
  subject: string;
  language: Language;
  code: 'with-link' | 'separately';
  mail: 'service' | 'advisor';
  relayOnly: boolean;
  mode: 'video' | 'in-person';
  place: string;
}

export type Field = 'day' | 'time' | 'duration' | 'name' | 'email' | 'phone' | 'subject' | 'place';
export type ProblemKind =
  | 'missing'
  | 'not-a-day'
  | 'not-a-time'
  | 'skipped-hour'
  | 'past'
  | 'not-a-duration'
  | 'too-long'
  | 'not-an-email'
  | 'not-a-phone';
export interface Problem {
  field: Field;
  kind: ProblemKind;
}

/** What surrounds the form: the organisation's time zone and the server's time in milliseconds. */
export interface FormSetting {
  zone: string;
  now: number;
}

export const timeFields: readonly Field[] = ['day', 'time', 'duration'];
export const personFields: readonly Field[] = ['name', 'email', 'phone'];
export const allFields: readonly Field[] = [...timeFields, ...personFields, 'subject', 'place'];
export const durationChoices = [15, 30, 45, 60] as const;
const startGraceMs = 5 * 60_000;

/** A form that needs nothing but a name and an address: next quarter of today, nine o'clock on another day. */
export function emptyForm(day: Day, setting: FormSetting, language: Language): FormValues {
  const next = nextQuarter(setting.now, setting.zone);
  const today = wallClock(setting.now, setting.zone).day;
  const when = day > today ? { day, time: '09:00' } : next;
  return {
    ...when,
    duration: '30',
    name: '',
    email: '',
    phone: '',
    subject: '',
    language,
    code: 'with-link',
    mail: 'service',
    relayOnly: false,
    mode: 'video',
    place: '',
  };
}

/** The form that stands for an appointment that exists. */
export function formOf(appointment: Appointment, zone: string): FormValues {
  const { guest } = appointment;
  const { day, time } = wallClock(Date.parse(appointment.startsAt), zone);
  return {
    day,
    time,
    duration: String(appointment.durationMinutes),
    name: guest.name,
    email: guest.email ?? '',
    phone: guest.phone ?? '',
    subject: appointment.subject ?? '',
    language: appointment.language,
    code: appointment.code,
    mail: appointment.mail,
    relayOnly: appointment.relayOnly,
    mode: appointment.mode,
    place: appointment.place ?? '',
  };
}

type Check = (values: FormValues, setting: FormSetting) => ProblemKind | undefined;

function checkText(text: string, max: number): ProblemKind | undefined {
  const length = text.trim().length;
  if (length === 0) return 'missing';
  return length > max ? 'too-long' : undefined;
}

const optional = (text: string, check: (text: string) => ProblemKind | undefined) =>
  text.trim() === '' ? undefined : check(text.trim());

/** Looser than the server's, so that it never refuses what the server takes; the server's answer has the last word. */
const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) && text.length <= 254;
const looksLikePhone = (text: string) => /^\+?[0-9][0-9 ()/.-]{4,30}$/.test(text);

const checks: Record<Field, Check> = {
  day: ({ day }) => {
    if (day.trim() === '') return 'missing';
    return momentOf(day, '12:00', 'UTC') === undefined ? 'not-a-day' : undefined;
  },
  time: ({ day, time }, { zone, now }) => {
    if (time.trim() === '') return 'missing';
    if (momentOf('2000-01-01', time, 'UTC') === undefined) return 'not-a-time';
    if (momentOf(day, '12:00', 'UTC') === undefined) return undefined;
    const at = momentOf(day, time, zone);
    if (at === undefined) return 'skipped-hour';
    return at < now - startGraceMs ? 'past' : undefined;
  },
  duration: ({ duration }) => {
    if (duration.trim() === '') return 'missing';
    const minutes = Number(duration);
    return Number.isInteger(minutes) && minutes >= 5 && minutes <= 480 ? undefined : 'not-a-duration';
  },
  name: ({ name }) => checkText(name, 120),
  email: ({ email }) => checkText(email, 254) ?? (looksLikeEmail(email.trim()) ? undefined : 'not-an-email'),
  phone: ({ phone }) => optional(phone, (text) => (looksLikePhone(text) ? undefined : 'not-a-phone')),
  subject: ({ subject }) => optional(subject, (text) => checkText(text, 200)),
  place: ({ mode, place }) => (mode === 'video' ? undefined : checkText(place, 200)),
};

/** Everything wrong with `fields`, in the order in which they stand on the page. */
export function problemsIn(values: FormValues, fields: readonly Field[], setting: FormSetting): Problem[] {
  return fields.flatMap((field) => {
    const kind = checks[field](values, setting);
    return kind === undefined ? [] : [{ field, kind }];
  });
}

function startOf(values: FormValues, zone: string): string {
  const at = momentOf(values.day, values.time, zone);
  if (at === undefined) throw new RangeError('the form was not checked');
  return toMoment(at);
}

const given = (text: string) => (text.trim() === '' ? undefined : text.trim());

/** The request for a checked form. In person there is no link, so that the service mails what there is to know. A link that the advisor mails gets its secret from this browser, and no server ever has it. */
export function newAppointmentOf(values: FormValues, zone: string): NewAppointment {
  const phone = given(values.phone);
  const subject = given(values.subject);
  const isInPerson = values.mode === 'in-person';
  const mail = isInPerson ? 'service' : values.mail;
  return {
    guest: { name: values.name.trim(), email: values.email.trim(), ...(phone !== undefined && { phone }) },
    startsAt: startOf(values, zone),
    durationMinutes: Number(values.duration),
    language: values.language,
    ...(subject !== undefined && { subject }),
    code: values.code,
    mail,
    ...(mail === 'advisor' && { linkSecret: 'browser' as const }),
    ...(values.relayOnly && { relayOnly: true }),
    ...(isInPerson && { mode: values.mode, place: values.place.trim() }),
  };
}

/** The change that moves an appointment to the checked form's time. */
export function moveOf(values: FormValues, zone: string): AppointmentChange {
  return { startsAt: startOf(values, zone), durationMinutes: Number(values.duration) };
}

/** The change that corrects the person: only what differs; `undefined` when nothing does. */
export function correctionOf(values: FormValues, appointment: Appointment): AppointmentChange | undefined {
  const { guest } = appointment;
  const phone = given(values.phone) ?? null;
  const changed = {
    ...(values.name.trim() !== guest.name && { name: values.name.trim() }),
    ...(values.email.trim() !== (guest.email ?? '') && { email: values.email.trim() }),
    ...(phone !== guest.phone && { phone }),
  };
  return Object.keys(changed).length === 0 ? undefined : { guest: changed };
}
