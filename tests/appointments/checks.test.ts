/** Device checks and the advisor's desk: tickets by the same proof as an admission, and the traffic light they leave. */
import { CheckTicket, DeskTicket } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  admit,
  change,
  claimsOf,
  create,
  day,
  errorOf,
  hour,
  list,
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

const result = {
  camera: 'good',
  microphone: 'failed',
  sound: 'skipped',
  network: { direct: 'good', udp: 'weak', tcp: 'good', tls: 'good' },
  throughput: 'weak',
};

describe.each(databaseKinds)('checks on %s', (kind) => {
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

  const ask = (who: Record<string, unknown>) =>
    test.send('POST', '/api/v1/check/ticket', { incarnation: newIncarnation(), ...who });
  const report = (body: Record<string, unknown>) => test.send('POST', '/api/v1/check', { result, ...body });

  it('get a ticket days before, and leave the result on the appointment', async () => {
    const made = await create(test, { relayOnly: true }, 3 * day);
    const answer = await ask({ appointment: made.id, code: made.dialInCode });
    const { ticket, signalling, device } = v.parse(CheckTicket, answer.body);
    expect(claimsOf(ticket)).toMatchObject({ seat: 'check', relayOnly: true });
    expect(claimsOf(ticket).room).toBeUndefined();
    expect(signalling).toMatch(/\/signal\/[0-9a-f]{8}$/);
    expect((await report({ appointment: made.id, device })).status).toBe(204);
    const at = new Date(test.clock.now()).toISOString();
    expect((await list(test))[0]?.check).toEqual({ at, result });
    const admittedAt = (await list(test))[0]?.admittedAt;
    expect(admittedAt).toBeNull();
  });

  it('from before the throughput was measured stay readable, and a word nobody knows is refused', async () => {
    const made = await create(test);
    const { device } = await admit(test, { appointment: made.id, code: made.dialInCode });
    const { throughput: _, ...old } = result;
    expect((await report({ appointment: made.id, device, result: old })).status).toBe(204);
    expect((await list(test))[0]?.check?.result).toEqual(old);
    const odd = await report({ appointment: made.id, device, result: { ...result, throughput: 'splendid' } });
    expect([odd.status, errorOf(odd.body).code]).toEqual([400, 'bad-request']);
    expect((await list(test))[0]?.check?.result).toEqual(old);
  });

  it('go by number, and the device need not type the code again at the door', async () => {
    const made = await create(test);
    const { device } = v.parse(CheckTicket, (await ask({ number: made.number, code: made.dialInCode })).body);
    expect((await report({ number: made.number, device })).status).toBe(204);
    const admission = await admit(test, { appointment: made.id, device });
    expect(admission.sealed).toBe(true);
  });

  it('are refused like an admission, and count like one', async () => {
    const made = await create(test);
    const over = await create(test, { durationMinutes: 5 });
    for (let i = 0; i < 5; i++) {
      const wrong = await ask({ appointment: made.id, code: wrongCode(made.dialInCode) });
      expect([wrong.status, errorOf(wrong.body).code]).toEqual([403, 'not-admitted']);
    }
    expect((await ask({ appointment: made.id, code: made.dialInCode })).status).toBe(429);
    test.clock.jump(4 * hour);
    expect((await ask({ appointment: over.id, code: over.dialInCode })).status).toBe(403);
  });

  it('are a matter of the advisor too, without an appointment', async () => {
    const answer = await sendAsAdvisor(test, 'POST', '/api/v1/check/ticket', { incarnation: newIncarnation() });
    expect(claimsOf(v.parse(CheckTicket, answer.body).ticket).seat).toBe('check');
    const nobody = await ask({});
    expect([nobody.status, errorOf(nobody.body).code]).toEqual([401, 'not-signed-in']);
    const both = await ask({ appointment: newIncarnation(), number: '1234567890' });
    expect(errorOf(both.body).code).toBe('bad-request');
  });

  it('are reported by a device that was let in, and nobody else', async () => {
    const made = await create(test);
    const other = await create(test);
    const { device } = await admit(test, { appointment: other.id, code: other.dialInCode });
    for (const stranger of [device, 'd1.x', '']) {
      const answer = await report({ appointment: made.id, device: stranger });
      expect([answer.status, errorOf(answer.body).code]).toEqual([403, 'not-admitted']);
    }
    expect(errorOf((await report({ device })).body).code).toBe('bad-request');
    await change(test, other.id, { newCode: true });
    expect((await report({ appointment: other.id, device })).status).toBe(403);
    expect((await list(test))[0]?.check).toBeNull();
  });
});

describe.each(databaseKinds)('the desk on %s', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    test = await startAppointments(database.database);
  }, 120_000);
  afterAll(async () => {
    await test?.close();
    await database?.close();
  }, 30_000);

  it('hears the rooms from yesterday to tomorrow, not the cancelled ones', async () => {
    const wanted = [await create(test), await create(test, {}, 20 * hour)];
    const cancelled = await create(test);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled.id}`);
    await create(test, {}, 3 * day);
    const answer = await sendAsAdvisor(test, 'POST', '/api/v1/desk/ticket', { incarnation: newIncarnation() });
    const desk = v.parse(DeskTicket, answer.body);
    expect(desk.rooms).toEqual(wanted.map(({ room }) => room));
    expect(claimsOf(desk.ticket)).toMatchObject({ seat: 'desk', rooms: desk.rooms });
    const again = await sendAsAdvisor(test, 'POST', '/api/v1/desk/ticket', {
      incarnation: newIncarnation(),
      device: desk.device,
    });
    const same = v.parse(DeskTicket, again.body);
    expect(claimsOf(same.ticket).device).toBe(claimsOf(desk.ticket).device);
    expect(same.signalling).toBe(desk.signalling);
  });

  it('lists by time, and shows nobody the appointments of another advisor', async () => {
    const starts = (await list(test)).map(({ startsAt }) => startsAt);
    expect(starts).toEqual(starts.toSorted());
    expect(starts).toHaveLength(4);
    await database.database.db.execute(`insert into advisors values ('other', 'Herr Wolf', now())`);
    await database.database.db.execute(`update appointments set advisor_id = 'other'`);
    const [id] = (
      (await database.database.db.execute('select id from appointments')) as unknown as { rows: { id: string }[] }
    ).rows;
    expect(await list(test)).toEqual([]);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/ticket'],
    ] as const) {
      const body = method === 'POST' ? { incarnation: newIncarnation() } : undefined;
      expect((await sendAsAdvisor(test, method, `/api/v1/appointments/${id?.id}${path}`, body)).status).toBe(404);
    }
  });
});
