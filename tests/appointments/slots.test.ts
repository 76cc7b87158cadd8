/** Slots by the organisation's clock: pure, against a count of every minute, through both clock changes of 2027. */
import type { AdvisorHours, ServiceOffer } from '@visavis/shared';
import { InsuranceNumber } from '@visavis/shared';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { wallTime } from '../../services/appointments/invitations/wall-time.ts';
import {
  type AdvisorTime,
  type Calendar,
  daysToShow,
  slotsOfAll,
  slotsOfDay,
} from '../../services/appointments/offers/slots.ts';
import { dayAfter, dayOf, minuteOfDay, momentOf, weekdayOf } from '../../services/appointments/offers/zone-time.ts';

const minute = 60_000;
const zone = 'Europe/Berlin';
const berlin: Calendar = { timeZone: zone, isHoliday: () => false };
const service: ServiceOffer = {
  id: 'beratung',
  mode: 'video',
  texts: { de: { title: 'Beratung', description: '' } },
  durationMinutes: 30,
  everyMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 0,
  horizonDays: 366,
};
const everyDay = (from: string, to: string): AdvisorHours => ({
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to })),
  exceptions: [],
  services: null,
});
const alone = (hours: AdvisorHours, taken: AdvisorTime['taken'] = []): AdvisorTime => ({ hours, taken });
const begin = Date.parse('2026-12-31T00:00:00Z');
const iso = (starts: number[]) => starts.map((at) => new Date(at).toISOString().slice(11, 16));
const slots = (day: string, hours: AdvisorHours, changes: Partial<ServiceOffer> = {}) =>
  slotsOfDay({ ...service, ...changes }, alone(hours), day, berlin, begin);

