/** What is on offer, through the real service: services and hours written by the advisor, slots read by anybody. */
import { HolidayList, HouseChanges, SlotAnswer } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { create, day, errorOf, hour, minute, sendAsAdvisor } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { chooseHolidays, nextFree, serviceOffer, setOffer, slotsOn, weekdays } from '../support/booking-samples.ts';

describe('the offer', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  }, 60_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
  });
  afterEach(() => test?.close());

  const slots = async (query = '') => {
    const answer = await test.send('GET', `/api/v1/book/slots?service=beratung${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return v.parse(SlotAnswer, answer.body);
  };

  it('is empty until somebody writes it, and shows guests nothing but what they need', async () => {
    expect((await test.send('GET', '/api/v1/book/services')).body).toEqual({ services: [] });
    await setOffer(test);
    const { noticeMinutes: _, ...offered } = serviceOffer;
    const { id, mode, texts, durationMinutes } = offered;
    expect((await test.send('GET', '/api/v1/book/services')).body).toEqual({
      services: [{ id, mode, texts, durationMinutes }],
    });
  });

  it('is the advisor’s to write, read again as written, and replaced as a whole', async () => {
    expect((await test.send('PUT', '/api/v1/offer', { services: [] })).status).toBe(401);
    expect((await test.send('PUT', '/api/v1/offer/hours', weekdays)).status).toBe(401);
    const second = { ...serviceOffer, id: 'zweite' };
    await setOffer(test, { services: [second, serviceOffer] });
    expect((await sendAsAdvisor(test, 'GET', '/api/v1/offer')).body).toEqual({ services: [second, serviceOffer] });
    await setOffer(test, { services: [serviceOffer] });
    expect((await sendAsAdvisor(test, 'GET', '/api/v1/offer')).body).toEqual({ services: [serviceOffer] });
    expect((await sendAsAdvisor(test, 'GET', '/api/v1/offer/hours')).body).toEqual(weekdays);
  });

  it.each([
    ['one service twice', '/api/v1/offer', { services: [serviceOffer, serviceOffer] }],
    ['a length beside the grid', '/api/v1/offer', { services: [{ ...serviceOffer, durationMinutes: 32 }] }],
    ['a way of meeting that is not there', '/api/v1/offer', { services: [{ ...serviceOffer, mode: 'in-person' }] }],
    [
      'hours that end before they begin',
      '/api/v1/offer/hours',
      { ...weekdays, weekly: [{ weekday: 1, from: '10:00', to: '09:00' }] },
    ],
    [
      'a time that no clock shows',
      '/api/v1/offer/hours',
      { ...weekdays, weekly: [{ weekday: 1, from: '24:00', to: '25:00' }] },
    ],
    [
      'a day that no calendar has',
      '/api/v1/offer/hours',
      { ...weekdays, exceptions: [{ day: '2027-02-29', hours: [] }] },
    ],
  ])('refuses %s', async (_what, url, body) => {
    const answer = await sendAsAdvisor(test, 'PUT', url, body);
    expect([answer.status, errorOf(answer.body).code]).toEqual([400, 'bad-request']);
  });

  it('gives slots by day in the organisation’s zone, the next free one first', async () => {
    await setOffer(test);
    const answer = await slots();
    const days = answer.days.map((one) => one.day);
    expect(answer).toMatchObject({ timeZone: 'Europe/Berlin', durationMinutes: 30, next: answer.days[0]?.slots[0] });
    expect(days.length).toBeGreaterThan(8);
    expect(days.every((one) => new Date(one).getUTCDay() % 6 !== 0)).toBe(true);
    expect(answer.days[1]?.slots).toHaveLength(6);
  });

  it('has no slots on holidays, none where an appointment lies, and none for an unknown service', async () => {
    await setOffer(test);
    const easter = await slots('&from=2027-03-26&days=5');
    expect(easter.days.map((one) => one.day)).toEqual(['2027-03-30']);
    const before = await slots();
    const first = Date.parse(before.next ?? '');
    await create(test, {}, first - test.clock.now());
    expect((await slots()).next).toBe(new Date(first + 30 * minute).toISOString());
    const unknown = await test.send('GET', '/api/v1/book/slots?service=andere');
    expect([unknown.status, errorOf(unknown.body).code]).toEqual([404, 'not-found']);
  });

  it('names the holidays of twelve months to those who work there, and keeps one open that an exception names', async () => {
    await setOffer(test);
    expect((await test.send('GET', '/api/v1/offer/holidays')).status).toBe(401);
    const told = v.parse(HolidayList, (await sendAsAdvisor(test, 'GET', '/api/v1/offer/holidays')).body);
    expect([told.region, told.regionNames.de, told.holidays.length]).toEqual(['DE', 'alle Bundesländer', 9]);
    expect(told.holidays).toContainEqual({ day: '2027-03-26', names: { de: 'Karfreitag', en: 'Good Friday' } });
    const late = { day: '2027-03-26', hours: [{ from: '22:30', to: '24:00' }] };
    await sendAsAdvisor(test, 'PUT', '/api/v1/offer/hours', { ...weekdays, exceptions: [late] });
    const easter = await slots('&from=2027-03-26&days=3');
    expect(easter.days).toEqual([
      { day: late.day, slots: ['21:30', '22:00', '22:30'].map((time) => `2027-03-26T${time}:00.000Z`) },
    ]);
  });

  it('rests on the holidays of the state that the lead chose, from then on, and leaves what is booked', async () => {
    await setOffer(test);
    const womensDay = '2027-03-08';
    const [first = ''] = await slotsOn(test, womensDay);
    const { id } = await create(test, {}, Date.parse(first) - test.clock.now());
    expect(await slotsOn(test, womensDay)).toHaveLength(5);
    await chooseHolidays(test, 'DE-BE');
    expect(await slotsOn(test, womensDay)).toEqual([]);
    const told = v.parse(HolidayList, (await sendAsAdvisor(test, 'GET', '/api/v1/offer/holidays')).body);
    expect([told.region, told.regionNames.de]).toEqual(['DE-BE', 'Berlin']);
    const booked = await sendAsAdvisor(test, 'GET', `/api/v1/appointments/${id}`);
    expect(booked.body).toMatchObject({ status: 'confirmed', startsAt: first });
    test.clock.jump(minute);
    await chooseHolidays(test);
    expect(await slotsOn(test, womensDay)).toHaveLength(5);
    const { changes } = v.parse(HouseChanges, (await sendAsAdvisor(test, 'GET', '/api/v1/settings/changes')).body);
    expect(changes.flatMap((change) => change.changes)).toEqual([
      { name: 'holidays', before: 'DE-BE', after: null },
      { name: 'holidays', before: null, after: 'DE-BE' },
    ]);
  });

  it('frees the slot of an appointment that is cancelled', async () => {
    await setOffer(test);
    const { next } = await slots();
    const made = await create(test, {}, Date.parse(next ?? '') - test.clock.now());
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    expect((await slots()).next).toBe(next);
  });

  it('has no slots of an advisor who was taken out of the book', async () => {
    await setOffer(test);
    expect(await nextFree(test)).not.toBe('');
    await database.database.db.execute('update advisors set is_active = false');
    expect(await nextFree(test)).toBe('');
  });

  it('shows days from the one that is asked for, a month at most, up to the horizon', async () => {
    await setOffer(test, { services: [{ ...serviceOffer, horizonDays: 20 }] });
    const far = new Date(test.clock.now() + 15 * day).toISOString().slice(0, 10);
    const last = (await slots(`&from=${far}&days=31`)).days.at(-1)?.day ?? '';
    expect(Date.parse(last)).toBeLessThanOrEqual(test.clock.now() + 20 * day);
    for (const days of ['0', '32', 'x']) {
      expect((await test.send('GET', `/api/v1/book/slots?service=beratung&days=${days}`)).status).toBe(400);
    }
  });

  it('forgets exceptions when their day is over', async () => {
    const at = (days: number) => new Date(test.clock.now() + days * day).toISOString().slice(0, 10);
    const exceptions = [-3, 1, 9].map((days) => ({ day: at(days), hours: [] }));
    const written = await sendAsAdvisor(test, 'PUT', '/api/v1/offer/hours', { ...weekdays, exceptions });
    expect(written.body).toMatchObject({ exceptions: exceptions.slice(1) });
    test.clock.jump(5 * day);
    test.clock.advance(hour);
    await test.appointments.settled();
    expect((await sendAsAdvisor(test, 'GET', '/api/v1/offer/hours')).body).toEqual({
      ...weekdays,
      exceptions: exceptions.slice(2),
    });
  });

  it('leaves nobody behind who waits, or wishes to be called, for what is no longer on it', async () => {
    const second = { ...serviceOffer, id: 'zweite' };
    await setOffer(test, { services: [serviceOffer, second], hours: { ...weekdays, services: ['beratung'] } });
    const at = new Date(test.clock.now()).toISOString();
    for (const [id, phase] of [
      ['A', 'waiting'],
      ['B', 'call-me'],
    ] as const) {
      await database.database.db.execute(`insert into walk_ins
        (id, service_id, language, phase, secret_sha256, joined_at, seen_at, changed_at)
        values ('${id.repeat(22)}', 'zweite', 'de', '${phase}', '', '${at}', '${at}', '${at}')`);
    }
    const queue = async () => (await sendAsAdvisor(test, 'GET', '/api/v1/walk-ins')).body;
    expect(await queue()).toMatchObject({ waiting: 0, calls: [] });
    await setOffer(test, { hours: { ...weekdays, services: ['beratung'] } });
    expect(await queue()).toMatchObject({ waiting: 1, calls: [{ id: 'B'.repeat(22), title: null }] });
    expect((await sendAsAdvisor(test, 'POST', '/api/v1/walk-ins/next')).status).toBe(201);
  });
});
