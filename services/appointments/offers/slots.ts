/** Which slots are on offer: from a service, an advisor's hours and what is taken already, without database or clock. */
import type { AdvisorHours, ServiceOffer } from '@visavis/shared';
import { dayAfter, dayOf, minuteOfDay, momentOf, weekdayOf } from './zone-time.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A span of time that is taken: `[fromMs, toMs)`, milliseconds since 1970. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** The calendar on the organisation's wall. */
export interface Calendar {
  /** IANA name. */
  timeZone: string;
  isHoliday(localDay: string): boolean;
}

/** What a service takes of an advisor's time. */
export type Measures = Pick<ServiceOffer, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;

/** The advisor's hours of one day; they may last an hour more or less than they read where the clock changes in them. */
export function hoursOf(hours: AdvisorHours, localDay: string, { timeZone, isHoliday }: Calendar): Span[] {
  const exception = hours.exceptions.find((one) => one.day === localDay);
  const weekday = weekdayOf(localDay);
  const usual = isHoliday(localDay) ? [] : hours.weekly.filter((one) => one.weekday === weekday);
  return (exception?.hours ?? usual).map(({ from, to }) => ({
    fromMs: momentOf(localDay, minuteOfDay(from), timeZone),
    toMs: momentOf(localDay, minuteOfDay(to), timeZone),
  }));
}

/** What a conversation at `startMs` takes, buffers included. */
export function takenBy(measures: Measures, startMs: number): Span {
  return {
    fromMs: startMs - measures.bufferBeforeMinutes * minute,
    toMs: startMs + (measures.durationMinutes + measures.bufferAfterMinutes) * minute,
  };
}

const isFree = ({ fromMs, toMs }: Span, taken: readonly Span[]): boolean =>
  !taken.some((other) => other.fromMs < toMs && fromMs < other.toMs);

/** Whether somebody may still ask for it, and already. */
export function isInTime(service: ServiceOffer, startMs: number, nowMs: number): boolean {
  return startMs >= nowMs + service.noticeMinutes * minute && startMs <= nowMs + service.horizonDays * day;
}

/** One advisor's day: hours, and what is taken of them. */
export interface AdvisorTime {
  hours: AdvisorHours;
  taken: readonly Span[];
}

/**
 * The free slots of one day, each the start in milliseconds since 1970, earliest first. A conversation lies within the
 * advisor's hours as a whole; its buffers may reach out of them.
 */
export function slotsOfDay(
  service: ServiceOffer,
  { hours, taken }: AdvisorTime,
  localDay: string,
  calendar: Calendar,
  nowMs: number,
): number[] {
  if (hours.services !== null && !hours.services.includes(service.id)) return [];
  const starts = new Set<number>();
  for (const { fromMs, toMs } of hoursOf(hours, localDay, calendar)) {
    const last = toMs - service.durationMinutes * minute;
    for (let start = fromMs; start <= last; start += service.everyMinutes * minute) {
      if (isInTime(service, start, nowMs) && isFree(takenBy(service, start), taken)) starts.add(start);
    }
  }
  return [...starts].sort((a, b) => a - b);
}

/** The free slots of a day of several advisors together, each once, earliest first. */
export function slotsOfAll(
  service: ServiceOffer,
  advisors: readonly AdvisorTime[],
  localDay: string,
  calendar: Calendar,
  nowMs: number,
): number[] {
  const starts = advisors.flatMap((advisor) => slotsOfDay(service, advisor, localDay, calendar, nowMs));
  return [...new Set(starts)].sort((a, b) => a - b);
}

/** The days on which slots may lie now: from today to the horizon, `count` at most, from `from` on. */
export function daysToShow(
  service: ServiceOffer,
  from: string | undefined,
  count: number,
  calendar: Calendar,
  nowMs: number,
): string[] {
  const today = dayOf(nowMs, calendar.timeZone);
  const last = dayOf(nowMs + service.horizonDays * day, calendar.timeZone);
  const first = from === undefined || from < today ? today : from;
  return Array.from({ length: count }, (_, index) => dayAfter(first, index)).filter((one) => one <= last);
}