describe('slots of a day', () => {
  it('keep the time on the wall before, on and after both clock changes', () => {
    for (const [day, utc] of [
      ['2027-03-27', '08:00'],
      ['2027-03-28', '07:00'],
      ['2027-10-30', '07:00'],
      ['2027-10-31', '08:00'],
    ] as const) {
      expect(iso(slots(day, everyDay('09:00', '10:00')))[0]).toBe(utc);
      expect(slots(day, everyDay('09:00', '10:00'))).toHaveLength(2);
    }
  });

  it('are as many as the day has half hours: 46 in spring, 50 in autumn', () => {
    expect(slots('2027-03-28', everyDay('00:00', '24:00'))).toHaveLength(46);
    expect(slots('2027-10-31', everyDay('00:00', '24:00'))).toHaveLength(50);
    expect(slots('2027-06-01', everyDay('00:00', '24:00'))).toHaveLength(48);
  });

  it('never begin in an hour that the clock leaves out, and take the first of two equal ones', () => {
    expect(iso(slots('2027-03-28', everyDay('02:00', '03:30')))).toEqual(['01:00']);
    expect(slots('2027-03-28', everyDay('02:00', '03:00'))).toEqual([]);
    expect(iso(slots('2027-10-31', everyDay('02:30', '03:00')))).toEqual(['00:30', '01:00', '01:30']);
  });

  it('go up to midnight where the hours end at 24:00, in the nights of both clock changes too', () => {
    const late = (day: string) => slots(day, everyDay('22:30', '24:00')).map((at) => new Date(at).toISOString());
    expect(late('2027-03-27')).toEqual([
      '2027-03-27T21:30:00.000Z',
      '2027-03-27T22:00:00.000Z',
      '2027-03-27T22:30:00.000Z',
    ]);
    expect(late('2027-03-28')).toEqual([
      '2027-03-28T20:30:00.000Z',
      '2027-03-28T21:00:00.000Z',
      '2027-03-28T21:30:00.000Z',
    ]);
    expect(late('2027-10-30')).toEqual([
      '2027-10-30T20:30:00.000Z',
      '2027-10-30T21:00:00.000Z',
      '2027-10-30T21:30:00.000Z',
    ]);
    expect(late('2027-10-31')).toEqual([
      '2027-10-31T21:30:00.000Z',
      '2027-10-31T22:00:00.000Z',
      '2027-10-31T22:30:00.000Z',
    ]);
    // Where midnight itself is left out, the day ends when the clock is put on.
    const santiago = { timeZone: 'America/Santiago', isHoliday: () => false };
    const night = slotsOfDay(service, alone(everyDay('23:00', '24:00')), '2027-09-04', santiago, begin);
    expect(night.map((at) => new Date(at).toISOString())).toEqual([
      '2027-09-05T03:00:00.000Z',
      '2027-09-05T03:30:00.000Z',
    ]);
  });

  it('lie within the hours as a whole, at every step, on every day of the year', () => {
    const time = fc.integer({ min: 0, max: 287 }).map((step) => step * 5);
    const text = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    const near = fc.constantFrom('2027-03-27', '2027-03-28', '2027-03-29', '2027-10-30', '2027-10-31', '2027-11-01');
    const any = fc.integer({ min: 0, max: 364 }).map((days) => dayAfter('2027-01-01', days));
    const lengths = fc.constantFrom(5, 15, 20, 30, 45, 60, 90);
    fc.assert(
      fc.property(fc.oneof(near, any), time, time, lengths, lengths, (day, a, b, durationMinutes, everyMinutes) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b) + 5];
        const found = slots(day, everyDay(text(from), text(to)), { durationMinutes, everyMinutes });
        const open = openSpan(day, from, to);
        const expected: number[] = [];
        for (let at = open.fromMs; at + durationMinutes * minute <= open.toMs; at += everyMinutes * minute) {
          expected.push(at);
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('leave out what touches something taken, buffers included', () => {
    const at = (time: string) => momentOf('2027-06-01', minuteOfDay(time), zone);
    const taken = [{ fromMs: at('10:00'), toMs: at('10:30') }];
    const free = (changes: Partial<ServiceOffer>) =>
      slotsOfDay({ ...service, ...changes }, alone(everyDay('09:00', '12:00'), taken), '2027-06-01', berlin, begin);
    expect(iso(free({}))).toEqual(['07:00', '07:30', '08:30', '09:00', '09:30']);
    expect(iso(free({ bufferBeforeMinutes: 5 }))).toEqual(['07:00', '07:30', '09:00', '09:30']);
    expect(iso(free({ bufferAfterMinutes: 5 }))).toEqual(['07:00', '08:30', '09:00', '09:30']);
  });

  it('respect notice and horizon', () => {
    const now = momentOf('2027-06-01', minuteOfDay('09:00'), zone);
    const free = (day: string, changes: Partial<ServiceOffer>) =>
      iso(slotsOfDay({ ...service, ...changes }, alone(everyDay('09:00', '11:00')), day, berlin, now));
    expect(free('2027-06-01', { noticeMinutes: 60 })).toEqual(['08:00', '08:30']);
    expect(free('2027-06-02', { horizonDays: 1 })).toEqual(['07:00']);
    expect(daysToShow({ ...service, horizonDays: 3 }, '2027-05-01', 14, berlin, now)).toEqual([
      ...['2027-06-01', '2027-06-02', '2027-06-03', '2027-06-04'],
    ]);
  });

  it('rest on holidays, and an exception holds instead of both', () => {
    const calendar = { timeZone: zone, isHoliday: (day: string) => day === '2027-10-03' || day === '2027-12-26' };
    const exceptions = [
      { day: '2027-06-01', hours: [] },
      { day: '2027-12-26', hours: [{ from: '10:00', to: '10:30' }] },
    ];
    const hours = { ...everyDay('09:00', '10:00'), exceptions };
    const on = (day: string) => iso(slotsOfDay(service, alone(hours), day, calendar, begin));
    expect(on('2027-10-03')).toEqual([]);
    expect(on('2027-06-01')).toEqual([]);
    expect(on('2027-12-26')).toEqual(['09:00']);
    expect(on('2027-06-02')).toHaveLength(2);
  });

  it('are those of every advisor who gives the service, each once', () => {
    const other = { ...everyDay('09:30', '10:30'), services: ['pflege'] };
    const both = [alone(everyDay('09:00', '10:00')), alone({ ...other, services: null }), alone(other)];
    expect(iso(slotsOfAll(service, both, '2027-06-01', berlin, begin))).toEqual(['07:00', '07:30', '08:00']);
    expect(slotsOfAll(service, [alone(other)], '2027-06-01', berlin, begin)).toEqual([]);
  });
});

/**
 * Looks at the clock every five minutes: open from the first moment at which it shows `from` or later until the first at
 * which it shows `to` or later. What the clock leaves out in March is put on by the hour that is missing.
 */
function openSpan(day: string, from: number, to: number) {
  const put = (at: number) => (day === '2027-03-28' && at > 120 && at < 180 ? at + 60 : at);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const looks = Array.from({ length: 30 * 12 }, (_, step) => midnight - 180 * minute + step * 5 * minute);
  const firstShowing = (time: number) =>
    looks.find((at) => {
      const wall = wallTime(at, zone);
      const shownDay = dayOf(at, zone);
      return shownDay > day || (shownDay === day && wall.hour * 60 + wall.minute >= put(time));
    }) ?? 0;
  return { fromMs: firstShowing(from), toMs: firstShowing(to) };
}

describe('moments of a zone', () => {
  it('show the time they were made from, wherever the clock shows it', () => {
    const zones = fc.constantFrom(zone, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
    const day = fc.integer({ min: 0, max: 364 }).map((days) => dayAfter('2027-01-01', days));
    fc.assert(
      fc.property(zones, day, fc.integer({ min: 0, max: 1439 }), (timeZone, localDay, at) => {
        const moment = momentOf(localDay, at, timeZone);
        const wall = wallTime(moment, timeZone);
        const isLeftOut = wall.hour * 60 + wall.minute !== at;
        if (isLeftOut) expect(wallTime(moment - 61 * minute, timeZone).hour * 60).toBeLessThan(at);
        else expect(dayOf(moment, timeZone)).toBe(localDay);
      }),
      { numRuns: 300 },
    );
    expect(new Date(momentOf('2027-03-28', 150, zone)).toISOString()).toBe('2027-03-28T01:30:00.000Z');
    expect(new Date(momentOf('2027-10-31', 150, zone)).toISOString()).toBe('2027-10-31T00:30:00.000Z');
    expect([weekdayOf('2027-03-28'), weekdayOf('2027-03-29')]).toEqual([7, 1]);
  });
});

describe('an insurance number', () => {
  it('is taken as people type it', () => {
    expect(v.parse(InsuranceNumber, ' a12 345 6780 ')).toBe('A123456780');
  });

  it('is refused with any one digit changed', () => {
    for (let place = 1; place < 10; place++) {
      const typed = [...'A123456780'];
      typed[place] = String((Number(typed[place]) + 1) % 10);
      expect(v.is(InsuranceNumber, typed.join(''))).toBe(false);
    }
    for (const wrong of ['', 'A12345678', 'A1234567801', 'Ä123456780', '1123456780', 'B123456780']) {
      expect(v.is(InsuranceNumber, wrong)).toBe(false);
    }
  });
});
