/**
 * The public holidays of the German states, by law of each state and Art. 2 of the Unification Treaty (3 October). A day that
 * only some places keep counts where most of the state keeps it (15 August in Bavaria); an advisor's exception undoes it.
 */
import type { Holiday, HolidayRegion } from '@visavis/shared';
import { type HolidayName, holidayNames } from './holiday-names.ts';
import { dayAfter, weekdayOf } from './zone-time.ts';

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

/** Buß- und Bettag: the Wednesday before 23 November. */
function repentanceDay(year: number): string {
  const before = dayAfter(`${year}-11-23`, -1);
  return dayAfter(before, -((weekdayOf(before) - 3 + 7) % 7));
}

/** `on` is a date without its year, or days after Easter Sunday; without `only`, every state keeps it. */
type Feast = { name: HolidayName; on: string | number | 'repentance'; only?: readonly string[] };

const feasts: readonly Feast[] = [
  { name: 'newYear', on: '01-01' },
  { name: 'epiphany', on: '01-06', only: ['BW', 'BY', 'ST'] },
  { name: 'womensDay', on: '03-08', only: ['BE', 'MV'] },
  { name: 'goodFriday', on: -2 },
  { name: 'easterSunday', on: 0, only: ['BB'] },
  { name: 'easterMonday', on: 1 },
  { name: 'labourDay', on: '05-01' },
  { name: 'ascension', on: 39 },
  { name: 'whitSunday', on: 49, only: ['BB'] },
  { name: 'whitMonday', on: 50 },
  { name: 'corpusChristi', on: 60, only: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] },
  { name: 'assumption', on: '08-15', only: ['BY', 'SL'] },
  { name: 'childrensDay', on: '09-20', only: ['TH'] },
  { name: 'unity', on: '10-03' },
  { name: 'reformation', on: '10-31', only: ['BB', 'HB', 'HH', 'MV', 'NI', 'SN', 'ST', 'SH', 'TH'] },
  { name: 'allSaints', on: '11-01', only: ['BW', 'BY', 'NW', 'RP', 'SL'] },
  { name: 'repentance', on: 'repentance', only: ['SN'] },
  { name: 'christmas', on: '12-25' },
  { name: 'secondChristmas', on: '12-26' },
];

function dayOfFeast({ on }: Feast, year: number): string {
  if (on === 'repentance') return repentanceDay(year);
  return typeof on === 'number' ? dayAfter(easterSunday(year), on) : `${year}-${on}`;
}

/** All holidays of a year that the region keeps, sorted, each day once; Sundays only where they are the day of a feast. */
export function holidaysOf(year: number, region: HolidayRegion): Holiday[] {
  if (region === 'none') return [];
  const state = region.slice(3);
  const kept = feasts.filter(({ only }) => only === undefined || only.includes(state));
  const days = new Map<string, Holiday>();
  for (const feast of kept) {
    const day = dayOfFeast(feast, year);
    const names = holidayNames[feast.name];
    const same = days.get(day)?.names;
    // Ascension Day falls on 1 May at times.
    days.set(day, { day, names: same ? { de: `${same.de}, ${names.de}`, en: `${same.en}, ${names.en}` } : names });
  }
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** The holidays of twelve months from `today` on, this day included, sorted. */
export function holidaysAhead(today: string, region: HolidayRegion): Holiday[] {
  const year = Number(today.slice(0, 4));
  const end = `${year + 1}${today.slice(4)}`;
  return [year, year + 1].flatMap((one) => holidaysOf(one, region)).filter(({ day }) => day >= today && day < end);
}

/** Answers for any day by the region that holds at that moment; remembers what it was asked about. */
export function createHolidays(regionNow: () => HolidayRegion): (localDay: string) => boolean {
  const years = new Map<string, ReadonlySet<string>>();
  return (localDay) => {
    const region = regionNow();
    const year = localDay.slice(0, 4);
    const key = `${region} ${year}`;
    const known = years.get(key) ?? new Set(holidaysOf(Number(year), region).map(({ day }) => day));
    years.set(key, known);
    return known.has(localDay);
  };
}
