/** What clocks show, and when they show it twice. */
import { describe, expect, it } from 'vitest';
import { isShownTwice, offsetMinutes, wallTime, ZonedDate } from '../../services/appointments/invitations/wall-time.ts';

const at = Date.parse;

describe('the time on the wall', () => {
  it('is that of the zone, midnight being hour 0', () => {
    expect(wallTime(at('2026-11-23T23:00:05Z'), 'Europe/Berlin')).toEqual({
      year: 2026,
      month: 11,
      day: 24,
      hour: 0,
      minute: 0,
      second: 5,
    });
  });

  it.each([
    ['Europe/Berlin', '2026-11-24T09:00:00Z', 60],
    ['Europe/Berlin', '2026-07-24T09:00:00Z', 120],
    ['America/St_Johns', '2026-11-24T09:00:00Z', -210],
    ['Asia/Kathmandu', '2026-11-24T09:00:00.999Z', 345],
  ])('is ahead of UTC: %s at %s by %i minutes', (zone, moment, minutes) => {
    expect(offsetMinutes(at(moment), zone)).toBe(minutes);
  });

  it.each(['Europe/Berlin', 'America/St_Johns', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'is what ICU says, at every quarter of the days on which clocks change: %s',
    (timeZone) => {
      const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
      const icu = new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', ...fields });
      const two = (value: number) => String(value).padStart(2, '0');
      const shown = (atMs: number) => {
        const { year, month, day, hour, minute } = wallTime(atMs, timeZone);
        return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
      };
      const days = Array.from({ length: 366 }, (_, index) => at('2026-01-01T00:00:00Z') + index * 86_400_000);
      const changing = days.filter((day) => offsetMinutes(day, timeZone) !== offsetMinutes(day + 86_400_000, timeZone));
      const quarters = [at('2026-06-01T00:00:00Z'), ...changing].flatMap((day) =>
        Array.from({ length: 96 }, (_, index) => day + index * 900_000),
      );
      expect(quarters.map(shown)).toEqual(quarters.map((atMs) => icu.format(atMs)));
    },
  );

  it.each([
    ['2026-10-24T23:59:00Z', false],
    ['2026-10-25T00:00:00Z', true],
    ['2026-10-25T00:59:00Z', true],
    ['2026-10-25T01:00:00Z', true],
    ['2026-10-25T01:59:00Z', true],
    ['2026-10-25T02:00:00Z', false],
    ['2027-03-28T01:00:00Z', false],
  ])('is shown twice at %s: %s', (moment, twice) => {
    expect(isShownTwice(at(moment), 'Europe/Berlin')).toBe(twice);
  });

  it('is told by a date of that zone, whatever the zone of the machine', () => {
    const date = new ZonedDate(at('2026-12-31T23:30:00Z'), 'Asia/Tokyo');
    expect([date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes()]).toEqual([
      2027, 0, 1, 8, 30,
    ]);
    expect(date.withTimeZone('UTC').getHours()).toBe(23);
    expect(date.getTime()).toBe(at('2026-12-31T23:30:00Z'));
  });
});
