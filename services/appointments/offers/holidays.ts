/**
 * The public holidays of the German states, by law of each state and Art. 2 of the Unification Treaty (3 October). A day that
 * only some places keep counts where most of the state keeps it (15 August in Bavaria); an advisor's exception undoes it.
 */
import { dayAfter, weekdayOf } from './zone-time.ts';

/** ISO 3166-2; `DE` has the days that all states keep, `none` has no holidays. */
export const holidayRegions = [
  ...['none', 'DE', 'DE-BW', 'DE-BY', 'DE-BE', 'DE-BB', 'DE-HB', 'DE-HH', 'DE-HE', 'DE-MV', 'DE-NI'],
  ...['DE-NW', 'DE-RP', 'DE-SL', 'DE-SN', 'DE-ST', 'DE-SH', 'DE-TH'],
] as const;
export type HolidayRegion = (typeof holidayRegions)[number];

const two = (value: number) => String(value).padStart(2, '0');

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const sum = h + l - 7 * m;
  const month = Math.floor((sum + 90) / 25);
  return `${year}-${two(month)}-${two((sum + 33 * month + 19) % 32)}`;
}

/** Days after Easter Sunday. */
const moving = { goodFriday: -2, easterMonday: 1, ascension: 39, whitMonday: 50, corpusChristi: 60 };
const everywhere = ['01-01', '05-01', '10-03', '12-25', '12-26'];
/** Fixed days of single states. */
const fixed: Record<string, readonly string[]> = {
  '01-06': ['BW', 'BY', 'ST'],
  '03-08': ['BE', 'MV'],
  '08-15': ['BY', 'SL'],
  '09-20': ['TH'],
  '10-31': ['BB', 'HB', 'HH', 'MV', 'NI', 'SN', 'ST', 'SH', 'TH'],
  '11-01': ['BW', 'BY', 'NW', 'RP', 'SL'],
};
const corpusChristiIn = ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'];

/** Buß- und Bettag: the Wednesday before 23 November. */
function repentanceDay(year: number): string {
  const before = dayAfter(`${year}-11-23`, -1);
  return dayAfter(before, -((weekdayOf(before) - 3 + 7) % 7));
}

/** All holidays of a year that the region keeps, sorted; Sundays only where they are the day of a feast. */
export function holidaysOf(year: number, region: HolidayRegion): string[] {
  if (region === 'none') return [];
  const state = region.slice(3);
  const easter = easterSunday(year);
  const { corpusChristi, ...kept } = moving;
  const days = [
    ...everywhere.map((date) => `${year}-${date}`),
    ...Object.values(kept).map((days) => dayAfter(easter, days)),
    ...Object.keys(fixed)
      .filter((date) => fixed[date]?.includes(state))
      .map((date) => `${year}-${date}`),
    ...(corpusChristiIn.includes(state) ? [dayAfter(easter, corpusChristi)] : []),
    ...(state === 'BB' ? [easter, dayAfter(easter, 49)] : []),
    ...(state === 'SN' ? [repentanceDay(year)] : []),
  ];
  return days.toSorted();
}

/** Answers for any day; remembers the years it was asked about. */
export function createHolidays(region: HolidayRegion): (localDay: string) => boolean {
  const years = new Map<number, ReadonlySet<string>>();
  return (localDay) => {
    const year = Number(localDay.slice(0, 4));
    const known = years.get(year) ?? new Set(holidaysOf(year, region));
    years.set(year, known);
    return known.has(localDay);
  };
}
