/** The calendar file of an appointment (RFC 5545, RFC 5546): the same UID for life, a rising SEQUENCE, no health wording. */
import { createHash } from 'node:crypto';
import { linkPlaceholder } from '@visavis/shared';
import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import { tzlib_get_ical_block, tzlib_get_offset } from 'timezones-ical-library';
import type { InvitationFacts, InvitationSettings } from './facts.ts';
import { inGroups, oneLine } from './names.ts';
import { inPersonTextsFor } from './texts/in-person.ts';
import { textsFor } from './texts/index.ts';
import { isShownTwice, offsetMinutes, wallTime, ZonedDate } from './wall-time.ts';

/**
 * REQUEST and CANCEL travel in the service's own mail and name the guest as attendee. PUBLISH is for a file that somebody
 * else hands over: nobody is asked to answer it (RFC 5546 §3.2.1 forbids attendees there).
 */
export type CalendarUse = 'mail' | 'file';

/** The same for all mails of one appointment, at one place: `<hash of id>@<host>`. The id itself is part of the link. */
export function calendarUid(appointment: string, publicUrl: string): string {
  const hash = createHash('sha256').update(`visavis/calendar/${appointment}`).digest('base64url').slice(0, 22);
  return `${hash}@${new URL(publicUrl).hostname}`;
}

/**
 * VTIMEZONE and its name, or null where it would be wrong: the library writes today's rule only, and a zone whose rule it
 * does not know, or tells differently than ICU at one of the moments, is written in UTC instead. So is an hour that the
 * clock shows twice.
 */
function zoneFor(timeZone: string, momentsMs: readonly number[]): { name: string; block: string } | null {
  const [block, line] = tzlib_get_ical_block(timeZone);
  if (!block || !line) return null;
  const agrees = momentsMs.every((atMs) => {
    if (isShownTwice(atMs, timeZone)) return false;
    const wall = wallTime(atMs, timeZone);
    const two = (value: number) => String(value).padStart(2, '0');
    const date = `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
    const told = tzlib_get_offset(timeZone, date, `${two(wall.hour)}:${two(wall.minute)}`);
    const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(told) ?? [];
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    return offset === offsetMinutes(atMs, timeZone);
  });
  return agrees ? { name: line.replace(/^TZID=/, ''), block } : null;
}

function inPersonDescription(facts: InvitationFacts, settings: InvitationSettings): string {
  const { description } = textsFor(facts.language).calendar;
  return [
    `${inPersonTextsFor(facts.language).calendar.where}: ${oneLine(facts.place ?? '')}`,
    `${description.number}: ${inGroups(facts.number)}`,
    `${description.phone}: ${settings.organisation.phone}`,
  ].join('\n');
}

function descriptionOf(facts: InvitationFacts, settings: InvitationSettings, link: string): string {
  const { description } = textsFor(facts.language).calendar;
  if (facts.kind === 'cancel') return description.cancelled;
  if (facts.place !== null) return inPersonDescription(facts, settings);
  return [
    `${description.join}: ${link}`,
    `${description.number}: ${inGroups(facts.number)}`,
    ...(facts.code === 'with-link' && facts.dialInCode ? [`${description.code}: ${inGroups(facts.dialInCode)}`] : []),
    `${description.phone}: ${settings.organisation.phone}`,
  ].join('\n');
}

/**
 * The text of the file, CRLF line ends. With `facts.joinLink` null it holds `linkPlaceholder` and is not folded;
 * `fillDraft` of `shared` fills in and folds.
 */
export function calendarOf(facts: InvitationFacts, settings: InvitationSettings, use: CalendarUse): string {
  const words = (facts.place === null ? textsFor : inPersonTextsFor)(facts.language).calendar;
  const isCancelled = facts.kind === 'cancel';
  const link = isCancelled || facts.place !== null ? '' : (facts.joinLink ?? linkPlaceholder);
  const endsAtMs = facts.startsAtMs + facts.durationMinutes * 60_000;
  const zone = zoneFor(settings.timeZone, [facts.startsAtMs, endsAtMs]);
  const moment = (atMs: number) => (zone ? new ZonedDate(atMs, settings.timeZone) : new Date(atMs));
  const published = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const mailed = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({
    prodId: { company: 'visavis', product: 'appointments', language: facts.language },
    method: use === 'mail' ? mailed : published,
    ...(zone ? { timezone: { name: null, generator: () => zone.block } } : {}),
  });
  const event = calendar.createEvent({
    id: calendarUid(facts.appointment, settings.publicUrl),
    sequence: facts.sequence,
    stamp: new Date(facts.issuedAtMs),
    start: moment(facts.startsAtMs),
    end: moment(endsAtMs),
    timezone: zone?.name ?? null,
    summary: words.summary(oneLine(facts.advisor.name)),
    description: descriptionOf(facts, settings, link),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: isCancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    class: ICalEventClass.PRIVATE,
    organizer: { name: oneLine(facts.advisor.name), email: settings.from.address },
    ...(link === '' ? {} : { url: link, location: link }),
    ...(facts.place === null ? {} : { location: oneLine(facts.place) }),
  });
  if (use === 'mail') {
    event.createAttendee({
      name: oneLine(facts.guest.name),
      email: facts.guest.email,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: false,
    });
  }
  if (!isCancelled) {
    const triggerBefore = facts.place === null ? 15 * 60 : 60 * 60;
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore, description: words.reminder });
  }
  const text = `${calendar.toString()}\r\n`;
  return link === linkPlaceholder ? text.replace(/\r\n[ \t]/g, '') : text;
}
