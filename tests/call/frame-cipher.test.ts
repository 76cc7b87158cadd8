/** Single frames under the keys of a line: what passes, what is refused and why, and what a relay can try. */
import { describe, expect, it } from 'vitest';
import { FrameCipher, type FrameResult } from '../../clients/call/frame-cipher.ts';
import { FrameCount } from '../../clients/call/frame-report.ts';
import { importBaseKey } from '../../clients/call/sframe.ts';
import { decodeHeader } from '../../clients/call/sframe-header.ts';

const bytes = (first: number, length = 60) => Uint8Array.from({ length }, (_, at) => (at === 0 ? first : at));
const keyFrame = bytes(0x10);
const otherFrame = bytes(0x11);
const dataOf = (result: FrameResult) => (result.ok ? result.data : new Uint8Array());

/** Base keys of an epoch; the same number, the same keys. */
const baseKey = (epoch: number, from: number) => importBaseKey(new Uint8Array(16).fill(epoch * 2 + from + 1));

async function pair(limits?: { most: number; spentAt: number }) {
  const heard: number[] = [];
  const told = { spent: 0 };
  const events = { heard: (epoch: number) => void heard.push(epoch), spent: () => void told.spent++ };
  const a = new FrameCipher('initiator', { heard: () => {}, spent: events.spent }, limits);
  const b = new FrameCipher('responder', { heard: events.heard, spent: () => {} }, limits);
  const install = async (epoch: number, wrong = false) => {
    const [ofA, ofB] = [await baseKey(epoch, 0), await baseKey(epoch, 1)];
    a.install(epoch, { send: ofA, receive: ofB });
    b.install(epoch, { send: ofB, receive: wrong ? await baseKey(99, 0) : ofA });
  };
  const change = async (epoch: number) => {
    await install(epoch);
    a.switchTo(epoch);
    b.switchTo(epoch);
    await Promise.all([a.settled, b.settled]);
  };
  return { a, b, heard, told, install, change };
}

describe('a frame', () => {
  it('of sound and of picture goes both ways and comes back whole', async () => {
    const { a, b, change } = await pair();
    await change(0);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const [kind, frame] of [
        ['audio', bytes(0x78, 90)],
        ['video', keyFrame],
        ['video', otherFrame],
        ['video', bytes(0x11, 3)],
        ['video', bytes(0x10, 10)],
      ] as const) {
        const sealed = dataOf(await from.seal(kind, frame));
        expect(await to.open(kind, sealed)).toEqual({ ok: true, data: frame });
      }
    }
  });

  it('shows 10 bytes of a key frame, 3 of another picture, nothing of sound, and KID and counter', async () => {
    const { a, change } = await pair();
    await change(0);
    for (const [kind, frame, clear] of [
      ['video', keyFrame, 10],
      ['video', otherFrame, 3],
      ['audio', otherFrame, 0],
    ] as const) {
      const sealed = dataOf(await a.seal(kind, frame));
      expect(sealed.subarray(0, clear)).toEqual(frame.subarray(0, clear));
      expect(decodeHeader(sealed.subarray(clear))).toMatchObject({ kid: 0n });
      expect(Buffer.from(sealed).includes(Buffer.from(frame.subarray(clear, clear + 8)))).toBe(false);
      expect(sealed.length).toBe(frame.length + 17);
    }
  });

  it('is opened once, and never by its own sender', async () => {
    const { a, b, change } = await pair();
    await change(0);
    const sealed = dataOf(await a.seal('video', keyFrame));
    expect((await b.open('video', sealed)).ok).toBe(true);
    expect(await b.open('video', sealed)).toEqual({ ok: false, reason: 'replayed' });
    expect(await a.open('video', sealed)).toEqual({ ok: false, reason: 'keyless' });
  });

  it('of which any single bit was changed is not there, and does not spend the counter of the true one', async () => {
    const { a, b, change } = await pair();
    await change(0);
    const sealed = dataOf(await a.seal('video', keyFrame));
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect((await b.open('video', changed)).ok).toBe(false);
      expect((await b.open('video', sealed.slice(0, at))).ok).toBe(false);
    }
    expect((await b.open('audio', sealed)).ok).toBe(false);
    expect((await b.open('video', sealed)).ok).toBe(true);
  });

  it('in plain is not there', async () => {
    const { b, change } = await pair();
    await change(0);
    for (const frame of [keyFrame, otherFrame, bytes(0x11, 3_000)])
      for (const kind of ['audio', 'video'] as const) expect((await b.open(kind, frame)).ok).toBe(false);
    expect(await b.open('audio', new Uint8Array())).toEqual({ ok: false, reason: 'empty' });
  });

  it('that is too short to be a picture does not leave', async () => {
    const { a, change } = await pair();
    await change(0);
    for (const frame of [bytes(0x10, 9), bytes(0x11, 2), new Uint8Array()])
      expect(await a.seal('video', frame)).toEqual({ ok: false, reason: 'empty' });
  });

  it('without a key is not there, on either side', async () => {
    const { a, b, install } = await pair();
    expect(await a.seal('video', keyFrame)).toEqual({ ok: false, reason: 'keyless' });
    await install(0);
    expect(await a.seal('video', keyFrame)).toEqual({ ok: false, reason: 'keyless' });
    a.switchTo(0);
    const sealed = dataOf(await a.seal('video', keyFrame));
    const stranger = new FrameCipher('responder', { heard() {}, spent() {} });
    expect(await stranger.open('video', sealed)).toEqual({ ok: false, reason: 'keyless' });
    expect((await b.open('video', sealed)).ok).toBe(true);
  });

  it('under a wrong key is not there', async () => {
    const { a, b, install } = await pair();
    await install(0, true);
    a.switchTo(0);
    expect(await b.open('video', dataOf(await a.seal('video', keyFrame)))).toEqual({ ok: false, reason: 'forged' });
  });
});

