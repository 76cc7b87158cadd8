/** What every seat store promises, whoever keeps the seats: memory here, Redis where there are many pods. */
import type { Incarnation, RoomId } from '@visavis/shared';
import type { PodId, SeatHold } from '@visavis/signalling';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enteringSeats } from './seat-store-entering.ts';
import {
  claim,
  holdOf,
  id,
  type SeatsOf,
  type Sit,
  type StoreUnderTest,
  taken,
  takingSeats,
  ttlMs,
  type Under,
} from './seat-store-taking.ts';

export function seatStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`seat store: ${name}`, () => {
    let under: StoreUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.close());

    const sit = async (wish = claim()): Promise<SeatHold> => holdOf(wish, taken(await under.store.take(wish)).epoch);
    const seatsOf = async (room: RoomId) => (await under.other.readRooms([room]))[0]?.seats ?? [];

    takingSeats(() => under, sit, seatsOf);
    enteringSeats(() => under, seatsOf);
    keepingSeats(() => under, sit, seatsOf);
    restoringSeats(() => under, sit, seatsOf);
    givingBackSeats(() => under, sit, seatsOf);
    decidingRooms(() => under, sit, seatsOf);
    watchingRooms(() => under, sit);
    sharedLimits(() => under);
  });
}

function keepingSeats(under: Under, sit: Sit, seatsOf: SeatsOf): void {
  test('frees a seat that nobody renews', async () => {
    const first = await sit();
    await under().pass(ttlMs + 1_000);
    expect(await seatsOf(first.room)).toEqual([]);
  });

  test('keeps a renewed seat', async () => {
    const first = await sit();
    await under().pass(ttlMs / 2);
    expect(await under().store.renew(first, ttlMs)).toMatchObject({ outcome: 'kept' });
    await under().pass(ttlMs / 2 + 1_000);
    expect(await seatsOf(first.room)).toHaveLength(1);
  });

  test('refuses to renew, shorten or release for anybody but the holder', async () => {
    const first = await sit();
    const { device, connection } = first.record;
    await sit(claim({ room: first.room, device, replaces: connection }));
    expect(await under().store.renew(first, ttlMs)).toEqual({ outcome: 'replaced' });
    expect(await under().store.shorten(first, 1)).toBe(false);
    expect(await under().store.release(first)).toBeUndefined();
    expect(await seatsOf(first.room)).toMatchObject([{ record: { epoch: 2 } }]);
  });
}

function restoringSeats(under: Under, sit: Sit, seatsOf: SeatsOf): void {
  test('restores a vanished seat for its last holder, and for nobody before', async () => {
    const first = await sit();
    await under().pass(ttlMs + 1_000);
    expect(await under().store.renew(first, ttlMs, false)).toEqual({ outcome: 'vanished' });
    expect(await seatsOf(first.room)).toEqual([]);
    expect(await under().store.renew(first, ttlMs)).toMatchObject({ outcome: 'kept' });
    expect(await under().other.renew(first, ttlMs, false)).toMatchObject({ outcome: 'kept' });
    expect(await seatsOf(first.room)).toMatchObject([{ record: first.record }]);
    await under().pass(ttlMs + 1_000);
    const second = await sit(claim({ room: first.room }));
    expect(await under().store.renew(first, ttlMs)).toEqual({ outcome: 'replaced' });
    await under().store.release(second);
    expect(await under().store.renew(first, ttlMs)).toEqual({ outcome: 'moved' });
  });

  test('tells a line whose page sits there on another line by now', async () => {
    const first = await sit();
    const { room, record } = first;
    await sit(claim({ room, incarnation: record.incarnation, device: record.device }));
    expect(await under().store.renew(first, ttlMs)).toEqual({ outcome: 'moved' });
  });

  test('shortens a seat and never lengthens it', async () => {
    const first = await sit();
    expect(await under().store.shorten(first, 60_000)).toBe(true);
    expect(await under().store.shorten(first, ttlMs / 4)).toBe(true);
    await under().pass(ttlMs / 4 + 1_000);
    expect(await seatsOf(first.room)).toEqual([]);
    expect(await under().store.shorten(first, ttlMs)).toBe(false);
  });
}

function givingBackSeats(under: Under, sit: Sit, seatsOf: SeatsOf): void {
  test('release frees the seat at once, and only once', async () => {
    const first = await sit();
    expect(await under().store.release(first)).toEqual({ room: first.room, seats: [], watchers: [] });
    expect(await under().store.release(first)).toBeUndefined();
    expect(await seatsOf(first.room)).toEqual([]);
  });

  test('withdraws what a connection got without hearing of it, whatever the epoch, and nothing of another', async () => {
    const first = await sit();
    const other = await sit(claim({ room: first.room, seat: 'advisor' }));
    const { connection } = await claim();
    expect(await under().store.withdraw({ room: first.room, seat: 'guest', connection })).toBeUndefined();
    const wrongSeat = { room: first.room, seat: 'advisor', connection: first.record.connection } as const;
    expect(await under().store.withdraw(wrongSeat)).toBeUndefined();
    const withdrawn = { room: first.room, seat: 'guest', connection: first.record.connection } as const;
    expect(await under().store.withdraw(withdrawn)).toEqual({
      record: first.record,
      snapshot: { room: first.room, seats: [{ seat: 'advisor', record: other.record }], watchers: [] },
    });
    expect(await under().store.withdraw(withdrawn)).toBeUndefined();
    expect(await sit(claim({ room: first.room }))).toMatchObject({ record: { epoch: 2 } });
  });

  test('tells who keeps or gives back a seat who else is in the room, and which pods watch it', async () => {
    const first = await sit();
    const other = await sit(claim({ room: first.room, seat: 'advisor' }));
    await under().other.watch([first.room], 'W'.repeat(22) as PodId, 60_000);
    const [seats, watchers] = [[{ seat: 'advisor', record: other.record }], ['W'.repeat(22)]];
    const whole = [...seats, { seat: 'guest', record: first.record }];
    const kept = { outcome: 'kept', snapshot: { room: first.room, seats: whole, watchers } };
    expect(await under().store.renew(first, ttlMs)).toEqual(kept);
    expect(await under().store.release(first)).toEqual({ room: first.room, seats, watchers });
  });
}

