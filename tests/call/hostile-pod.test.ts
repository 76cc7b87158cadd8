/** A pod that lies: it may keep two people apart, but never into one another's place, and never for longer than it lies. */
import { type Incarnation, toBase64url } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import type { Connect } from '../../clients/call/signalling.ts';
import { fakeLine } from './hostile-sdp.ts';
import { type Lie, meetThrough, rewrite } from './lying-pod.ts';
import { compareWords, makeWorld, phases, received } from './world.ts';

const garble = (body: string, at: number) => `${body.slice(0, at)}${body[at] === 'A' ? 'B' : 'A'}${body.slice(at + 1)}`;

/** Lies about sealed messages: none of them may ever be believed. */
const sealedLies: [string, Lie][] = [
  ['one letter changed', (message) => [{ ...message, body: garble(message.body, 20) }]],
  ['the end cut off', (message) => [{ ...message, body: message.body.slice(0, -4) }]],
  ['another number', (message) => [{ ...message, n: message.n + 1 }]],
  ['two messages swapped', (message) => [{ ...message, n: message.n % 2 === 1 ? message.n + 1 : message.n - 1 }]],
  [
    'an earlier message again under the next number',
    (message, earlier) => earlier.slice(-1).map((old) => ({ ...old, n: message.n })),
  ],
  ['plain instead of sealed', (message) => [{ ...message, body: 'p.eyJraW5kIjoicmVhZHkiLCJyZWFkeSI6dHJ1ZX0' }]],
  [
    'rubbish',
    (message) => [
      { ...message, body: 's.AAAA' },
      { ...message, body: 's.A' },
      { ...message, body: 'p.' },
    ],
  ],
  [
    'numbers out of this world',
    (message) => [
      { ...message, n: 2 ** 40 },
      { ...message, n: 2 ** 32, a: 2 ** 50 },
    ],
  ],
];

describe('between two who have the link’s secret', () => {
  it.each(sealedLies)('%s is dropped and counted, and the truth afterwards connects them', async (_name, lie) => {
    const { advisor, guest, pass, switches } = await meetThrough(lie, true);
    expect(guest.call.view).toMatchObject({
      phase: 'together',
      transport: 'none',
      peer: { name: undefined, ready: false },
    });
    switches.isLying = false;
    await pass(15_000, 100);
    advisor.call.start();
    guest.call.start();
    await pass(2_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
  });

  it('lies beside the truth, before it and after it, change nothing', async () => {
    const lies = sealedLies.map(([, lie]) => lie);
    const { advisor, guest, pass } = await meetThrough((message, earlier) => {
      const forged = lies.flatMap((lie) => lie(message, earlier));
      return [...forged, message, ...forged, ...earlier.slice(-2)];
    }, true);
    advisor.call.start();
    guest.call.start();
    await pass(2_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect([...received(advisor), ...received(guest)]).toEqual([true, true, true, true]);
    expect(guest.call.view.details.dropped).toBeGreaterThan(20);
  });

  it('a false number of acknowledgements does not silence anybody for good', async () => {
    const { advisor, guest, pass } = await meetThrough((message) => [{ ...message, a: 2 ** 31 }], true);
    advisor.call.start();
    guest.call.start();
    await pass(2_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
  });
});

describe('a pod that invents page loads', () => {
  it('never gets a number twice under one key with different texts', async () => {
    const world = makeWorld();
    const bodies = new Map<number, Set<string>>();
    let opposite = '';
    let announce = (_incarnation: string) => {};
    const connect: Connect = (entry, events, inCall) => {
      announce = (incarnation) => {
        opposite = incarnation;
        events.message({ type: 'peer', event: 'replaced', seat: 'guest', incarnation: incarnation as Incarnation });
      };
      const line = world.pod.connect(entry, events, inCall);
      const send: typeof line.send = (request) => {
        if (request.type === 'relay' && opposite === real) {
          bodies.set(request.n, (bodies.get(request.n) ?? new Set()).add(request.body));
        }
        return line.send(request);
      };
      return { send, close: () => line.close() };
    };
    const real = toBase64url(new Uint8Array(16).fill(5));
    const advisor = world.join('advisor', { parts: { connect } });
    await world.pass(200);
    for (const incarnation of [
      real,
      toBase64url(new Uint8Array(16).fill(6)),
      real,
      toBase64url(new Uint8Array(16).fill(7)),
      real,
    ]) {
      announce(incarnation);
      advisor.call.start();
      await world.pass(1_500, 100);
      advisor.call.unstart();
      await world.pass(1_500, 100);
    }
    expect(bodies.size).toBeGreaterThan(10);
    expect([...bodies.values()].every((texts) => texts.size === 1)).toBe(true);
  });
});

const rewriteSdp = (change: (sdp: string) => string): Lie =>
  rewrite((message) => (message.kind === 'description' ? { ...message, sdp: change(String(message.sdp)) } : message));

/** Lies in an open room, where the pod can read and write: the gate is what stands. */
const openLies: [string, Lie][] = [
  [
    'a second certificate before the first',
    rewriteSdp((sdp) => sdp.replace('a=fingerprint', `${fakeLine}a=fingerprint`)),
  ],
  ['a second certificate at the end', rewriteSdp((sdp) => `${sdp}${fakeLine}`)],
  ['no BUNDLE', rewriteSdp((sdp) => sdp.replace(/a=group.*\r\n/, ''))],
  [
    'keys of its own',
    rewriteSdp((sdp) => sdp.replace('a=mid:0', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\na=mid:0')),
  ],
  ['words instead of a description', rewriteSdp(() => 'hello')],
  [
    'candidates with names',
    rewrite((message) =>
      message.kind === 'candidate' && message.candidate !== ''
        ? { ...message, candidate: 'candidate:1 1 udp 1 evil.example 9 typ host' }
        : message,
    ),
  ],
  ['unknown kinds', rewrite((message) => ({ ...message, kind: 'transceiverRequest' }))],
  ['unknown keys', rewrite((message) => ({ ...message, more: 1 }))],
  ['a lowered mode', rewrite((message) => (message.kind === 'open' ? { ...message, mode: 1 } : message))],
  [
    'foreign peer names',
    rewrite((message) => (message.kind !== 'open' && 'pid' in message ? { ...message, pid: 'AAAAAAAAAAA' } : message)),
  ],
];

describe('between two who have no secret', () => {
  it.each(openLies)('%s connect nobody and end nothing', async (_name, lie) => {
    const { advisor, guest, pass, switches, join } = await meetThrough(lie, false);
    expect(guest.call.view.phase).toBe('together');
    expect(guest.call.view.transport).not.toBe('connected');
    expect(guest.call.view.details.dropped).toBeGreaterThan(0);
    switches.isLying = false;
    advisor.leavePage();
    await pass(500);
    expect(guest.call.view.phase).toBe('waiting');
    const again = join('advisor', { sealed: false });
    await pass(1_000);
    again.call.start();
    guest.call.start();
    compareWords(again, guest);
    await pass(1_000);
    expect(phases(again, guest)).toEqual(['talking', 'talking']);
  });
});
