/** Days and times of day in the organisation's time zone: the advisor's computer may stand in another one. */

/** A calendar day as `YYYY-MM-DD`, as `<input type="date">` speaks it. */
export type Day = string;
/** A time of day as `HH:MM`, as `<input type="time">` speaks it. */
export type Time = string;

const minuteMs = 60_000;
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;
const formats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** Day and time that a clock on the wall in `zone` shows at `at` (milliseconds since 1970). */
export function wallClock(at: number, zone: string): { day: Day; time: Time } {
  const parts = wallFormat(zone).formatToParts(at);
  const part = (wanted: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

function utcOf(day: Day, time: Time): number | undefined {
  const date = dayPattern.exec(day);
  if (date === null || !timePattern.test(time)) return undefined;
  const at = Date.parse(`${day}T${time}:00Z`);
  // `Date.parse` takes 31 February for 3 March in some engines.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : at;
}

/**
 * The moment at which the wall clock in `zone` shows `day` and `time`, in milliseconds since 1970. The earlier one where the
 * hour comes twice; `undefined` where the hour is skipped, and for anything that is no date.
 */
export function momentOf(day: Day, time: Time, zone: string): number | undefined {
  const utc = utcOf(day, time);
  if (utc === undefined) return undefined;
  const candidates = [-26, 26]
    .map((hours) => utc - offsetMs(utc + hours * 3_600_000, zone))
    .filter((at) => {
      const wall = wallClock(at, zone);
      return wall.day === day && wall.time === time;
    });
  return candidates.length === 0 ? undefined : Math.min(...candidates);
}

function offsetMs(at: number, zone: string): number {
  const { day, time } = wallClock(at, zone);
  const wall = utcOf(day, time) ?? at;
  return wall - Math.floor(at / minuteMs) * minuteMs;
}

/** `day` moved by whole days, across months and years. */
export function addDays(day: Day, count: number): Day {
  const at = utcOf(day, '12:00');
  return at === undefined ? day : new Date(at + count * 86_400_000).toISOString().slice(0, 10);
}

/** First and last moment of `day` in `zone`: `from` inclusive, `to` exclusive. A day may have 23 or 25 hours. */
export function dayRange(day: Day, zone: string): { from: number; to: number } {
  return { from: startOfDay(day, zone), to: startOfDay(addDays(day, 1), zone) };
}

function startOfDay(day: Day, zone: string): number {
  // Some zones change their clocks at midnight, and such a day begins at one.
  return momentOf(day, '00:00', zone) ?? momentOf(day, '01:00', zone) ?? 0;
}

/** The next full quarter of an hour after `now`, at least `aheadMinutes` away. */
export function nextQuarter(now: number, zone: string, aheadMinutes = 1): { day: Day; time: Time } {
  const quarter = 15 * minuteMs;
  return wallClock(Math.ceil((now + aheadMinutes * minuteMs) / quarter) * quarter, zone);
}

/** `at` as ISO 8601 in UTC, to the second: what the API takes as a moment. */
export function toMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
