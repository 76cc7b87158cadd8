/** What a clock on the wall of some zone shows at a moment. */

export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Making one takes a hundred times as long as using it, and an installation has one zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The same one again for the same words. @throws {RangeError} for a zone that ICU does not know */
export function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

const wallOptions = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** As ICU says it, which takes twenty times as long as {@link wallTime}. */
function wallTimeByIcu(atMs: number, timeZone: string): WallTime {
  const format = formatOf('en-US', { timeZone, ...wallOptions });
  const part = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

/** Clocks change on the quarter of an hour, if at all, and not twice in a day. */
const quarterMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** A year of one zone has 365 days and, where its clocks change, some quarters; what is asked for lies close together. */
const mostOffsets = 10_000;
const offsets = new Map<string, number>();

function offsetAt(atMs: number, timeZone: string): number {
  const key = `${atMs} ${timeZone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const wall = wallTimeByIcu(atMs, timeZone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const found = Math.round((asUtc - Math.floor(atMs / 1000) * 1000) / 60_000);
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, found);
  return found;
}

/** How far the zone is ahead of UTC at that moment, in minutes. @throws {RangeError} for a zone that ICU does not know */
export function offsetMinutes(atMs: number, timeZone: string): number {
  const day = Math.floor(atMs / dayMs) * dayMs;
  const atFirst = offsetAt(day, timeZone);
  if (atFirst === offsetAt(day + dayMs, timeZone)) return atFirst;
  return offsetAt(Math.floor(atMs / quarterMs) * quarterMs, timeZone);
}

/** Before that some zones were ahead by minutes and seconds. */
const wholeMinutesFromMs = Date.UTC(1980, 0, 1);

/** @throws {RangeError} for a zone that ICU does not know */
export function wallTime(atMs: number, timeZone: string): WallTime {
  if (!(atMs >= wholeMinutesFromMs)) return wallTimeByIcu(atMs, timeZone);
  const shown = new Date(atMs + offsetMinutes(atMs, timeZone) * 60_000);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}

/** True in the time that a clock shows twice, when summer time ends. */
export function isShownTwice(atMs: number, timeZone: string): boolean {
  const shown = (ms: number) => ms + offsetMinutes(ms, timeZone) * 60_000;
  return [-60, -30, 30, 60].some((minutes) => shown(atMs + minutes * 60_000) === shown(atMs));
}

/**
 * A date that tells its parts in a zone of its own. ical-generator writes what `getHours()` says, which on a plain `Date`
 * is the zone of the machine; it takes this shape (that of `@date-fns/tz`) for one that knows better.
 */
export class ZonedDate extends Date {
  readonly internal: Date;
  readonly #wall: WallTime;

  constructor(atMs: number, timeZone: string) {
    super(atMs);
    this.internal = new Date(atMs);
    this.#wall = wallTime(atMs, timeZone);
  }

  withTimeZone(timeZone?: string | null): ZonedDate {
    return new ZonedDate(this.getTime(), timeZone ?? 'UTC');
  }

  tzComponents(): [string, string, string] {
    return ['', '', ''];
  }

  override getFullYear(): number {
    return this.#wall.year;
  }
  override getMonth(): number {
    return this.#wall.month - 1;
  }
  override getDate(): number {
    return this.#wall.day;
  }
  override getHours(): number {
    return this.#wall.hour;
  }
  override getMinutes(): number {
    return this.#wall.minute;
  }
  override getSeconds(): number {
    return this.#wall.second;
  }
}
