/** Days and times in the organisation's zone, across changes of the clock. */
import { describe, expect, it } from 'vitest';
import { addDays, dayRange, momentOf, nextQuarter, toMoment, wallClock } from '../../clients/advisor/dates.ts';

const zone = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);

describe('momentOf', () => {
  it('reads a wall clock in winter and in summer', () => {
    expect(momentOf('2026-11-24', '10:00', zone)).toBe(at('2026-11-24T09:00:00Z'));
    expect(momentOf('2026-07-24', '10:00', zone)).toBe(at('2026-07-24T08:00:00Z'));
  });

  it('answers undefined for the hour that the clocks skip', () => {
    expect(momentOf('2026-03-29', '02:30', zone)).toBeUndefined();
    expect(momentOf('2026-03-29', '03:00', zone)).toBe(at('2026-03-29T01:00:00Z'));
  });

  it('takes the earlier of the hour that comes twice', () => {
    expect(momentOf('2026-10-25', '02:30', zone)).toBe(at('2026-10-25T00:30:00Z'));
  });

  it.each([
    ['2026-02-31', '10:00'],
    ['24.11.2026', '10:00'],
    ['', '10:00'],
    ['2026-11-24', '24:00'],
    ['2026-11-24', '9:00'],
  ])('refuses %s %s', (day, time) => {
    expect(momentOf(day, time, zone)).toBeUndefined();
  });

  it.each(['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'UTC'])(
    'is the inverse of wallClock in %s',
    (place) => {
      for (let hour = 0; hour < 24 * 365; hour += 7) {
        const moment = at('2026-01-01T00:00:00Z') + hour * 3_600_000;
        const wall = wallClock(moment, place);
        const back = momentOf(wall.day, wall.time, place);
        expect(back === moment || back === moment - 3_600_000).toBe(true);
      }
    },
  );
});

describe('days', () => {
  it('moves across months, years and changes of the clock', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  });

  it('knows days of 23 and 25 hours', () => {
    const hours = (day: string) => (dayRange(day, zone).to - dayRange(day, zone).from) / 3_600_000;
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-11-24')).toBe(24);
  });
});

describe('nextQuarter', () => {
  it('rounds up to the next full quarter', () => {
    expect(nextQuarter(at('2026-11-24T09:01:00Z'), zone)).toEqual({ day: '2026-11-24', time: '10:15' });
    expect(nextQuarter(at('2026-11-24T09:14:30Z'), zone)).toEqual({ day: '2026-11-24', time: '10:30' });
  });

  it('goes on to the next day before midnight', () => {
    expect(nextQuarter(at('2026-11-24T22:50:00Z'), zone)).toEqual({ day: '2026-11-25', time: '00:00' });
  });
});

it('writes a moment in UTC to the second', () => {
  expect(toMoment(at('2026-11-24T09:00:00.999Z'))).toBe('2026-11-24T09:00:00Z');
});