function decidingRooms(under: Under, sit: Sit, seatsOf: SeatsOf): void {
  test('dismisses a page: its seat is free and it does not come back, another page does', async () => {
    const first = await sit();
    const { incarnation, device } = first.record;
    expect(await under().other.dismiss(first.room, incarnation, 60_000)).toEqual(first);
    expect(await under().store.renew(first, ttlMs)).toEqual({ outcome: 'dismissed' });
    const back = claim({ room: first.room, incarnation, device, resumes: 1 });
    expect(await under().store.take(back)).toEqual({ outcome: 'dismissed' });
    expect(taken(await under().store.take(claim({ room: first.room, device }))).epoch).toBe(2);
  });

  test('dismissing a page that is not there changes nothing', async () => {
    const first = await sit();
    expect(await under().store.dismiss(first.room, id() as Incarnation, 60_000)).toBeUndefined();
    expect(await seatsOf(first.room)).toHaveLength(1);
  });

  test('ends a room: tells who was there, frees them, lets nobody in until the time is over', async () => {
    const first = await sit();
    await under().store.watch([first.room], 'W'.repeat(22) as PodId, 60_000);
    const before = await under().other.endRoom(first.room, ttlMs);
    expect(before).toMatchObject({ room: first.room, seats: [{ seat: 'guest' }], watchers: ['W'.repeat(22)] });
    expect(await seatsOf(first.room)).toEqual([]);
    expect(await under().store.renew(first, ttlMs)).toEqual({ outcome: 'room-over' });
    expect(await under().store.take(claim({ room: first.room }))).toEqual({ outcome: 'room-over' });
    await under().pass(ttlMs + 1_000);
    taken(await under().store.take(claim({ room: first.room })));
  });
}

function watchingRooms(under: Under, sit: Sit): void {
  test('remembers which pods watch a room, for as long as they said', async () => {
    const rooms = [id() as RoomId, id() as RoomId];
    const pod = id() as PodId;
    await under().store.watch(rooms, pod, ttlMs);
    expect((await under().other.readRooms(rooms)).map(({ watchers }) => watchers)).toEqual([[pod], [pod]]);
    await under().pass(ttlMs + 1_000);
    expect((await under().other.readRooms(rooms)).map(({ watchers }) => watchers)).toEqual([[], []]);
  });

  test('forgets a watcher whose time is over although others go on', async () => {
    const [brief, lasting] = [id() as PodId, id() as PodId];
    const rooms = [id() as RoomId];
    await under().store.watch(rooms, lasting, 3 * ttlMs);
    await under().other.watch(rooms, brief, ttlMs);
    await under().pass(ttlMs + 1_000);
    expect((await under().store.readRooms(rooms))[0]?.watchers).toEqual([lasting]);
  });

  test('reads unknown rooms as empty, in the order asked', async () => {
    const first = await sit();
    const unknown = id() as RoomId;
    const found = await under().store.readRooms([unknown, first.room]);
    expect(found.map(({ room, seats }) => [room, seats.length])).toEqual([
      [unknown, 0],
      [first.room, 1],
    ]);
    expect(await under().store.readRooms([])).toEqual([]);
  });
}

function sharedLimits(under: Under): void {
  test('lets an id be used once over all pods, until its time is over', async () => {
    const once = id();
    const uses = await Promise.all([under().store, under().other, under().store].map((s) => s.useOnce(once, ttlMs)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    await under().pass(ttlMs + 1_000);
    expect(await under().other.useOnce(once, ttlMs)).toBe(true);
  });

  test('lets a burst through over all pods, then one every so often, and says how long to wait', async () => {
    const key = id();
    const rate = { burst: 3, everyMs: 20_000 };
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) waits.push(await (i % 2 ? under().store : under().other).throttle(key, rate));
    expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
    expect(waits[3]).toBeGreaterThan(0);
    expect(waits[3]).toBeLessThanOrEqual(20_000);
    await under().pass(21_000);
    expect(await under().store.throttle(key, rate)).toBe(0);
    expect(await under().store.throttle(id(), rate)).toBe(0);
  });

  test('answers a ping', async () => {
    await expect(under().store.ping()).resolves.toBeUndefined();
  });
}
