/** The door of the appointments service: attempt limits, uniform refusals, known devices, the room's window. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  admit,
  askIn,
  change,
  create,
  day,
  errorOf,
  hour,
  minute,
  newIncarnation,
  sendAsAdvisor,
  wrongCode,
} from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';

let address = 0;
/** Another /64 every time, so that only what is meant is counted. */
const elsewhere = () => `2001:db8:${(++address).toString(16)}::1`;

describe.each(databaseKinds)('the door on %s', (kind) => {
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

  const codeOf = async (who: Record<string, unknown>, from = elsewhere()) => {
    const answer = await askIn(test, who, from);
    return answer.status === 200 ? 'admitted' : errorOf(answer.body).code;
  };

  it('answers every refusal alike, and after 300 ms at the earliest', async () => {
    const made = await create(test);
    const cancelled = await create(test);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled.id}`);
    const early = await create(test, {}, 3 * day);
    const unknown = newIncarnation();
    const refused = [
      { appointment: unknown, code: made.dialInCode },
      { number: '9999999999', code: made.dialInCode, name: 'A' },
      { appointment: cancelled.id, code: cancelled.dialInCode },
      { appointment: early.id, code: early.dialInCode },
      { appointment: made.id, code: wrongCode(made.dialInCode) },
      { appointment: made.id },
      { appointment: made.id, device: 'd1.nonsense' },
      { number: made.number, code: wrongCode(made.dialInCode), name: 'A' },
    ];
    const seen = [];
    for (const who of refused) {
      const before = test.clock.now();
      const answer = await askIn(test, who, elsewhere());
      const { incident, ...error } = errorOf(answer.body);
      expect(incident).toHaveLength(8);
      seen.push({ status: answer.status, error, tookMs: test.clock.now() - before });
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(seen[0]).toEqual({ status: 403, error: { code: 'not-admitted', message: 'not admitted' }, tookMs: 300 });
  });

  it.each(['known', 'unknown'])('waits longer after every wrong code for a %s appointment', async (which) => {
    const made = await create(test);
    const id = which === 'known' ? made.id : newIncarnation();
    const code = wrongCode(made.dialInCode);
    for (let i = 0; i < 5; i++) expect(await codeOf({ appointment: id, code })).toBe('not-admitted');
    const blocked = await askIn(test, { appointment: id, code }, elsewhere());
    expect(blocked.status).toBe(429);
    expect(errorOf(blocked.body).retryAfterMs).toBeLessThanOrEqual(30_000);
    test.clock.advance(30_000);
    expect(await codeOf({ appointment: id, code })).toBe('not-admitted');
    test.clock.advance(30_000);
    expect(await codeOf({ appointment: id, code })).toBe('too-many');
  });

  it('refuses even the right code while an appointment is blocked, but not a device that was in', async () => {
    const made = await create(test);
    const known = await admit(test, { appointment: made.id, code: made.dialInCode }, elsewhere());
    for (let i = 0; i < 5; i++)
      await askIn(test, { appointment: made.id, code: wrongCode(made.dialInCode) }, elsewhere());
    expect(await codeOf({ appointment: made.id, code: made.dialInCode })).toBe('too-many');
    expect(await codeOf({ appointment: made.id, device: known.device })).toBe('admitted');
  });

  it('lets five of forty guesses at once through, and nothing after them', async () => {
    const made = await create(test);
    const all = Array.from({ length: 40 }, () => codeOf({ appointment: made.id, code: wrongCode(made.dialInCode) }));
    const outcomes = await Promise.all(all);
    expect(outcomes.filter((outcome) => outcome === 'not-admitted')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'too-many')).toHaveLength(35);
    expect(await codeOf({ appointment: made.id, code: made.dialInCode })).toBe('too-many');
    const { rows } = (await database.database.db.execute('select admitted_at from appointments')) as unknown as {
      rows: unknown[];
    };
    expect(rows).toEqual([{ admitted_at: null }]);
  });

  it('refuses an address after 10 failures in 30 minutes, at all appointments', async () => {
    const from = elsewhere();
    for (let i = 0; i < 10; i++)
      expect(await codeOf({ appointment: newIncarnation(), code: '12345678' }, from)).toBe('not-admitted');
    const made = await create(test, {}, 20 * minute);
    expect(await codeOf({ appointment: made.id, code: made.dialInCode }, from.replace('::1', '::2'))).toBe('too-many');
    test.clock.advance(30 * minute);
    expect(await codeOf({ appointment: made.id, code: made.dialInCode }, from)).toBe('admitted');
  });

  it('allows 5 entries by number in a minute from one address', async () => {
    const from = elsewhere();
    const made = await create(test);
    const right = { number: made.number, code: made.dialInCode, name: 'A' };
    for (let i = 0; i < 5; i++) expect(await codeOf(right, from)).toBe('admitted');
    expect(await codeOf(right, from)).toBe('too-many');
    test.clock.advance(minute);
    expect(await codeOf(right, from)).toBe('admitted');
  });

  it('counts link and number of one appointment together', async () => {
    const made = await create(test);
    const code = wrongCode(made.dialInCode);
    for (let i = 0; i < 3; i++) await askIn(test, { appointment: made.id, code }, elsewhere());
    for (let i = 0; i < 2; i++) await askIn(test, { number: made.number, code, name: 'A' }, elsewhere());
    expect(await codeOf({ appointment: made.id, code })).toBe('too-many');
  });

  it('counts no attempt that shows no code, and none with the right one at the wrong time', async () => {
    const made = await create(test, {}, 2 * hour);
    for (let i = 0; i < 12; i++) {
      expect(await codeOf({ appointment: made.id }, '2001:db8:ffff::1')).toBe('not-admitted');
      expect(await codeOf({ appointment: made.id, code: made.dialInCode }, '2001:db8:ffff::1')).toBe('not-admitted');
    }
    test.clock.advance(2 * hour);
    expect(await codeOf({ appointment: made.id, code: made.dialInCode }, '2001:db8:ffff::1')).toBe('admitted');
  });

  it('forgets the failures and what devices earned when the advisor makes a new code', async () => {
    const made = await create(test);
    const known = await admit(test, { appointment: made.id, code: made.dialInCode }, elsewhere());
    for (let i = 0; i < 6; i++)
      await askIn(test, { appointment: made.id, code: wrongCode(made.dialInCode) }, elsewhere());
    const { dialInCode } = await change(test, made.id, { newCode: true });
    expect(dialInCode).toMatch(/^\d{8}$/);
    expect(await codeOf({ appointment: made.id, code: made.dialInCode })).toBe('not-admitted');
    expect(await codeOf({ appointment: made.id, device: known.device })).toBe('not-admitted');
    expect(await codeOf({ appointment: made.id, code: dialInCode })).toBe('admitted');
  });

  it('counts a device with an older code by itself: 10 in an hour, whatever others do', async () => {
    const made = await create(test);
    const known = await admit(test, { appointment: made.id, code: made.dialInCode }, elsewhere());
    const { dialInCode = '' } = await change(test, made.id, { newCode: true });
    const code = wrongCode(dialInCode);
    const shown = { appointment: made.id, device: known.device };
    for (let i = 0; i < 10; i++) expect(await codeOf({ ...shown, code })).toBe('not-admitted');
    expect(await codeOf({ ...shown, code: dialInCode })).toBe('too-many');
    expect(await codeOf({ appointment: made.id, code: dialInCode })).toBe('admitted');
    test.clock.advance(hour);
    expect(await codeOf({ ...shown, code: dialInCode })).toBe('admitted');
  });

  it('opens 15 minutes before and closes 2 hours after the end', async () => {
    const made = await create(test, {}, day);
    const shown = { appointment: made.id, code: made.dialInCode };
    test.clock.advance(day - 15 * minute - 1_000);
    expect(await codeOf(shown)).toBe('not-admitted');
    test.clock.advance(1_000);
    expect(await codeOf(shown)).toBe('admitted');
    test.clock.advance(15 * minute + 30 * minute + 2 * hour - 1_000);
    expect(await codeOf(shown)).toBe('admitted');
    test.clock.advance(1_000);
    expect(await codeOf(shown)).toBe('not-admitted');
    const ticket = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/ticket`, {
      incarnation: newIncarnation(),
    });
    expect(errorOf(ticket.body).code).toBe('appointment-over');
  });

  it('tells the advisor who comes early how long to wait', async () => {
    const made = await create(test, {}, hour);
    const ticket = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/ticket`, {
      incarnation: newIncarnation(),
    });
    expect(errorOf(ticket.body)).toMatchObject({ code: 'conflict', retryAfterMs: 45 * minute });
  });

  it('asks for a name with a number', async () => {
    const made = await create(test);
    expect(await codeOf({ number: made.number, code: made.dialInCode })).toBe('bad-request');
  });

  it('stores no address, in whatever table', async () => {
    await askIn(test, { appointment: newIncarnation(), code: '12345678' }, '203.0.113.77');
    const rows = await database.database.db.execute('select * from attempt_counters');
    const text = JSON.stringify((rows as unknown as { rows: [] }).rows);
    expect(text).toContain('expires_at');
    expect(text).not.toContain('203.0.113');
  });
});
