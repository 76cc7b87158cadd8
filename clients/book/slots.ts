/** Free slots as the page keeps them: months put together, days found, and what a month looks like on a wall. Pure. */
import type { SlotAnswer } from '@visavis/shared';
import type { Slots } from './booking-types.ts';

const dayMs = 86_400_000;
const asUtc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day that a calendar in `timeZone` shows at that moment: `2026-11-23`. */
export const dayAt = (atMs: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs);

export const monthOf = (day: string): string => day.slice(0, 7);

/** `days` later on the calendar, or earlier. */
export const dayAfter = (day: string, days: number): string =>
  new Date(asUtc(day) + days * dayMs).toISOString().slice(0, 10);

/** `months` later, or earlier: `2026-11` + 2 is `2027-01`. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The same day of another month, or its last one. */
export function sameDayIn(month: string, day: string): string {
  const last = dayAfter(`${monthAfter(month, 1)}-01`, -1);
  const wanted = `${month}${day.slice(7)}`;
  return wanted > last ? last : wanted;
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekdayOf = (day: string): number => ((new Date(asUtc(day)).getUTCDay() + 6) % 7) + 1;

/** The weeks of a month, each from Monday to Sunday, with the days of its neighbours where it does not fill them. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const monday = dayAfter(first, 1 - weekdayOf(first));
  const weeks: string[][] = [];
  for (let start = monday; monthOf(start) <= month; start = dayAfter(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => dayAfter(start, index)));
  }
  return weeks;
}

/** Adds what an answer tells of a month from `from` on (of the month from today on without it). */
export function withAnswer(
  known: Slots | undefined,
  service: string,
  from: string | undefined,
  answer: SlotAnswer,
  today: string,
): Slots {
  const before = known?.service === service && from !== undefined ? known : undefined;
  const months = [...new Set([...(before?.months ?? []), monthOf(from ?? today)])];
  const days = new Map([...(before?.days ?? []), ...answer.days].map((one) => [one.day, one]));
  return {
    service,
    timeZone: answer.timeZone,
    days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
    months,
    next: answer.next,
  };
}

/** The next free slots of all, as far as they are known. */
export const firstSlots = (slots: Slots, count: number): string[] =>
  slots.days.flatMap((one) => one.slots).slice(0, count);

export const slotsOn = (slots: Slots | undefined, day: string): readonly string[] =>
  slots?.days.find((one) => one.day === day)?.slots ?? [];
