/** Webhooks end to end: a real receiver is told of every step, verifiably, once, again while it fails, and of nothing personal. */
import { CreatedWebhook, WebhookDeliveries, WebhookList } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { webhookMessages } from '../../services/appointments/schema-webhooks.ts';
import {
  admit,
  create,
  day,
  errorOf,
  guestEmail,
  guestName,
  hour,
  minute,
  sendAsAdvisor,
} from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';
import { answer, asked, setOffer } from '../support/booking-samples.ts';
import { startReceiver, verified, type WebhookReceiver } from '../support/webhook-receiver.ts';

const all = ['requested', 'confirmed', 'moved', 'cancelled', 'held', 'missed'].map((one) => `appointment.${one}`);

describe.each(databaseKinds)('webhooks on %s', (kind) => {
  let database: TestDatabase;
  let receiver: WebhookReceiver;
  let test: TestApp;
  let others: TestApp[] = [];
  beforeAll(async () => {
    [database, receiver] = await Promise.all([openTestDatabase(kind), startReceiver()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([database?.close(), receiver?.close()]);
  }, 30_000);
  const start = (like?: TestApp) =>
    startAppointments(database.database, {
      settings: { webhooks: { networks: ['127.0.0.0/8', '::1/128'], ca: receiver.certificate } },
      ...(like === undefined ? {} : { clock: like.clock, secrets: like.secrets }),
    });
  beforeEach(async () => {
    await database.reset();
    receiver.received.length = 0;
    receiver.answer((response) => void response.writeHead(204).end());
    test = await start();
    others = [];
  });
  afterEach(async () => {
    for (const one of [test, ...others]) await one?.close();
  });

  const path = '/api/v1/webhooks';
  const subscribe = async (events: string[] = all, url = receiver.url) => {
    const made = await sendAsAdvisor(test, 'POST', path, { url, events });
    if (made.status !== 201) throw new Error(`webhook answered ${made.status}: ${made.text}`);
    return v.parse(CreatedWebhook, made.body);
  };
  const messagesOf = async (id: string) =>
    v.parse(WebhookDeliveries, (await sendAsAdvisor(test, 'GET', `${path}/${id}/messages`)).body).messages;
  const listed = async () => v.parse(WebhookList, (await sendAsAdvisor(test, 'GET', path)).body).webhooks;
  /** What the receiver was told since it was last asked, checked as it does itself. */
  const told = async (secret: string) => {
    // Twice: what retention held while the clock looked is looked at again.
    for (const _ of [1, 2]) await test.appointments.settled();
    return receiver.received.splice(0).map((one) => verified(one, secret, test.clock.now()));
  };
  const typesOf = async (secret: string) => (await told(secret)).map(({ type }) => type.replace('appointment.', ''));

  it('tell of each step with identifiers and times, and nothing of a person', async () => {
    const { secret } = await subscribe();
    await setOffer(test);
    const request = await asked(test);
    await test.appointments.settled();
    const bodies = receiver.received.map(({ body }) => body);
    expect(await told(secret)).toMatchObject([
      {
        type: 'appointment.requested',
        data: { request: request.id, appointment: null, service: 'beratung', startsAt: request.startsAt },
      },
    ]);
    await answer(test, request.id, { answer: 'confirm' });
    const [confirmed] = await told(secret);
    const id = confirmed?.data.appointment ?? '';
    expect(confirmed).toMatchObject({
      type: 'appointment.confirmed',
      data: { request: request.id, sequence: 0, mode: 'video' },
    });
    const later = new Date(Date.parse(request.startsAt) + hour).toISOString();
    await sendAsAdvisor(test, 'PATCH', `/api/v1/appointments/${id}`, { startsAt: later, subject: 'Neues' });
    await sendAsAdvisor(test, 'PATCH', `/api/v1/appointments/${id}`, { subject: 'Anderes' });
    const moved = { startsAt: later, movedFrom: request.startsAt, sequence: 1, appointment: id };
    await test.appointments.settled();
    bodies.push(...receiver.received.map(({ body }) => body));
    expect(await told(secret)).toMatchObject([{ type: 'appointment.moved', data: moved }]);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${id}`);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${id}`);
    expect(await told(secret)).toMatchObject([
      { type: 'appointment.cancelled', data: { cause: 'cancelled', sequence: 2 } },
    ]);
    const second = await asked(test);
    await answer(test, second.id, { answer: 'decline' });
    expect(new Set((await told(secret)).map(({ data }) => data.cause))).toEqual(new Set([null, 'declined']));
    for (const word of [guestName, 'Ostermann', guestEmail, 'Neues', '030', 'Kostenplan', request.code, 'Frau']) {
      expect(bodies.join()).not.toContain(word);
    }
  });

  it('tell once what became of an appointment, and again when the advisor says otherwise', async () => {
    const before = await create(test, { durationMinutes: 15 });
    const { secret } = await subscribe(['appointment.held', 'appointment.missed']);
    const came = await create(test);
    await admit(test, { appointment: came.id, code: came.dialInCode });
    const stayed = await create(test);
    test.clock.jump(2 * hour);
    expect(await told(secret)).toEqual([]);
    test.clock.jump(hour);
    const ends = (await told(secret)).map(({ type, data }) => [data.appointment, type]);
    const missed = [before.id, stayed.id].map((id) => [id, 'appointment.missed']);
    expect(ends.toSorted()).toEqual([...missed, [came.id, 'appointment.held']].toSorted());
    test.clock.jump(hour);
    const say = (outcome: string) =>
      sendAsAdvisor(test, 'POST', `/api/v1/appointments/${came.id}/outcome`, { outcome });
    await say('held');
    expect(await told(secret)).toEqual([]);
    await say('missed');
    await say('missed');
    expect(await typesOf(secret)).toEqual(['missed']);
  });

  // The rest is the same code on both, and PostgreSQL is the one that several share.
  if (kind === 'pglite') return;

  it('try again with the same id and body, rest, set aside after a day, and send again when asked', async () => {
    const { id, secret } = await subscribe(['appointment.confirmed']);
    receiver.answer((response) => void response.writeHead(503).end());
    await create(test);
    await test.appointments.settled();
    await create(test);
    await test.appointments.settled();
    expect(receiver.received).toHaveLength(1);
    test.clock.jump(20_000);
    await test.appointments.settled();
    const [first, again] = receiver.received;
    expect(receiver.received.filter((one) => one.id === first?.id)).toHaveLength(2);
    expect(receiver.received.find((one) => one !== first && one.id === first?.id)?.body).toBe(first?.body);
    expect(again?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    test.clock.jump(day);
    await test.appointments.settled();
    expect((await messagesOf(id)).map(({ status, lastError }) => [status, lastError])).toEqual([
      ['set-aside', '503'],
      ['set-aside', '503'],
    ]);
    expect(await listed()).toMatchObject([{ waiting: 0, setAside: 2 }]);
    expect(await test.registry.metrics()).toMatch(/visavis_appointments_webhooks_set_aside 2\n/);
    receiver.answer((response) => void response.writeHead(204).end());
    receiver.received.length = 0;
    const resent = await sendAsAdvisor(test, 'POST', `${path}/${id}/messages/${first?.id}/resend`);
    expect(resent.body).toMatchObject({ id: first?.id, status: 'waiting' });
    await test.appointments.settled();
    expect(receiver.received.map((one) => one.id)).toEqual([first?.id]);
    expect(await typesOf(secret)).toEqual(['confirmed']);
    expect((await messagesOf(id)).find((one) => one.id === first?.id)?.status).toBe('delivered');
    test.clock.jump(7 * day);
    await test.appointments.settled();
    expect(await database.database.db.select().from(webhookMessages)).toEqual([]);
  });

  it('are sent once by two instances, each message to each receiver', async () => {
    others.push(await start(test));
    const { id } = await subscribe(['appointment.confirmed']);
    await subscribe(['appointment.confirmed']);
    const made = await Promise.all([test, ...others].flatMap((app) => [1, 2, 3, 4, 5, 6].map(() => create(app))));
    await Promise.all([test, ...others].map((app) => app.appointments.settled()));
    expect(receiver.received).toHaveLength(2 * made.length);
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(2 * made.length);
    expect((await messagesOf(id)).every(({ status, attempts }) => status === 'delivered' && attempts === 1)).toBe(true);
  });

  it('are signed by two secrets while one is replaced, and by the new one alone afterwards', async () => {
    const { id, secret: old } = await subscribe(['appointment.confirmed']);
    const renewed = await sendAsAdvisor(test, 'POST', `${path}/${id}/secret`, { previousHours: 1 });
    const { secret, previousSecretUntil } = v.parse(CreatedWebhook, renewed.body);
    expect(Date.parse(previousSecretUntil ?? '')).toBe(test.clock.now() + hour);
    await create(test);
    await test.appointments.settled();
    const [both] = receiver.received.splice(0);
    if (both === undefined) throw new Error('nothing came');
    for (const one of [old, secret]) expect(verified(both, one, test.clock.now()).type).toBe('appointment.confirmed');
    const stale = test.clock.now() + 10 * minute;
    expect(() => verified(both, secret, stale)).toThrow('too old');
    test.clock.jump(hour);
    await create(test);
    await test.appointments.settled();
    const [alone] = receiver.received;
    if (alone === undefined) throw new Error('nothing came');
    expect(() => verified(alone, old, test.clock.now())).toThrow('No matching signature');
    expect(verified(alone, secret, test.clock.now()).type).toBe('appointment.confirmed');
    const [row] = ((await database.database.db.execute('select * from webhooks')) as unknown as { rows: object[] })
      .rows;
    expect(row).toMatchObject({ previous_secret_enc: null });
    expect(JSON.stringify(row)).not.toContain('localhost');
  });

  it('end with the receiver: switched off by its wish or ours, deleted with all messages', async () => {
    const { id } = await subscribe(['appointment.confirmed']);
    receiver.answer((response) => void response.writeHead(410).end());
    await create(test);
    await test.appointments.settled();
    expect(await listed()).toMatchObject([{ isActive: false, setAside: 1 }]);
    await create(test);
    expect(await messagesOf(id)).toHaveLength(1);
    const [message] = await messagesOf(id);
    const resend = await sendAsAdvisor(test, 'POST', `${path}/${id}/messages/${message?.id}/resend`);
    expect(errorOf(resend.body).code).toBe('conflict');
    receiver.answer((response) => void response.writeHead(204).end());
    receiver.received.length = 0;
    const changed = await sendAsAdvisor(test, 'PATCH', `${path}/${id}`, {
      isActive: true,
      url: `${receiver.url}/new?k=1`,
    });
    expect(changed.body).toMatchObject({ isActive: true, url: `${receiver.url}/new?k=1` });
    await create(test);
    await test.appointments.settled();
    expect(receiver.received).toHaveLength(1);
    expect((await sendAsAdvisor(test, 'DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await sendAsAdvisor(test, 'DELETE', `${path}/${id}`)).status).toBe(404);
    expect(await database.database.db.select().from(webhookMessages)).toEqual([]);
  });

  it('take only encrypted addresses without a password, and twenty at most', async () => {
    for (const url of [
      'http://a.example',
      'https://u:p@a.example/',
      'https://a.example/#x',
      'https:/\\a.example',
      'a',
    ]) {
      const made = await sendAsAdvisor(test, 'POST', path, { url, events: all });
      expect(errorOf(made.body).code).toBe('bad-request');
    }
    for (let made = 0; made < 20; made++) await subscribe(all, `https://a.example/${made}`);
    const more = await sendAsAdvisor(test, 'POST', path, { url: 'https://a.example/more', events: all });
    expect(errorOf(more.body).code).toBe('conflict');
    expect(JSON.stringify(await listed())).not.toContain('whsec_');
  });
});
