/** Two instances of the service on one PostgreSQL, and two hundred guests who want the same slot at the same moment. */
import { AppointmentList, BookingAnswer, PersonFound } from '@visavis/shared';
import pg from 'pg';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../services/appointments/database-postgres.ts';
import { create, errorOf, sendAsAdvisor } from '../support/appointment-samples.ts';
import { startAppointments, type TestApp } from '../support/appointments-app.ts';
import {
  answer,
  ask,
  asked,
  bookingPerson,
  doneWork,
  nextFree,
  serviceOffer,
  setOffer,
} from '../support/booking-samples.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const guests = 200;

describe('one slot, two instances, two hundred guests', () => {
  let server: TestPostgres;
  let both: TestApp[] = [];
  let url = '';
  const close: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    server = startPostgres();
    url = await server.createDatabase();
    for (const index of [0, 1]) {
      const database = await openPostgres(url);
      close.push(database.close);
      both[index] = await startAppointments(database, both[0] ? { secrets: both[0].secrets } : {});
    }
    const [first] = both;
    if (first) await setOffer(first, { services: [{ ...serviceOffer, everyMinutes: 15 }] });
  }, 120_000);
  afterAll(async () => {
    await Promise.all(both.map((one) => one.close()));
    both = [];
    for (const end of close) await end();
    await server?.stop();
  }, 60_000);

  const instance = (index: number): TestApp => {
    const found = both[index % 2];
    if (!found) throw new Error('not started');
    return found;
  };
  const person = (index: number) => ({ ...bookingPerson, email: `guest${index}@example.org` });
  /** Each in a network of its own: neighbours who all come at once would have to prove their mailboxes. */
  const address = (index: number) => `198.19.${index}.1`;

  it('go to one, and the others are told the next free ones', async () => {
    const startsAt = await nextFree(instance(0));
    const work = await Promise.all(
      Array.from({ length: guests }, (_, index) => doneWork(instance(index), address(index))),
    );
    const answers = await Promise.all(
      work.map((done, index) => ask(instance(index), { startsAt, person: person(index), work: done }, address(index))),
    );
    const parsed = answers.map(({ status, body, text }) => {
      if (status !== 200) throw new Error(text);
      return v.parse(BookingAnswer, body);
    });
    expect(parsed.filter(({ outcome }) => outcome === 'requested')).toHaveLength(1);
    const next = parsed.flatMap((one) => (one.outcome === 'taken' ? [one.next] : []));
    expect(next).toHaveLength(guests - 1);
    for (const slots of next) {
      expect(slots).toHaveLength(6);
      expect(slots).not.toContain(startsAt);
      expect(Date.parse(slots[0] ?? '')).toBeGreaterThan(Date.parse(startsAt));
    }
  }, 60_000);

  it('are never given a time that overlaps another’s, whatever they ask for at once', async () => {
    const from = Date.parse(await nextFree(instance(0)));
    const wishes = Array.from({ length: 40 }, (_, index) => new Date(from + (index % 8) * 15 * 60_000).toISOString());
    const answers = await Promise.all(
      wishes.map((startsAt, index) =>
        ask(instance(index), { startsAt, person: person(1000 + index) }, `198.18.${index}.2`),
      ),
    );
    const won = answers.flatMap(({ body }) => {
      const one = v.parse(BookingAnswer, body);
      return one.outcome === 'requested' ? [Date.parse(one.request.startsAt)] : [];
    });
    const sorted = won.toSorted((a, b) => a - b);
    expect(won.length).toBeGreaterThan(0);
    for (const [index, start] of sorted.entries()) {
      if (index > 0) expect(start - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(30 * 60_000);
    }
  }, 60_000);

  it('is confirmed once when two windows of the advisor confirm at once', async () => {
    const made = await asked(instance(0), { person: person(2000) }, '198.18.1.1');
    const answers = await Promise.all([0, 1].map((index) => answer(instance(index), made.id, { answer: 'confirm' })));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses[0]).toBe(200);
    expect([200, 409]).toContain(statuses[1]);
    const list = await sendAsAdvisor(instance(0), 'GET', `/api/v1/appointments?from=${made.startsAt}`);
    expect(v.parse(AppointmentList, list.body).appointments).toHaveLength(1);
  }, 60_000);

  it('stays the advisor’s where an appointment lies already', async () => {
    const startsAt = await nextFree(instance(0));
    await create(instance(1), {}, Date.parse(startsAt) - instance(1).clock.now());
    const refused = await ask(instance(0), { startsAt, person: person(3000) }, '198.18.2.1');
    expect(v.parse(BookingAnswer, refused.body).outcome).toBe('taken');
  }, 60_000);

  /** Asks for a time that is free, and writes the wish down only after `meanwhile`. */
  const overtaken = async (startsAt: string, index: number, meanwhile: (sql: pg.Client) => Promise<unknown>) => {
    const sql = new pg.Client({ connectionString: url });
    await sql.connect();
    try {
      await sql.query('begin; lock table spent_work in access exclusive mode');
      const asking = ask(instance(0), { startsAt, person: person(index) }, `198.18.${index / 1000}.3`);
      const waiting = "select 1 from pg_locks where not granted and relation = 'spent_work'::regclass";
      await expect.poll(async () => (await sql.query(waiting)).rowCount, { timeout: 20_000 }).toBe(1);
      await meanwhile(sql);
      await sql.query('commit');
      return v.parse(BookingAnswer, (await asking).body).outcome;
    } finally {
      await sql.end();
    }
  };

  it('stays the advisor’s also where the appointment is made after a guest has seen the time free', async () => {
    const startsAt = await nextFree(instance(0));
    const make = () => create(instance(1), {}, Date.parse(startsAt) - instance(1).clock.now());
    expect(await overtaken(startsAt, 6000, make)).toBe('taken');
  }, 60_000);

  it('stays the successor’s where an appointment is passed on after a guest has seen the time free', async () => {
    const startsAt = await nextFree(instance(0));
    const made = await create(instance(1), {}, Date.parse(startsAt) - instance(1).clock.now());
    const pass = () => sendAsAdvisor(instance(1), 'POST', '/api/v1/advisors/wolf/pass-on', { successor: 'house' });
    const lend = async (sql: pg.Client) => {
      await sql.query("insert into advisors (id, name, created_at) values ('wolf', 'Herr Wolf', now())");
      await sql.query("update appointments set advisor_id = 'wolf' where id = $1", [made.id]);
      await sql.query("update slot_holds set advisor_id = 'wolf' where appointment_id = $1", [made.id]);
    };
    const sql = new pg.Client({ connectionString: url });
    await sql.connect();
    await lend(sql).finally(() => sql.end());
    const done = { passedOn: 0 };
    const outcome = await overtaken(startsAt, 7000, async () => Object.assign(done, (await pass()).body));
    expect([done.passedOn, outcome]).toEqual([1, 'taken']);
  }, 60_000);

  it('takes work once, also when both instances see it', async () => {
    const work = await doneWork(instance(0), '198.18.3.1');
    const answers = await Promise.all(
      [0, 1].map((index) => ask(instance(index), { work, person: person(4000 + index) }, '198.18.3.1')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    const refused = answers.find(({ status }) => status === 403);
    expect(errorOf(refused?.body).code).toBe('forbidden');
  }, 60_000);

  it('is one request when the same wish reaches both at once, each with work of its own', async () => {
    const wish = { startsAt: await nextFree(instance(0)), person: person(5000), idempotencyKey: 'k'.repeat(22) };
    const from = '198.18.4.1';
    const work = await Promise.all([0, 1].map((index) => doneWork(instance(index), from)));
    const both = await Promise.all(work.map((done, index) => asked(instance(index), { ...wish, work: done }, from)));
    expect(both[0]).toEqual(both[1]);
  }, 60_000);

  it('is never left with an appointment of somebody who was erased at that moment', async () => {
    const first = instance(0);
    const all = [];
    for (let index = 0; index < 8; index++) {
      const email = `erased${index}@example.org`;
      all.push({ email, id: (await asked(first, { person: { ...bookingPerson, email } }, address(230 + index))).id });
    }
    const erase = (email: string) => sendAsAdvisor(instance(1), 'POST', '/api/v1/people/erase', { person: { email } });
    const pairs = all.map(({ email, id }) => Promise.all([answer(first, id, { answer: 'confirm' }), erase(email)]));
    for (const [index, [, erased]] of (await Promise.all(pairs)).entries()) {
      const person = { email: all[index]?.email };
      const left = await sendAsAdvisor(first, 'POST', '/api/v1/people/search', { person, language: 'de' });
      const { standing } = v.parse(PersonFound, left.body);
      expect([erased.status, standing.length]).toEqual(erased.status === 200 ? [200, 0] : [409, 1]);
    }
  });
});
