/** The end of every record by the clock: nothing outlives its term, and what is still needed stays. */
import { WebhookMessage, webhookEvents } from '@visavis/shared';
import { jwtVerify } from 'jose';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimMessages, finish } from '../../services/appointments/webhooks/webhook-store.ts';
import {
  admit,
  askIn,
  create,
  day,
  guestEmail,
  hour,
  list,
  minute,
  sendAsAdvisor,
} from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
  tables,
} from '../support/appointments-app.ts';
import { asked, setOffer } from '../support/booking-samples.ts';

type Row = Record<string, unknown>;

describe.each(databaseKinds)('retention on %s', (kind) => {
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

  const rows = async (table: string) =>
    ((await database.database.db.execute(`select * from ${table}`)) as unknown as { rows: Row[] }).rows;
  /** Hours pass with all that runs in them; of days, only the last moment. */
  const advance = async (byMs: number) => {
    if (byMs >= day) test.clock.jump(byMs);
    else test.clock.advance(byMs);
    await test.appointments.settled();
  };

  it('erases link secret and code when the room is over, and not before', async () => {
    const made = await create(test, { mail: 'service' }, hour);
    await advance(hour + 30 * minute + 2 * hour - minute);
    expect((await rows('appointments'))[0]?.link_secret_enc).toBeTypeOf('string');
    await advance(2 * minute);
    expect((await rows('appointments'))[0]).toMatchObject({ id: made.id, link_secret_enc: null, code_enc: null });
    expect(await list(test)).toMatchObject([{ status: 'over', guest: { email: guestEmail } }]);
  });

  it('erases link secret and code of a cancelled appointment at once', async () => {
    const made = await create(test, {}, 10 * day);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    await advance(hour);
    expect((await rows('appointments'))[0]).toMatchObject({ link_secret_enc: null, code_enc: null });
  });

  it('gives up and empties mails that were never sent when the appointment is over', async () => {
    test.refuseMails();
    await create(test, {}, hour);
    await advance(minute);
    expect((await rows('outbox'))[0]?.payload_enc).toBeTypeOf('string');
    await advance(4 * hour);
    const [mail] = await rows('outbox');
    expect(mail).toMatchObject({ payload_enc: null, sent_at: null });
    expect(mail?.failed_at).not.toBeNull();
  });

  it('still tells receivers what they are owed of somebody who is erased, with ids alone, and then forgets it', async () => {
    await setOffer(test);
    const hook = { url: 'https://127.0.0.1/hook', events: webhookEvents };
    await sendAsAdvisor(test, 'POST', '/api/v1/webhooks', hook);
    const made = await create(test, {}, minute);
    test.clock.jump(3 * hour);
    const request = await asked(test);
    const { status } = await sendAsAdvisor(test, 'POST', '/api/v1/people/erase', { person: { email: guestEmail } });
    expect([status, (await rows('appointments')).length, (await rows('requests')).length]).toEqual([200, 0, 0]);
    const owed = (await rows('webhook_messages')).map(({ body }) => v.parse(WebhookMessage, JSON.parse(String(body))));
    const told = owed.map(({ type, data }) => [type, data.appointment ?? data.request, data.cause]);
    expect(told.toSorted()).toEqual([
      ['appointment.cancelled', request.id, 'cancelled'],
      ['appointment.confirmed', made.id, null],
      ['appointment.missed', made.id, null],
      ['appointment.requested', request.id, null],
    ]);
    const [{ id: hookId } = {}] = await rows('webhooks');
    const { db } = database.database;
    const claimed = await claimMessages(db, test.secrets.vault, String(hookId), test.clock.now() + hour, 10);
    for (const message of claimed?.messages ?? []) await finish(db, message, test.clock.now(), null);
    expect(await rows('webhook_messages')).toEqual([]);
  });

  it('deletes appointments 30 days after their end, mails with them, and keeps what was counted of them', async () => {
    const held = await create(test);
    await admit(test, { appointment: held.id, code: held.dialInCode });
    await create(test, {}, 10 * minute);
    const cancelled = await create(test, {}, 20 * minute);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled.id}`);
    const later = await create(test, {}, 40 * day);
    await advance(30 * day);
    expect(await rows('appointments')).toHaveLength(4);
    await advance(2 * hour);
    expect((await rows('appointments')).map(({ id }) => id)).toEqual([later.id]);
    expect((await rows('outbox')).every((mail) => mail.appointment_id === later.id)).toBe(true);
    const counts = (await rows('open_counts')).filter(({ bucket }) => bucket !== 'made');
    expect(counts.map(({ measure, count }) => `${measure} ${count}`).toSorted()).toEqual([
      'appointments 1',
      'appointments 1',
      'held 1',
    ]);
  });

  it('leaves nothing of a person after 91 days, in any table', async () => {
    const made = await create(test);
    await admit(test, { appointment: made.id, code: made.dialInCode });
    await askIn(test, { appointment: made.id, code: '00000000' }, '203.0.113.9');
    const companion = { name: 'Aylin Demirkan', kind: 'carer', email: 'aylin@example.net' };
    await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/companion`, companion);
    const token = (await test.appointments.createSignInLink()).split('=')[1];
    await test.send('POST', '/api/v1/session', { token }, { headers: { origin: 'https://video.example.de' } });
    await test.appointments.createSignInLink();
    await sendAsAdvisor(test, 'POST', '/api/v1/calendar', { language: 'de' });
    await advance(91 * day);
    const left: Record<string, number> = {};
    for (const table of tables) left[table] = (await rows(table)).length;
    const kept = Object.entries(left).filter(([, count]) => count > 0);
    // Two counts without a day, and the mark that yesterday's are closed.
    const counted = { open_counts: 2, used_once: 1 };
    expect(Object.fromEntries(kept)).toEqual({ advisors: 1, signing_keys: 1, retention_proofs: 1, ...counted });
  });

  it('signs what it deleted, and keeps proofs for a year', async () => {
    await create(test);
    await advance(31 * day);
    const [proof] = await rows('retention_proofs');
    const key = (await test.send('GET', '/.well-known/jwks.json')).body as { keys: { kid: string }[] };
    const { payload, protectedHeader } = await jwtVerify(
      String(proof?.jws),
      async ({ jwk }) => jwk ?? Promise.reject(new Error('no key')),
      { typ: 'visavis-retention+jwt', currentDate: new Date(test.clock.now()) },
    );
    expect(key.keys.map(({ kid }) => kid)).toContain(protectedHeader.kid);
    expect(payload.deleted).toMatchObject({ appointments: 1 });
    await advance(366 * day);
    expect(await rows('retention_proofs')).toEqual([]);
    expect(await rows('daily_counts')).toEqual([]);
  });

  it('takes the term that the operator set', async () => {
    await test.close();
    test = await startAppointments(database.database, { settings: { retentionDays: 90 }, secrets: test.secrets });
    expect((await test.send('GET', '/api/v1/retention')).body).toEqual({ days: 90 });
    await create(test);
    await advance(90 * day);
    expect(await rows('appointments')).toHaveLength(1);
    await advance(2 * hour);
    expect(await rows('appointments')).toHaveLength(0);
  });

  it('asks for mails kept as files to be deleted with the appointments', async () => {
    await advance(hour);
    expect(test.clearedBefore.at(-1)).toBe(test.clock.now() - 30 * day);
  });

  it('lets go who left the queue, however many wait for days to be called', async () => {
    const ago = (ms: number) => new Date(test.clock.now() - ms).toISOString();
    const enter = (count: number, id: string, phase: string, joined: string, seen: string) =>
      database.database.db.execute(`insert into walk_ins
        (id, service_id, language, phase, name_enc, secret_sha256, joined_at, seen_at, changed_at)
        select ${id}, 'beratung', 'de', '${phase}', 'sealed', '', '${joined}', '${seen}', '${joined}' from generate_series(1, ${count}) as n`);
    await enter(501, "'calls-' || n", 'call-me', ago(day), ago(day));
    await enter(3, "'waits-' || n", 'waiting', ago(hour), ago(6 * minute));
    await advance(2 * minute);
    const left = (await rows('walk_ins')).filter(
      (row) => row.phase === 'waiting' || (row.phase === 'expired' && row.name_enc !== null),
    );
    expect(left).toEqual([]);
  });
});
