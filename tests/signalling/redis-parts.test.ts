/** The small parts around Redis by themselves: gathering writes, waiting longer and longer, and what the store is still owed. */
import { Writable } from 'node:stream';
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import type { PodId, SeatHold, SeatStore } from '@visavis/signalling';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Owed } from '../../services/signalling/owed.ts';
import { Patience, PatientCommand } from '../../services/signalling/redis-command.ts';
import { gatherer } from '../../services/signalling/redis-gather.ts';
import { backoffMs } from '../../services/signalling/redis-link.ts';
import { bundled, newPodId, readsBundles, unbundled } from '../../services/signalling/relay-bundle.ts';
import { bytes } from '../support/signalling-world.ts';

test('what is written in one turn leaves in one piece, and the next turn’s by itself', async () => {
  const pieces: string[] = [];
  const stream = new Writable({
    writev: (chunks, done) => {
      pieces.push(chunks.map(({ chunk }) => String(chunk)).join(''));
      done();
    },
    write: (chunk, _encoding, done) => {
      pieces.push(String(chunk));
      done();
    },
  });
  const gather = gatherer(() => [stream]);
  for (const text of ['a', 'b', 'c']) {
    gather.hold();
    stream.write(text);
  }
  expect(pieces).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  gather.hold();
  stream.write('d');
  await new Promise((resolve) => setImmediate(resolve));
  expect(pieces).toEqual(['abc', 'd']);
});

