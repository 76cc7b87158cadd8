/** Receivers of messages on the lead's page: what is refused before the service does, and what of a failure is told. */
import { WebhookDelivery, webhookEvents } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  checkWebhook,
  emptyWebhook,
  failedOf,
  failureKind,
  newWebhook,
  withEvent,
} from '../../clients/advisor/lead/webhooks-form.ts';

const url = 'https://crm.example/termine';

describe('a new receiver', () => {
  it.each([
    ['nothing', ''],
    ['an open line', 'http://crm.example/'],
    ['a password', 'https://a:b@crm.example/'],
    ['no address', 'crm.example'],
  ])('is refused with %s at its field', (_what, typed) => {
    expect([...checkWebhook({ ...emptyWebhook, url: typed })]).toEqual(['url']);
  });

  it('is told everything unless somebody chooses, in the order in which it happens, and something at least', () => {
    expect(newWebhook({ ...emptyWebhook, url: ` ${url} ` })).toEqual({ url, events: webhookEvents });
    expect(withEvent(['appointment.cancelled'], 'appointment.confirmed', true)).toEqual([
      ...['appointment.confirmed', 'appointment.cancelled'],
    ]);
    expect([...checkWebhook({ url, events: withEvent(['appointment.held'], 'appointment.held', false) })]).toEqual([
      'events',
    ]);
  });
});

describe('a message that did not arrive', () => {
  it.each([
    ['503', 'status'],
    ['address-refused', 'inside'],
    ['timeout', 'timeout'],
    ['EAI_AGAIN', 'name'],
    ['ECONNREFUSED', 'away'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['ECONNRESET', 'broken'],
    ['failed', 'broken'],
  ])('for %s is told as %s', (failure, kind) => {
    expect(failureKind(failure)).toBe(kind);
  });

  it('is shown until it has arrived, the newest ten', () => {
    const message = (at: number, change: object) =>
      v.parse(WebhookDelivery, {
        ...{ id: String(at).padStart(22, 'm'), type: 'appointment.held', createdAt: '2027-01-12T13:05:25.000Z' },
        ...{ status: 'waiting', attempts: 1, nextAttemptAt: null, lastError: '503', ...change },
      });
    const others = [message(1, { lastError: null }), message(2, { status: 'delivered' })];
    const failed = Array.from({ length: 12 }, (_, at) => message(at + 10, at === 3 ? { status: 'set-aside' } : {}));
    expect(failedOf([...others, ...failed])).toEqual(failed.slice(0, 10));
  });
});
