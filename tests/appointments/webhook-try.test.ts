/** Trying a receiver: one signed message about nothing, and what was answered; a receiver that answers need not rest. */
import { CreatedWebhook, WebhookDeliveries, WebhookList, WebhookTestMessage } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { create, sendAsAdvisor } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { signedBody, startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const path = '/api/v1/webhooks';

describe('a receiver that is tried', () => {
  let database: TestDatabase;
  let receiver: WebhookReceiver;
  let test: TestApp;
  let webhook: CreatedWebhook;
  beforeAll(async () => {
    [database, receiver] = await Promise.all([openTestDatabase('pglite'), startReceiver()]);
    const webhooks = { networks: ['127.0.0.0/8', '::1/128'], ca: receiver.certificate };
    test = await startAppointments(database.database, { settings: { webhooks } });
  }, 120_000);
  afterAll(async () => {
    await test?.close();
    await Promise.all([database?.close(), receiver?.close()]);
  }, 30_000);
  beforeEach(async () => {
    for (const table of ['webhooks', 'appointments']) await database.database.db.execute(`delete from ${table}`);
    receiver.received.length = 0;
    answers(204);
    const wish = { url: receiver.url, events: ['appointment.confirmed'] };
    webhook = v.parse(CreatedWebhook, (await sendAsAdvisor(test, 'POST', path, wish)).body);
  });

  const answers = (status: number) => receiver.answer((response) => void response.writeHead(status).end());
  const tryOut = (id: string = webhook.id) => sendAsAdvisor(test, 'POST', `${path}/${id}/test`);
  const listed = async () => v.parse(WebhookList, (await sendAsAdvisor(test, 'GET', path)).body).webhooks;
  /** How many messages a new appointment brings there at once. */
  const toldOfOne = async () => {
    receiver.received.length = 0;
    await create(test);
    await test.appointments.settled();
    return receiver.received.length;
  };

  it('gets a message about nothing, signed like any other, once', async () => {
    expect((await tryOut()).body).toEqual({ status: 204, failure: null });
    const [tried, ...more] = receiver.received;
    if (tried === undefined) throw new Error('nothing came');
    expect(more).toEqual([]);
    expect(v.is(WebhookTestMessage, signedBody(tried, webhook.secret, test.clock.now()))).toBe(true);
    const kept = await sendAsAdvisor(test, 'GET', `${path}/${webhook.id}/messages`);
    expect(v.parse(WebhookDeliveries, kept.body).messages).toEqual([]);
  });

  it('says what is wrong with it, also while it is paused, and is told without a rest as soon as it answers', async () => {
    answers(503);
    expect(await toldOfOne()).toBe(1);
    expect((await tryOut()).body).toEqual({ status: 503, failure: '503' });
    expect(await toldOfOne()).toBe(0);
    expect(await listed()).toMatchObject([{ waiting: 2, lastDeliveredAt: null }]);
    answers(204);
    await tryOut();
    // The one that never failed, and the new one; the first has a time of its own.
    expect(await toldOfOne()).toBe(2);
    expect(await listed()).toMatchObject([{ lastDeliveredAt: new Date(test.clock.now()).toISOString() }]);
    await sendAsAdvisor(test, 'PATCH', `${path}/${webhook.id}`, { isActive: false, url: 'https://127.0.0.1:1/' });
    expect((await tryOut()).body).toEqual({ status: null, failure: 'ECONNREFUSED' });
    expect((await tryOut('A'.repeat(22))).status).toBe(404);
  });

  it('is tried by one at a time', async () => {
    let letGo = () => {};
    const arrived = new Promise<void>((resolve) => {
      receiver.answer((response) => {
        letGo = () => void response.writeHead(204).end();
        resolve();
      });
    });
    const first = tryOut();
    await Promise.race([arrived, first]);
    expect((await tryOut()).status).toBe(409);
    letGo();
    expect((await first).body).toEqual({ status: 204, failure: null });
  });
});