test('what waits for the end of a turn goes out in the same piece, behind all the others', async () => {
  const pieces: string[] = [];
  const stream = new Writable({
    writev: (chunks, done) => {
      pieces.push(chunks.map(({ chunk }) => String(chunk)).join(''));
      done();
    },
  });
  const gather = gatherer(() => [stream]);
  for (const text of ['y', 'z']) {
    gather.atEnd(() => {
      gather.hold();
      stream.write(text);
    });
  }
  for (const text of ['a', 'b']) {
    gather.hold();
    stream.write(text);
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect(pieces).toEqual(['abyz']);
});

test('bundles say what they are made of, whatever it is, and what is no whole bundle is nothing', () => {
  for (const messages of [['{"a"}\ntext'], ['a', ''], ['*', '*1\nb', '€😀\n'], ['*3 4\n']]) {
    expect(unbundled(bundled(messages))).toEqual(messages);
  }
  expect(bundled(['alone'])).toBe('alone');
  const whole = bundled(['one', 'two']);
  for (const wrong of ['*', '*\n', '*3\n', '*3 x\nabc', '*-1\n', `${whole}!`, whole.slice(0, -1), whole.slice(0, 4)]) {
    expect(unbundled(wrong)).toEqual([]);
  }
});

test('a pod’s name says that it reads bundles, and names of pods that did not never say so', () => {
  for (let times = 0; times < 200; times++) {
    expect(newPodId()).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(readsBundles(newPodId())).toBe(true);
    expect(readsBundles(bytes(16) as PodId)).toBe(false);
  }
});

describe('commands that are under way', () => {
  afterEach(() => vi.useRealTimers());
  const begin = () => {
    vi.useFakeTimers();
    const patience = new Patience(1_900);
    const command = () => {
      const sent = new PatientCommand('GET', ['key'], patience);
      sent.setTimeout();
      const fate = { is: 'waits' };
      sent.promise.then(
        () => Object.assign(fate, { is: 'answered' }),
        (error: Error) => Object.assign(fate, { is: error.message }),
      );
      return { sent, fate };
    };
    return command;
  };

  test('are given up when their time is over, each by itself, and never much before', async () => {
    const command = begin();
    const first = command();
    await vi.advanceTimersByTimeAsync(950);
    const second = command();
    await vi.advanceTimersByTimeAsync(840);
    expect([first.fate.is, second.fate.is]).toEqual(['waits', 'waits']);
    await vi.advanceTimersByTimeAsync(110);
    expect([first.fate.is, second.fate.is]).toEqual(['no answer in time', 'waits']);
    await vi.advanceTimersByTimeAsync(950);
    expect(second.fate.is).toBe('no answer in time');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('have the answer that came in time, and then nothing waits any more', async () => {
    const command = begin();
    const { sent, fate } = command();
    sent.resolve(Buffer.from('value'));
    await vi.advanceTimersByTimeAsync(150);
    expect([fate.is, await sent.promise]).toEqual(['answered', 'value']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('are all given up at once after a standstill of the process', async () => {
    const command = begin();
    const { fate } = command();
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);
    await vi.advanceTimersByTimeAsync(100);
    expect(fate.is).toBe('no answer in time');
    vi.restoreAllMocks();
  });
});

test('waits longer before every try, never more than two seconds, and never in step with others', () => {
  const waits = (attempt: number) => Array.from({ length: 50 }, () => backoffMs(attempt));
  for (const attempt of [0, 1, 3, 5, 6, 20, 1_000]) {
    const full = Math.min(2_000, 50 * 2 ** attempt);
    expect(Math.min(...waits(attempt))).toBeGreaterThanOrEqual(full / 2);
    expect(Math.max(...waits(attempt))).toBeLessThanOrEqual(full);
    expect(new Set(waits(attempt)).size).toBeGreaterThan(5);
  }
});

const hold = (epoch: number): SeatHold => ({
  ...{ room: 'R' as RoomId, seat: 'guest' },
  record: {
    ...{ epoch, connection: 'C' as ConnectionId, incarnation: 'I' as Incarnation },
    ...{ device: 'D' as DeviceThumbprint, pod: 'P' as PodId },
  },
});

function owing() {
  const told: string[] = [];
  const released: number[] = [];
  let isAway = true;
  const tell = (what: string) => async (seat: SeatHold) => {
    if (isAway) throw new Error('away');
    told.push(`${what} ${seat.record.epoch}`);
    return seat.record.epoch !== 2;
  };
  const withdraw = async ({ connection }: { connection: ConnectionId }) => {
    if (isAway) throw new Error('away');
    told.push(`withdraw ${connection}`);
    return connection === 'D' ? { record: hold(4).record, snapshot: {} } : undefined;
  };
  const store = { release: tell('release'), shorten: tell('shorten'), withdraw } as unknown as SeatStore;
  const owed = new Owed({
    ...{ store, longestMs: 300_000, ordinaryMs: 45_000 },
    onReleased: (seat) => void released.push(seat.record.epoch),
  });
  const comeBack = () => {
    isAway = false;
  };
  return { owed, told, released, comeBack };
}

test('tells the store what it did not hear, once, and the others only of seats that were still held', async () => {
  const { owed, told, released, comeBack } = owing();
  owed.add(hold(1), 'release', 0);
  owed.add(hold(2), 'release', 0);
  owed.add(hold(3), 'shorten', 0);
  await owed.settle(1);
  expect(owed.size).toBe(3);
  comeBack();
  await owed.settle(2);
  await owed.settle(3);
  expect(told).toEqual(['release 1', 'release 2', 'shorten 3']);
  expect(released).toEqual([1]);
});

test('withdraws what a connection may have got unheard, of a thousand at most, and for as long as the seat could live', async () => {
  const { owed, told, released, comeBack } = owing();
  const of = (connection: string) => ({
    room: 'R' as RoomId,
    seat: 'guest' as const,
    connection: connection as ConnectionId,
  });
  owed.withdraw(of('C'), 0);
  owed.withdraw(of('D'), 0);
  await owed.settle(1);
  for (let nth = 0; nth < 1_500; nth++) owed.withdraw(of('E'), 20_000);
  expect(owed.size).toBe(1_000);
  await owed.settle(44_999);
  expect(owed.size).toBe(1_000);
  comeBack();
  await owed.settle(45_000);
  expect(told.filter((word) => word !== 'withdraw E')).toEqual([]);
  expect(told).toHaveLength(998);
  owed.withdraw(of('C'), 45_000);
  owed.withdraw(of('D'), 45_000);
  await owed.settle(45_001);
  expect([told.slice(998), released]).toEqual([['withdraw C', 'withdraw D'], [4]]);
});

test('forgets what the store has forgotten by itself', async () => {
  const { owed, told, comeBack } = owing();
  owed.add(hold(1), 'release', 0);
  comeBack();
  await owed.settle(300_000);
  expect([owed.size, told]).toEqual([0, []]);
});
