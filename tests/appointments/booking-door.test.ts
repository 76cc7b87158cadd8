/** The door of booking: what is asked wrongly, too often, without work or with a guessed code is refused, and costs nobody else. */
import { RequestList } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { create, day, errorOf, minute, sendAsAdvisor, wrongCode } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { answer, ask, asked, bookingPerson, doneWork, nextFree, setOffer } from '../support/booking-samples.ts';

describe('the door of booking', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  }, 60_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
    await setOffer(test);
  });
  afterEach(() => test?.close());

  const status = async (made: { id: string; code: string }, code = made.code) =>
    test.send('POST', '/api/v1/book/status', { request: made.id, code });

  it('answers a wrong code like an unknown request, and slows down who guesses', async () => {
    const made = await asked(test);
    const wrong = await status(made, wrongCode(made.code));
    const unknown = await status({ id: 'B'.repeat(22), code: made.code });
    expect([wrong.status, unknown.status]).toEqual([403, 403]);
    expect(errorOf(wrong.body)).toMatchObject({ code: 'not-admitted', message: errorOf(unknown.body).message });
    for (let tried = 0; tried < 5; tried++) await status(made, wrongCode(made.code));
    const slowed = await status(made);
    expect([slowed.status, errorOf(slowed.body).code]).toEqual([429, 'too-many']);
  });

  it.each([
    ['a slip in the insurance number', { ...bookingPerson, insuranceNumber: 'A123456781' }],
    ['number and date of birth', { ...bookingPerson, birthDate: '1944-05-08' }],
    ['neither of them', { ...bookingPerson, insuranceNumber: undefined }],
    ['a birthday that no calendar has', { ...bookingPerson, insuranceNumber: undefined, birthDate: '1944-02-30' }],
    ['a line break in a name', { ...bookingPerson, lastName: 'A\r\nBcc: b@example.org' }],
    ['a name of 60 letters', { ...bookingPerson, firstName: 'x'.repeat(60) }],
  ])('refuses %s', async (_what, person) => {
    const refused = await ask(test, { person });
    expect([refused.status, errorOf(refused.body).code]).toEqual([400, 'bad-request']);
    expect((await sendAsAdvisor(test, 'GET', '/api/v1/requests')).body).toMatchObject({ requests: [] });
  });

  it('knows no time beyond all calendars', async () => {
    for (const startsAt of ['0000-01-01T00:00Z', '9999-12-31T23:59-23:59', '2200-01-01T00:00Z']) {
      const refused = await ask(test, { startsAt });
      expect([refused.status, errorOf(refused.body).code]).toEqual([400, 'bad-request']);
    }
  });

  it('takes a date of birth instead of the number, and no salutation', async () => {
    const { insuranceNumber: _, subject: __, ...rest } = bookingPerson;
    const person = { ...rest, salutation: 'none', birthDate: '1944-05-08' };
    const made = await asked(test, { person });
    const answered = await sendAsAdvisor(test, 'GET', '/api/v1/requests');
    expect(v.parse(RequestList, answered.body).requests).toMatchObject([{ id: made.id, person }]);
  });

  it('asks for consent to the terms of today, and for a service that is on offer', async () => {
    const old = await ask(test, { consent: { version: '2019-01' } });
    expect([old.status, errorOf(old.body).code]).toEqual([409, 'consent-outdated']);
    expect((await ask(test, { service: 'andere' })).status).toBe(404);
  });

  it('gives no slot that is not on offer', async () => {
    const odd = new Date(Date.parse(await nextFree(test)) + 5 * minute).toISOString();
    for (const startsAt of [odd, new Date(test.clock.now() - day).toISOString()]) {
      expect((await ask(test, { startsAt })).body).toMatchObject({ outcome: 'taken' });
    }
  });

  it('wants work, done, once and in time', async () => {
    const work = await doneWork(test);
    await asked(test, { work });
    test.clock.advance(minute);
    const late = await doneWork(test);
    const forged = { ...late, challenge: late.challenge.replace(/^w1\.\d+/, 'w1.9999999999') };
    for (const wrong of [work, forged, { challenge: 'w1', nonce: '0' }]) {
      const refused = await ask(test, { work: wrong });
      expect([refused.status, errorOf(refused.body).code]).toEqual([403, 'forbidden']);
    }
    const old = await doneWork(test);
    test.clock.jump(31 * minute);
    expect((await ask(test, { work: old })).status).toBe(403);
  });

  it('counts a wish for another slot like a request: it sends a mail too', async () => {
    const made = await asked(test);
    const wish = async () => {
      const startsAt = await nextFree(test);
      const body = { request: made.id, code: made.code, answer: 'move', startsAt };
      return (await test.send('POST', '/api/v1/book/answer', body)).status;
    };
    expect([await wish(), await wish(), await wish()]).toEqual([200, 200, 429]);
  });

  it('limits what one address asks for, and what names one e-mail address', async () => {
    const outcome = async (changes: Record<string, unknown>, address: string) =>
      (await ask(test, changes, address)).status;
    for (let index = 0; index < 3; index++) expect(await outcome({}, `203.0.113.${index}`)).toBe(200);
    const flooded = await ask(test, {}, '203.0.113.99');
    expect([flooded.status, errorOf(flooded.body).code]).toEqual([429, 'too-many']);
    const person = (index: number) => ({ ...bookingPerson, email: `g${index}@example.org` });
    for (let index = 0; index < 10; index++)
      expect(await outcome({ person: person(index) }, '203.0.113.200')).toBe(200);
    expect((await ask(test, { person: person(11) }, '203.0.113.200')).status).toBe(429);
  });

  describe('when the same wish comes once more', () => {
    const idempotencyKey = 'k'.repeat(22);
    const rowsOf = async (table: string) =>
      ((await database.database.db.execute(`select * from ${table}`)) as unknown as { rows: unknown[] }).rows.length;
    const written = () => Promise.all(['requests', 'outbox', 'webhook_messages', 'spent_work'].map(rowsOf));
    const listen = () => {
      const values = "'w', 'https://example.org/', 'x', array['appointment.requested'], now()";
      return database.database.db.execute(
        `insert into webhooks (id, url_enc, secret_enc, events, created_at) values (${values})`,
      );
    };

    it('answers as it did, and nothing happens twice', async () => {
      await listen();
      const wish = { startsAt: await nextFree(test), idempotencyKey };
      const work = await doneWork(test);
      const made = await asked(test, { ...wish, work });
      const before = await written();
      expect(before).toEqual([1, 1, 1, 1]);
      const undone = { challenge: 'w1', nonce: '0' };
      for (const again of [{ work }, { work: undone }, { consent: { version: '2019-01' } }, { language: 'en' }, {}])
        expect(await asked(test, { ...wish, ...again })).toEqual(made);
      expect(await written()).toEqual(before);
      await answer(test, made.id, { answer: 'confirm' });
      const later = await asked(test, wish);
      expect([later.id, later.code, later.status]).toEqual([made.id, made.code, 'confirmed']);
      const limited = await ask(test, { person: { ...bookingPerson, firstName: 'Karl' } });
      expect(limited.body).toMatchObject({ outcome: 'requested' });
    });

    it('is refused where the key belongs to another wish, or to one that came to nothing', async () => {
      const wish = { startsAt: await nextFree(test), idempotencyKey };
      const made = await asked(test, wish);
      const later = new Date(Date.parse(wish.startsAt) + 30 * minute).toISOString();
      const other = { ...bookingPerson, email: 'b@example.org' };
      for (const changed of [
        { ...wish, startsAt: later },
        { ...wish, person: other },
      ]) {
        const refused = await ask(test, changed);
        expect([refused.status, errorOf(refused.body).code]).toEqual([409, 'conflict']);
        expect(refused.text).not.toContain(made.code);
      }
      expect(await rowsOf('requests')).toBe(1);
      await answer(test, made.id, { answer: 'decline' });
      expect((await ask(test, wish)).status).toBe(409);
      expect((await ask(test, { ...wish, idempotencyKey: 'short' })).status).toBe(400);
    });

    it('never tells the code that the mail alone has, also not once its reader has agreed', async () => {
      for (let index = 0; index < 2; index++) await asked(test, {}, `203.0.113.${index}`);
      const wish = { startsAt: await nextFree(test), idempotencyKey };
      const first = await ask(test, wish, '203.0.113.7');
      expect(first.body).toMatchObject({ outcome: 'unconfirmed' });
      expect((await ask(test, wish, '203.0.113.7')).body).toEqual(first.body);
      await database.database.db.execute("update requests set phase = 'requested' where phase = 'unconfirmed'");
      expect((await ask(test, wish, '203.0.113.7')).body).toEqual(first.body);
    });
  });

  it('keeps nobody else from what every minute brings when one request cannot be read', async () => {
    const { db } = database.database;
    const made = await asked(test);
    await db.execute(`update requests set person_enc = 'unreadable' where id = '${made.id}'`);
    const other = await create(test);
    test.clock.jump(3 * day);
    await test.appointments.settled();
    const query = `select counted_as from appointments where id = '${other.id}'`;
    expect(((await db.execute(query)) as unknown as { rows: unknown[] }).rows).toEqual([{ counted_as: 'missed' }]);
  });
});
