/** The way out to receivers: which addresses, what an answer counts, how long, and when it is tried again. */
import type { lookup } from 'node:dns';
import { manualClock } from '@visavis/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReceiverGuard, isNetwork } from '../../services/appointments/webhooks/receiver-guard.ts';
import { createWebhookPost } from '../../services/appointments/webhooks/webhook-post.ts';
import { signedHeaders } from '../../services/appointments/webhooks/webhook-signature.ts';
import { afterFailure, setAsideAfterMs } from '../../services/appointments/webhooks/webhook-step.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/** Resolves each name to what the test says, one list after the other. */
function namesGiving(...answers: string[][]): typeof lookup {
  let asked = 0;
  const names = (_name: string, _options: object, done: (error: null, found: object[]) => void) => {
    const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return names as unknown as typeof lookup;
}

describe('addresses of receivers', () => {
  const guard = createReceiverGuard([]);
  it.each([
    ...['127.0.0.1', '10.0.0.8', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.100.100.200', '0.0.0.0'],
    ...[
      '168.63.129.16',
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      'fe80::1',
      'fd00:ec2::254',
    ],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.8', '64:ff9b::7f00:1', '2001::1', '2002:7f00:1::', '2001:db8::1', 'ff02::1'],
    'localhost',
  ])('never are %s', (address) => {
    expect(guard.allows(address)).toBe(false);
  });

  it.each(['93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:2800:21f:cb07::1', '2a01:4f8::1'])(
    'may be %s',
    (address) => {
      expect(guard.allows(address)).toBe(true);
    },
  );

  it('may be in networks that the operator names, and in no other', () => {
    const opened = createReceiverGuard(['10.1.0.0/16', 'fd00:1::/32']);
    expect(['10.1.2.3', 'fd00:1::7', '10.2.0.1', 'fd00:2::7'].map(opened.allows)).toEqual([true, true, false, false]);
    expect(
      ['10.1.0.0/16', '::1/128', '10.1.0.0', '10.1.0.0/33', 'x/8', '10.1.0.0/8/8', '10.1.0.0/'].map(isNetwork),
    ).toEqual([true, true, false, false, false, false, false]);
  });

  it('refuse a name with one address among others that is not allowed', () => {
    const found: (string | null)[] = [];
    for (const addresses of [['93.184.215.14', '127.0.0.1'], [], ['93.184.215.14']]) {
      const { lookup } = createReceiverGuard([], namesGiving(addresses));
      lookup('receiver.example', { all: true }, (error) => void found.push(error?.name ?? null));
    }
    expect(found).toEqual(['ReceiverRefused', 'ReceiverRefused', null]);
  });
});

describe('a message on its way', () => {
  let receiver: WebhookReceiver;
  const clock = manualClock();
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver?.close());
  beforeEach(() => {
    receiver.received.length = 0;
  });
  const open = ['127.0.0.0/8', '::1/128'];
  const posting = (url = receiver.url) => ({ url, headers: { 'webhook-id': 'm1' }, body: '{"ä":1}' });
  const send = (url?: string, guard = createReceiverGuard(open), signal = new AbortController().signal) =>
    createWebhookPost(guard, clock, receiver.certificate)(posting(url), signal);

  it.each([
    [204, null],
    [200, null],
    [302, '302'],
    [404, '404'],
    [503, '503'],
  ])('that is answered %i counts as %s, and follows nowhere', async (status, outcome) => {
    receiver.answer((response) => void response.writeHead(status, { location: receiver.url }).end());
    expect(await send()).toBe(outcome);
    expect(receiver.received).toMatchObject([{ body: '{"ä":1}', headers: { 'content-type': 'application/json' } }]);
  });

  it('reaches nobody behind a name that leads inside, whatever it led to before', async () => {
    const rebinding = createReceiverGuard([], namesGiving(['127.0.0.1'], ['93.184.215.14']));
    expect(await send(undefined, rebinding)).toBe('address-refused');
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:7f00:1]']) {
      expect(await send(`https://${host}:${receiver.port}/`, createReceiverGuard([]))).toBe('address-refused');
    }
    expect(receiver.received).toEqual([]);
  });

  it('goes to the very address that was looked at, though the name leads elsewhere a moment later', async () => {
    receiver.answer((response) => void response.writeHead(204).end());
    const turning = createReceiverGuard(open, namesGiving(['127.0.0.1'], ['127.0.0.9']));
    expect(await send(undefined, turning)).toBeNull();
    expect(receiver.received).toHaveLength(1);
  });

  it('waits for ten seconds, and for no answer that never ends', async () => {
    receiver.answer(() => clock.advance(10_000));
    expect(await send()).toBe('timeout');
    receiver.answer((response) => {
      response.writeHead(200);
      const pour = () => {
        while (response.write('x'.repeat(8_192)) && !response.destroyed);
      };
      response.on('drain', pour).on('error', () => undefined);
      pour();
    });
    expect(await send()).toBeNull();
  });

  it('needs a certificate that somebody vouches for, and may be broken off', async () => {
    const untrusting = createWebhookPost(createReceiverGuard(open), clock);
    expect(await untrusting(posting(), new AbortController().signal)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    const stop = new AbortController();
    receiver.answer(() => stop.abort());
    expect(await send(undefined, createReceiverGuard(open), stop.signal)).toBe('failed');
    expect(receiver.received).toHaveLength(1);
  });
});

describe('the signature', () => {
  it('is that of the example in the specification', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
    const headers = signedHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], message, 1_614_265_330_999);
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(headers['webhook-timestamp']).toBe('1614265330');
  });
});

describe('a failure', () => {
  it('is tried again later and later, within a fifth of the plan, until a day has passed', () => {
    const delays: number[] = [];
    let ageMs = 0;
    for (;;) {
      const verdict = afterFailure('503', ageMs, 0.5);
      if (verdict.outcome !== 'again') break;
      delays.push(verdict.inMs / 1000);
      ageMs += verdict.inMs;
    }
    expect(delays.slice(0, 7)).toEqual([15, 45, 180, 720, 2_880, 10_800, 10_800]);
    expect(ageMs).toBeLessThanOrEqual(setAsideAfterMs);
    expect(afterFailure('410', 0, 0)).toEqual({ outcome: 'gone' });
    fc.assert(
      fc.property(fc.nat(20 * 3_600_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (age, chance) => {
        const planned = afterFailure('503', age, 0.5);
        const spread = afterFailure('503', age, chance);
        if (planned.outcome !== 'again' || spread.outcome !== 'again') throw new Error('given up too early');
        expect(Math.abs(spread.inMs / planned.inMs - 1)).toBeLessThanOrEqual(0.201);
        expect(spread.restMs).toBeLessThanOrEqual(5 * 60_000);
      }),
    );
  });
});
