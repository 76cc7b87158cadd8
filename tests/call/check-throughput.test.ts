/** The throughput of a line: judged by the narrower way, bounded in time and bytes, over at once when it is stopped. */
import { manualClock } from '@visavis/runtime';
import type { CheckMark } from '@visavis/shared';
import { describe, expect, test } from 'vitest';
import type { CheckParts } from '../../clients/call/check.ts';
import { judgeThroughput, measureThroughput } from '../../clients/call/check-throughput.ts';

const relay = { username: 'u', credential: 'c' };
const servers = [
  { urls: ['stun:turn.example.de:3478'] },
  { urls: ['turn:turn.example.de:3478?transport=udp', 'turn:turn.example.de:3478?transport=tcp'], ...relay },
];
const ways = (change: Partial<Record<'udp' | 'tcp' | 'tls', CheckMark>> = {}) =>
  ({ udp: 'good', tcp: 'good', tls: 'skipped', ...change }) as const;

/** Two connections whose channel passes `bitsPerS` on in each direction and loses the rest. */
function network(bitsPerS: { forth: number; back: number } | 'never meet', meetsAfterMs = 0) {
  const clock = manualClock();
  const made: { urls: unknown; isOpen: boolean }[] = [];
  let sent = 0;
  type Channel = EventTarget & Record<'onopen' | 'onmessage', ((event: unknown) => void) | null>;
  const ends: Channel[] = [];
  const end = (rate: number): Channel => {
    let credit = 0;
    let last = clock.now();
    const channel = Object.assign(new EventTarget(), {
      readyState: 'open',
      bufferedAmount: 0,
      onopen: null,
      onmessage: null,
      send(chunk: Uint8Array) {
        sent += chunk.length;
        credit = Math.min(8_000, credit + (rate * (clock.now() - last)) / 8_000);
        last = clock.now();
        if (credit < chunk.length) return;
        credit -= chunk.length;
        ends.find((other) => other !== channel)?.onmessage?.({ data: chunk.buffer });
      },
    });
    ends.push(channel);
    return channel;
  };
  const connect = (configuration: RTCConfiguration) => {
    const own = { urls: configuration.iceServers?.map(({ urls }) => urls), isOpen: true };
    made.push(own);
    const pc = Object.assign(new EventTarget(), {
      localDescription: {},
      createDataChannel: () => end(bitsPerS === 'never meet' ? 0 : bitsPerS.forth),
      setLocalDescription: async () => undefined,
      setRemoteDescription: async () => {
        if (made.length < 2 || ends.length > 1 || bitsPerS === 'never meet') return;
        const [here] = ends;
        const channel = end(bitsPerS.back);
        pc.dispatchEvent(Object.assign(new Event('datachannel'), { channel }));
        clock.after(meetsAfterMs, () => here?.onopen?.({}));
      },
      close: () => {
        own.isOpen = false;
      },
    });
    return pc as unknown as RTCPeerConnection;
  };
  return { parts: { connect, clock } satisfies CheckParts, clock, made, sent: () => sent };
}

async function run(
  world: ReturnType<typeof network>,
  open = ways(),
  stop = new AbortController(),
  stopAtMs = Infinity,
) {
  const result = measureThroughput(servers, open, stop.signal, world.parts);
  for (let passed = 0; passed < 8_000; passed += 20) {
    await new Promise(setImmediate);
    if (passed >= stopAtMs) stop.abort();
    world.clock.advance(20);
  }
  return result;
}

const mbit = (forth: number, back = forth) => network({ forth: forth * 1e6, back: back * 1e6 });

describe('the throughput', () => {
  test.each([
    [1_000_000, 'good'],
    [999_999, 'weak'],
    [500_000, 'weak'],
    [499_999, 'failed'],
    [0, 'failed'],
    [undefined, 'skipped'],
  ] as const)('of %s bits a second is %s', (bitsPerS, mark) => {
    expect(judgeThroughput(bitsPerS)).toBe(mark);
  });

  test('is that of the narrower way', async () => {
    expect(await run(mbit(5))).toBe('good');
    expect(await run(mbit(0.7))).toBe('weak');
    expect(await run(mbit(5, 0.7))).toBe('weak');
    expect(await run(mbit(0.2, 5))).toBe('failed');
  });

  test.each([0, 3_900])(
    'costs half a megabyte and six seconds at most, also after a meeting of %d ms',
    async (meetsAfterMs) => {
      const world = network({ forth: 1e8, back: 1e8 }, meetsAfterMs);
      const started = world.clock.now();
      const done = measureThroughput(servers, ways(), new AbortController().signal, world.parts).then(() =>
        world.clock.now(),
      );
      for (let passed = 0; passed < 8_000; passed += 20) {
        await new Promise(setImmediate);
        world.clock.advance(20);
      }
      expect((await done) - started).toBeLessThanOrEqual(6_020);
      expect(world.sent()).toBeLessThan(600_000);
      expect(world.made.map(({ isOpen }) => isOpen)).toEqual([false, false]);
    },
  );

  test('is measured on the best way that is open, by the relay alone', async () => {
    const world = mbit(5);
    await run(world, ways({ udp: 'failed' }));
    expect(world.made[0]?.urls).toEqual([['turn:turn.example.de:3478?transport=tcp']]);
  });

  test('is skipped without a way to a relay, and where the relay does not talk to itself', async () => {
    const without = mbit(5);
    expect(await run(without, ways({ udp: 'failed', tcp: 'failed' }))).toBe('skipped');
    expect(without.made).toEqual([]);
    const apart = network('never meet');
    expect(await run(apart)).toBe('skipped');
    expect(apart.made.map(({ isOpen }) => isOpen)).toEqual([false, false]);
  });

  test('is skipped as soon as it is stopped, and nothing more is sent', async () => {
    const world = mbit(5);
    expect(await run(world, ways(), new AbortController(), 1_000)).toBe('skipped');
    expect(world.sent()).toBeLessThan(200_000);
    expect(world.made.map(({ isOpen }) => isOpen)).toEqual([false, false]);
    const before = new AbortController();
    before.abort();
    const never = mbit(5);
    expect(await run(never, ways(), before)).toBe('skipped');
    expect(never.made).toEqual([]);
  });

  test('is skipped, and does not reject, where the browser cannot connect at all', async () => {
    const clock = manualClock();
    const connect = () => {
      throw new TypeError('no RTCPeerConnection');
    };
    expect(await measureThroughput(servers, ways(), new AbortController().signal, { connect, clock })).toBe('skipped');
  });
});
