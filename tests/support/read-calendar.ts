/** Reads a calendar file the way a calendar program does: with ical.js, and nothing of ours. */
import ICAL from 'ical.js';

export interface ReadCalendar {
  method: string;
  uid: string;
  sequence: number;
  status: string;
  summary: string;
  description: string;
  url: string | null;
  location: string | null;
  /** Milliseconds since 1970, worked out from the file's own VTIMEZONE. */
  startsAtMs: number;
  endsAtMs: number;
  stampMs: number;
  zone: string;
  /** Seconds relative to the start; null without an alarm. */
  alarmSeconds: number | null;
  organizer: string;
  attendees: string[];
  text(property: string): string | null;
}

/** @throws ICAL.parse.ParserError for what is no calendar */
export function readCalendar(text: string): ReadCalendar {
  const root = new ICAL.Component(ICAL.parse(text));
  const event = root.getFirstSubcomponent('vevent');
  if (!event) throw new Error('no event');
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const string = (name: string): string | null => {
    const value = event.getFirstPropertyValue(name);
    return value === null ? null : String(value);
  };
  const read = new ICAL.Event(event);
  const stamp = event.getFirstPropertyValue('dtstamp');
  const trigger = event.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger') ?? null;
  const result: ReadCalendar = {
    method: String(root.getFirstPropertyValue('method')),
    uid: read.uid,
    sequence: read.sequence,
    status: string('status') ?? '',
    summary: read.summary,
    description: read.description,
    url: string('url'),
    location: string('location'),
    startsAtMs: read.startDate.toUnixTime() * 1000,
    endsAtMs: read.endDate.toUnixTime() * 1000,
    stampMs: stamp instanceof ICAL.Time ? stamp.toUnixTime() * 1000 : Number.NaN,
    zone: read.startDate.zone?.tzid ?? '',
    alarmSeconds: trigger instanceof ICAL.Duration ? trigger.toSeconds() : null,
    organizer: string('organizer') ?? '',
    attendees: event.getAllProperties('attendee').map((one) => String(one.getFirstValue())),
    text: string,
  };
  ICAL.TimezoneService.reset();
  return result;
}
