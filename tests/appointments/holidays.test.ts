/** The public holidays of the German states: pure, by the law of each, with their names. */
import { holidayRegions, regionNames } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { easterSunday, holidaysAhead, holidaysOf } from '../../services/appointments/offers/holidays.ts';

const daysOf = (...asked: Parameters<typeof holidaysOf>) => holidaysOf(...asked).map(({ day }) => day);

describe('holidays', () => {
  it('follow Easter', () => {
    const known = ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2038-04-25'];
    expect(known.map((day) => easterSunday(Number(day.slice(0, 4))))).toEqual(known);
  });

  it.each([
    ['none', 0],
    ['DE', 9],
    ['DE-BE', 10],
    ['DE-HH', 10],
    ['DE-HE', 10],
    ['DE-NW', 11],
    ['DE-SN', 11],
    ['DE-ST', 11],
    ['DE-TH', 11],
    ['DE-MV', 11],
    ['DE-BW', 12],
    ['DE-SL', 12],
    ['DE-BB', 12],
    ['DE-BY', 13],
  ] as const)('of %s are %i', (region, count) => {
    expect(holidaysOf(2027, region)).toHaveLength(count);
  });

  it('are real days, and the Saxon day of repentance is the Wednesday before 23 November', () => {
    for (const region of holidayRegions) {
      for (const { day } of holidaysOf(2028, region)) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    }
    const saxon = (year: number) => daysOf(year, 'DE-SN').filter((day) => day.includes('-11-'));
    expect([2026, 2027, 2028, 2033].map((year) => saxon(year))).toEqual([
      ['2026-11-18'],
      ['2027-11-17'],
      ['2028-11-22'],
      ['2033-11-16'],
    ]);
  });
});

describe('the holidays ahead', () => {
  it('are those of twelve months from today on, with their names', () => {
    const ahead = holidaysAhead('2026-11-23', 'DE-BY');
    expect(ahead).toHaveLength(13);
    expect(ahead[0]).toEqual({ day: '2026-12-25', names: { de: '1. Weihnachtstag', en: 'Christmas Day' } });
    expect(ahead.at(-1)).toEqual({ day: '2027-11-01', names: { de: 'Allerheiligen', en: 'All Saints’ Day' } });
    expect(holidaysAhead('2026-12-25', 'DE').map(({ day }) => day.slice(5))).toEqual([
      ...['12-25', '12-26', '01-01', '03-26', '03-29', '05-01', '05-06', '05-17', '10-03'],
    ]);
    expect(holidaysAhead('2026-12-25', 'none')).toEqual([]);
  });

  it('stand once where two feasts fall on one day, under both names', () => {
    const both = holidaysOf(2008, 'DE').filter(({ day }) => day === '2008-05-01');
    expect(both.map(({ names }) => names.de)).toEqual(['Tag der Arbeit, Christi Himmelfahrt']);
  });

  it('belong to a state that has a name', () => {
    for (const region of holidayRegions) expect(regionNames[region].de).not.toBe('');
  });
});
