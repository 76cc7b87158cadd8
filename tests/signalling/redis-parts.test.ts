/** The small parts around Redis by themselves: gathering writes, waiting longer and longer, and what the store is still owed. */
import { Writable } from 'node:stream';
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import type { PodId, SeatHold, SeatStore } from '@visavis/signalling';
import { expect, test } from 'vitest';
import { Owed } from '../../services/signalling/owed.ts';
import { gatherer } from '../../services/signalling/redis-gather.ts';
import { backoffMs } from '../../services/signalling/redis-link.ts';

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
    gather();
    stream.write(text);
  }
  expect(pieces).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  gather();
  stream.write('d');
  await new Promise((resolve) => setImmediate(resolve));
  expect(pieces).toEqual(['abc', 'd']);
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
  const store = { release: tell('release'), shorten: tell('shorten') } as unknown as SeatStore;
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

test('forgets what the store has forgotten by itself', async () => {
  const { owed, told, comeBack } = owing();
  owed.add(hold(1), 'release', 0);
  comeBack();
  await owed.settle(300_000);
  expect([owed.size, told]).toEqual([0, []]);
});
