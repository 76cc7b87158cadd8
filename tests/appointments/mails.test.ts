/** Which change sends which mail: one for everything, in the transaction that made it necessary, none without a reason. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../services/appointments/schema-mails.ts';
import { change, create, day, errorOf, hour, list, sendAsAdvisor } from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';

describe.each(databaseKinds)('mails on %s', (kind) => {
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

  const kinds = async () => {
    const rows = await database.database.db.select().from(outbox);
    return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).map((row) => row.kind);
  };
  const made = async (changes: Record<string, unknown> = {}) => {
    const appointment = await create(test, changes, 2 * day);
    await test.appointments.settled();
    test.sent.length = 0;
    return appointment;
  };
  const lastMail = async () => {
    await test.appointments.settled();
    expect(test.sent).toHaveLength(1);
    return test.sent[0];
  };

  it('carry link and code of a new appointment, and are told as sent', async () => {
    const appointment = await create(test, {}, 2 * day);
    const mail = await lastMail();
    expect(mail?.to.address).toBe('w.ostermann@example.org');
    expect(mail?.text).toContain(appointment.joinLink);
    expect(mail?.calendar?.method).toBe('REQUEST');
    expect(mail?.text).not.toContain('Kostenplan');
    expect((await list(test, `?from=${new Date(test.clock.now()).toISOString()}`))[0]?.mailStatus).toBe('sent');
  });

  it('leave out a code that is told separately', async () => {
    const appointment = await create(test, { code: 'separately' }, 2 * day);
    const mail = await lastMail();
    expect(mail?.text).toContain(appointment.joinLink);
    const everything = `${mail?.text} ${mail?.html} ${mail?.calendar?.content}`.replace(/[^0-9]/g, '');
    expect(everything).not.toContain(appointment.dialInCode);
  });

  it('tell a move with the same link', async () => {
    const appointment = await made();
    await change(test, appointment.id, { startsAt: new Date(test.clock.now() + 3 * day).toISOString() });
    const mail = await lastMail();
    expect(mail?.text).toContain(appointment.joinLink);
    expect(mail?.calendar?.content).toContain('SEQUENCE:1');
    expect(await kinds()).toEqual(['invite', 'move']);
  });

  it('tell a cancellation', async () => {
    const appointment = await made();
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${appointment.id}`);
    expect((await lastMail())?.calendar?.method).toBe('CANCEL');
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['nothing new', {}, {}, ['invite']],
    ['another name', {}, { guest: { name: 'B' } }, ['invite']],
    ['the same address', {}, { guest: { email: 'w.ostermann@example.org' } }, ['invite']],
    ['another address', {}, { guest: { email: 'b@example.org' } }, ['invite', 'invite']],
    ['a wish to send again', {}, { resend: true }, ['invite', 'invite']],
    ['a new code in the link', {}, { newCode: true }, ['invite', 'code']],
    ['a new code told separately', { code: 'separately' }, { newCode: true }, ['invite']],
    ['a longer time', {}, { durationMinutes: 60 }, ['invite', 'move']],
    [
      'everything at once',
      {},
      { durationMinutes: 60, newCode: true, resend: true, guest: { email: 'b@example.org' } },
      ['invite', 'move'],
    ],
    ['a mail by hand', { mail: 'advisor' }, { durationMinutes: 60, resend: true }, []],
  ])('for %s are these', async (_what, wish, changes, expected) => {
    const appointment = await made(wish);
    await change(test, appointment.id, changes);
    expect(await kinds()).toEqual(expected);
  });

  it('carry a new code in link and text, and go to the new address', async () => {
    const appointment = await made();
    const { dialInCode = '' } = await change(test, appointment.id, {
      newCode: true,
      guest: { email: 'b@example.org' },
    });
    const mail = await lastMail();
    expect(mail?.to.address).toBe('b@example.org');
    expect(mail?.text).toContain(`${appointment.joinLink.slice(0, -8)}${dialInCode}`);
    expect(mail?.text).not.toContain(appointment.dialInCode);
  });

  it('to another address carry a new code, so that what went to the wrong one opens nothing', async () => {
    const appointment = await made();
    const { dialInCode = '' } = await change(test, appointment.id, { guest: { email: 'b@example.org' } });
    expect(dialInCode).not.toBe('');
    const text = (await lastMail())?.text;
    expect(text).toContain(`${appointment.joinLink.slice(0, -8)}${dialInCode}`);
    expect(text).not.toContain(appointment.dialInCode);
    const separate = await made({ code: 'separately' });
    expect(await change(test, separate.id, { guest: { email: 'b@example.org' } })).not.toHaveProperty('dialInCode');
  });

  it('are drafts with every change when the advisor mails', async () => {
    const appointment = await made({ mail: 'advisor', linkSecret: 'browser' });
    const moved = await change(test, appointment.id, { durationMinutes: 60 });
    expect(moved.draft?.text).toContain('{link}');
    expect((await change(test, appointment.id, { guest: { name: 'B' } })).draft).toBeUndefined();
    const cancelled = await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${appointment.id}`);
    expect(cancelled.body).toMatchObject({ draft: { to: 'w.ostermann@example.org' } });
    await test.appointments.settled();
    expect(test.sent).toEqual([]);
  });

  it('are not written when the change is refused', async () => {
    const appointment = await made();
    const past = await sendAsAdvisor(test, 'PATCH', `/api/v1/appointments/${appointment.id}`, {
      startsAt: new Date(test.clock.now() - day).toISOString(),
      resend: true,
    });
    expect([past.status, errorOf(past.body).code]).toEqual([400, 'bad-request']);
    expect(await kinds()).toEqual(['invite']);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${appointment.id}`);
    const dead = await sendAsAdvisor(test, 'PATCH', `/api/v1/appointments/${appointment.id}`, { resend: true });
    expect([dead.status, errorOf(dead.body).code]).toEqual([409, 'conflict']);
    expect(await kinds()).toEqual(['invite', 'cancel']);
  });

  it('are not written for an appointment that is over', async () => {
    const appointment = await create(test);
    test.clock.jump(5 * hour);
    const answer = await sendAsAdvisor(test, 'PATCH', `/api/v1/appointments/${appointment.id}`, { resend: true });
    expect([answer.status, errorOf(answer.body).code]).toEqual([409, 'appointment-over']);
  });

  it('are told in the order of the changes, also within one millisecond', async () => {
    test.refuseMails();
    const appointment = await create(test, {}, 2 * day);
    for (const durationMinutes of [40, 50]) await change(test, appointment.id, { durationMinutes });
    const moments = (await database.database.db.select().from(outbox)).map((row) => row.createdAt.getTime());
    expect(new Set(moments).size).toBe(3);
    expect(await kinds()).toEqual(['invite', 'move', 'move']);
  });

  it('that wait are found without reading all that were sent', async () => {
    const { db } = database.database;
    await db.execute(`insert into outbox (id, kind, language, next_attempt_at, sent_at, created_at)
      select 'sent-' || n, 'invite', 'de', now(), now(), now() from generate_series(1, 5000) as n`);
    await db.execute('analyze outbox');
    const due = 'sent_at is null and failed_at is null and next_attempt_at <= now()';
    const plan = await db.execute(`explain select appointment_id from outbox where ${due}`);
    expect(JSON.stringify((plan as unknown as { rows: unknown }).rows)).toMatch(/Index Scan using outbox_waiting/);
  });
});
