/** Days and times of day on the clock of a zone, and the moments they mean, also when the clock changes in between. */
import { offsetMinutes, wallTime } from '../invitations/wall-time.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const two = (value: number) => String(value).padStart(2, '0');

/** Midnight of `localDay` (`2027-03-28`) as if the zone were UTC, milliseconds since 1970. */
const asUtc = (localDay: string) => Date.parse(`${localDay}T00:00:00Z`);

/** The day that a calendar on the wall shows at that moment. */
export function dayOf(atMs: number, timeZone: string): string {
  const wall = wallTime(atMs, timeZone);
  return `${String(wall.year).padStart(4, '0')}-${two(wall.month)}-${two(wall.day)}`;
}

/** `days` later on the calendar, or earlier. */
export const dayAfter = (localDay: string, days: number): string =>
  new Date(asUtc(localDay) + days * day).toISOString().slice(0, 10);

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekdayOf = (localDay: string): number => ((new Date(asUtc(localDay)).getUTCDay() + 6) % 7) + 1;

/** `09:30` → 570; `24:00` → 1440. */
export function minuteOfDay(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/**
 * The moment at which a clock shows that time on that day. A time that the clock shows twice means its first showing; one
 * that the clock leaves out means as much later as the clock is put on (RFC 5545 §3.3.5 says the same for calendars).
 */
export function momentOf(localDay: string, minuteOfItsDay: number, timeZone: string): number {
  const shown = asUtc(localDay) + minuteOfItsDay * minute;
  const before = offsetMinutes(shown - day, timeZone);
  const after = offsetMinutes(shown + day, timeZone);
  const readings = [shown - before * minute, shown - after * minute];
  const right = readings.filter((atMs) => atMs + offsetMinutes(atMs, timeZone) * minute === shown);
  return right.length > 0 ? Math.min(...right) : shown - before * minute;
}
