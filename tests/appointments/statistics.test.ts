/** What is counted of conversations, on both databases: once, in the transaction in which it happens, and given out by fives. */
import { Statistics } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { admit, create, day, errorOf, hour, minute, sendAsAdvisor } from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';
import { answer, asked, setOffer } from '../support/booking-samples.ts';

type Row = Record<string, unknown>;

describe.each(databaseKinds)('statistics on %s', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  }, 120_000);
  afterAll(() => database?.close(), 30_000);
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
  });
  afterEach(() => test?.close());

  const rows = async (query: string) =>
    ((await database.database.db.execute(query)) as unknown as { rows: Row[] }).rows;
  /** What was counted and is not given out yet: `measure bucket service` with its number. */
  const open = async () => {
    const found = await rows(
      'select measure, bucket, service, sum(count)::int as n from open_counts group by 1, 2, 3 having sum(count) <> 0',
    );
    return Object.fromEntries(found.map(({ measure, bucket, service, n }) => [`${measure} ${bucket} ${service}`, n]));
  };
  const advance = async (byMs: number) => {
    test.clock.jump(byMs);
    await test.appointments.settled();
  };
  const read = async (query = '') => {
    const given = await sendAsAdvisor(test, 'GET', `/api/v1/statistics${query}`);
    if (given.status !== 200) throw new Error(given.text);
    return v.parse(Statistics, given.body);
  };
  const many = async (count: number, startsInMs = 5 * minute) => {
    const made = [];
    for (let at = 0; at < count; at++) made.push(await create(test, {}, startsInMs));
    return made;
  };
  const talk = (id: string, note: unknown) => sendAsAdvisor(test, 'POST', `/api/v1/appointments/${id}/talk`, note);

  it('counts what becomes of appointments, each once, and whatever the advisor puts right', async () => {
    const [held, missed, cancelled] = await many(3);
    await admit(test, { appointment: held?.id, code: held?.dialInCode });
    for (let again = 0; again < 2; again++)
      await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled?.id}`);
    expect(await open()).toEqual({ 'appointments made ': 3, 'appointments cancelled ': 1 });
    await advance(3 * hour);
    await advance(minute);
    const [bucket = ''] = Object.keys(await open()).filter((name) => name.startsWith('held '));
    expect(await open()).toMatchObject({ [bucket]: 1, 'appointments missed ': 1 });
    await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${missed?.id}/outcome`, { outcome: 'held' });
    expect(await open()).toEqual({ 'appointments made ': 3, 'appointments cancelled ': 1, [bucket]: 2 });
  });

  it('gives out nothing under five, and on the next day the rest with what follows', async () => {
    await many(6, 400 * day);
    const today = (await read()).until;
    expect((await read()).bundles).toEqual([]);
    await advance(day);
    const first = await read();
    expect(first.bundles).toEqual([
      { day: first.until, service: '', measure: 'appointments', bucket: 'made', count: 6 },
    ]);
    expect(first.until > today).toBe(true);
    await many(4, 400 * day);
    await advance(day);
    expect((await read()).bundles).toHaveLength(1);
    await many(1, 400 * day);
    await advance(day);
    expect((await read()).bundles.map(({ count }) => count)).toEqual([6, 5]);
    expect((await read(`?from=${first.until}&to=${first.until}`)).bundles).toEqual(first.bundles);
    expect(await open()).toEqual({});
  });

  it('keeps no number under five with a day, whoever writes it', async () => {
    const small = "insert into daily_counts values ('2027-01-04', '', 'appointments', 'made', 4)";
    await expect(database.database.db.execute(small)).rejects.toThrow();
  });

  it('counts once and closes a day once with two instances at work', async () => {
    const { clock, secrets } = test;
    const other = await startAppointments(database.database, { clock, secrets });
    try {
      // Whoever has just started closes the day before: what is counted meanwhile would go with it.
      await Promise.all([test.appointments.settled(), other.appointments.settled()]);
      await Promise.all([0, 1, 2, 3, 4, 5].flatMap(() => [create(test), create(other)]));
      expect(await open()).toEqual({ 'appointments made ': 12 });
      clock.jump(day);
      await Promise.all([test.appointments.settled(), other.appointments.settled()]);
      clock.jump(day);
      await Promise.all([test.appointments.settled(), other.appointments.settled()]);
      // An appointment whose mail is on its way is counted a minute later, and then waits for the next bundle.
      const { bundles } = await read();
      const left = await open();
      for (const bucket of ['made', 'missed']) {
        const given = bundles.filter((bundle) => bundle.bucket === bucket).reduce((sum, { count }) => sum + count, 0);
        expect([bucket, given + Number(left[`appointments ${bucket} `] ?? 0)]).toEqual([bucket, 12]);
      }
      expect(bundles[0]).toMatchObject({ bucket: 'made', count: 12 });
    } finally {
      await other.close();
    }
  });

  it('outlives what it counts, and ends after twelve months', async () => {
    await many(5);
    await advance(31 * day);
    await advance(day);
    expect(await rows('select id from appointments')).toEqual([]);
    expect((await read()).bundles.map(({ bucket, count }) => [bucket, count])).toEqual([
      ['made', 5],
      ['missed', 5],
    ]);
    await advance(330 * day);
    expect(await rows('select count from daily_counts')).toHaveLength(2);
    await advance(40 * day);
    expect(await rows('select count from daily_counts')).toEqual([]);
  });

  it('counts a conversation once by the service it was asked for, with what was used and how long the guest waited', async () => {
    await setOffer(test);
    const request = await asked(test);
    await answer(test, request.id, { answer: 'confirm' });
    const [made] = await rows('select id, starts_at, service_id from appointments');
    const id = String(made?.id);
    expect(made?.service_id).toBe('beratung');
    const startsAt = new Date(String(made?.starts_at)).getTime();
    await talk(id, { result: 'no-line' });
    expect(await open()).toEqual({ 'appointments made beratung': 1 });
    test.clock.jump(startsAt - 10 * minute - test.clock.now());
    await rows(`update appointments set admitted_at = '${new Date(test.clock.now()).toISOString()}'`);
    test.clock.jump(10 * minute + 27 * minute);
    expect((await talk(id, { result: 'left' })).status).toBe(204);
    const note = { result: 'talked', minutes: 23, features: ['text', 'files', 'text'] };
    for (const one of [note, { ...note, minutes: 5 }]) expect((await talk(id, one)).status).toBe(204);
    expect(await open()).toEqual({
      'appointments made beratung': 1,
      'failures left beratung': 1,
      'duration 30 beratung': 1,
      'waiting 5 beratung': 1,
      'features text beratung': 1,
      'features files beratung': 1,
    });
  });

  it('takes feedback from a device that was let in, the first answer, and keeps nothing of whose it was', async () => {
    const [made] = await many(1);
    const appointment = made?.id ?? '';
    const { device } = await admit(test, { appointment, code: made?.dialInCode });
    const tell = (body: object) => test.send('POST', '/api/v1/feedback', body);
    expect((await tell({ appointment, device, feedback: 'good' })).status).toBe(204);
    expect((await tell({ appointment, device, feedback: 'poor' })).status).toBe(204);
    const refused = await tell({ appointment, device: `${device}x`, feedback: 'poor' });
    expect(errorOf(refused.body).code).toBe('not-admitted');
    expect((await tell({ appointment, number: made?.number, device, feedback: 'good' })).status).toBe(400);
    expect(await open()).toEqual({ 'appointments made ': 1, 'feedback good ': 1 });
    expect(JSON.stringify(await rows('select * from used_once'))).not.toContain(appointment);
    expect(test.lines.join()).not.toContain('good');
  });

  it('answers as a table too, and refuses days in the wrong order', async () => {
    await setOffer(test);
    await rows("insert into daily_counts values ('2027-01-04', 'beratung', 'held', '10', 7)");
    const csv = await sendAsAdvisor(test, 'GET', '/api/v1/statistics/csv?from=2027-01-01&to=2027-01-31');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.text.split('\r\n')).toEqual([
      '\uFEFFday;service;title;measure;bucket;count',
      '2027-01-04;beratung;Beratung;held;10;7',
      '',
    ]);
    for (const span of ['from=2027-02-01&to=2027-01-01', 'from=2020-01-01&to=2027-01-01', 'from=heute']) {
      expect((await sendAsAdvisor(test, 'GET', `/api/v1/statistics?${span}`)).status).toBe(400);
    }
  });
});