describe('a change of keys', () => {
  it('opens both epochs until the old one is forgotten, and tells the first frame of each', async () => {
    const { a, b, heard, change } = await pair();
    await change(0);
    const [old, late] = [dataOf(await a.seal('video', keyFrame)), dataOf(await a.seal('video', otherFrame))];
    await change(1);
    const fresh = dataOf(await a.seal('video', keyFrame));
    expect((await b.open('video', fresh)).ok && (await b.open('video', old)).ok).toBe(true);
    expect(heard).toEqual([1, 0]);
    b.forget(0);
    await b.settled;
    expect(await b.open('video', late)).toEqual({ ok: false, reason: 'keyless' });
  });

  it('waits for keys that are on their way', async () => {
    const { a, b, install, change } = await pair();
    await change(0);
    await a.seal('video', keyFrame);
    void install(1);
    await install(1);
    a.switchTo(1);
    await a.settled;
    expect((await b.open('video', dataOf(await a.seal('video', keyFrame)))).ok).toBe(true);
  });

  it('never begins a counter anew under a key, whoever asks for it again', async () => {
    const { a, change, install } = await pair();
    const counters: (bigint | undefined)[] = [];
    for (const again of [() => change(0), () => install(0), () => change(0), async () => a.forget(7)]) {
      await again();
      a.switchTo(0);
      await a.settled;
      counters.push(decodeHeader(dataOf(await a.seal('audio', keyFrame)))?.ctr);
    }
    expect(counters).toEqual([0n, 1n, 2n, 3n]);
  });

  it('is asked for before a counter ends, once, and after its end nothing leaves', async () => {
    const { a, told, change } = await pair({ most: 6, spentAt: 4 });
    await change(0);
    const results: string[] = [];
    for (let frame = 0; frame < 8; frame++) {
      const result = await a.seal('audio', keyFrame);
      results.push(`${result.ok ? 'sealed' : result.reason} ${told.spent}`);
    }
    expect(results).toEqual([
      ...Array(4).fill('sealed 0'),
      ...Array(2).fill('sealed 1'),
      ...Array(2).fill('used-up 1'),
    ]);
    await change(1);
    await a.settled;
    expect((await a.seal('audio', keyFrame)).ok).toBe(true);
  });
});

describe('the figures of a stream', () => {
  it('count what came, what went, and why not, and the time of the last second', () => {
    const count = new FrameCount(3, 'receive', 'video');
    for (let ms = 1; ms <= 100; ms++) {
      count.came();
      count.went({ ok: true, data: new Uint8Array(10) }, ms);
    }
    count.came();
    count.went({ ok: false, reason: 'forged' }, 5);
    const first = count.take();
    expect(first).toMatchObject({ id: 3, seen: 101, done: 100, bytes: 1_000, p50Ms: 51, p95Ms: 96 });
    expect(first.refused).toMatchObject({ forged: 1, keyless: 0 });
    expect(count.take()).toMatchObject({ seen: 101, done: 100, p50Ms: 0, p95Ms: 0 });
  });
});
