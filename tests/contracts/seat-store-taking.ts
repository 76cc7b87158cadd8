/** The first half of the seat store's contract: who gets a seat. */
import { randomBytes } from 'node:crypto';
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import type { PodId, SeatClaim, SeatHold, SeatStore, Taking } from '@visavis/signalling';
import { expect, test } from 'vitest';

/** A store under test, and how its time passes. Two handles on one store stand for two pods. */
export interface StoreUnderTest {
  store: SeatStore;
  other: SeatStore;
  /** Moves the store's time on; a real store may wait for real. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const id = (count = 16): string => randomBytes(count).toString('base64url');
/** Long for a busy machine: a real store passes it in one step too. */
export const ttlMs = 40_000;

export const claim = (changes: Partial<SeatClaim> = {}): SeatClaim => ({
  room: id() as RoomId,
  seat: 'guest',
  connection: id() as ConnectionId,
  incarnation: id() as Incarnation,
  device: id(32) as DeviceThumbprint,
  pod: id() as PodId,
  ttlMs,
  ...changes,
});

export function taken(taking: Taking): Extract<Taking, { outcome: 'taken' }> {
  if (taking.outcome !== 'taken') throw new Error(`expected a taken seat, got ${taking.outcome}`);
  return taking;
}

export const holdOf = ({ room, seat, connection, incarnation, device, pod }: SeatClaim, epoch: number): SeatHold => ({
  room,
  seat,
  record: { epoch, connection, incarnation, device, pod },
});

export type Under = () => StoreUnderTest;
export type Sit = (wish?: SeatClaim) => Promise<SeatHold>;
export type SeatsOf = (room: RoomId) => Promise<{ seat: string; record: { epoch: number } }[]>;

export function takingSeats(under: Under, sit: Sit, seatsOf: SeatsOf): void {
  resumingSeats(under, sit);
  takingOver(under, sit, seatsOf);
  forgettingEpochs(under, sit);

  test('gives a free seat with epoch 1 and shows it to every pod', async () => {
    const wish = claim();
    const taking = taken(await under().store.take(wish));
    expect(taking).toMatchObject({ epoch: 1, previous: undefined });
    expect(taking.snapshot.seats).toEqual([{ seat: 'guest', record: holdOf(wish, 1).record }]);
    expect(await seatsOf(wish.room)).toEqual(taking.snapshot.seats);
  });

  test('keeps a live seat from another device, also from one that names the same page', async () => {
    const first = await sit();
    for (const incarnation of [id() as Incarnation, first.record.incarnation]) {
      const taking = await under().other.take(claim({ room: first.room, incarnation }));
      expect(taking.outcome).toBe('seat-taken');
      const waitMs = taking.outcome === 'seat-taken' ? taking.retryAfterMs : 0;
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(ttlMs);
    }
  });

  test('gives one of many rivals the seat, whatever pod they ask', async () => {
    const room = id() as RoomId;
    const takings = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? under().store : under().other).take(claim({ room }))),
    );
    expect(takings.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
  });
}

function takingOver(under: Under, sit: Sit, seatsOf: SeatsOf): void {
  test('lets the same device take over from a page it names, with the next epoch, and tells whom it took over from', async () => {
    const first = await sit();
    const { device, connection } = first.record;
    const wish = claim({ room: first.room, device });
    expect(await under().other.take(wish)).toEqual({ outcome: 'held', by: connection });
    expect(await under().other.take({ ...wish, replaces: wish.connection })).toEqual({
      outcome: 'held',
      by: connection,
    });
    expect(await seatsOf(first.room)).toMatchObject([{ record: first.record }]);
    const named = await under().other.take({ ...wish, replaces: connection });
    expect(taken(named)).toMatchObject({ epoch: 2, previous: first.record });
  });

  test('lets a page take over from its own older line without naming it', async () => {
    const first = await sit();
    const { device, incarnation } = first.record;
    const wish = claim({ room: first.room, device, incarnation });
    expect(taken(await under().other.take(wish))).toMatchObject({ epoch: 2, previous: first.record });
  });
}

function forgettingEpochs(under: Under, sit: Sit): void {
  test('forgets the epochs of a room when nobody has a right to it any more, and not while somebody has', async () => {
    const room = id() as RoomId;
    const page = { room, device: id(32) as DeviceThumbprint, incarnation: id() as Incarnation };
    const first = await sit(claim({ ...page, lastsMs: 3 * ttlMs }));
    await under().store.release(first);
    await under().store.release(await sit(claim({ ...page, lastsMs: ttlMs })));
    await under().pass(2 * ttlMs);
    const third = await sit(claim({ ...page, lastsMs: 2 * ttlMs }));
    expect(third.record.epoch).toBe(3);
    await under().store.release(third);
    await under().pass(2 * ttlMs + 1_000);
    expect(taken(await under().other.take(claim({ ...page, lastsMs: ttlMs }))).epoch).toBe(1);
  });
}

function resumingSeats(under: Under, sit: Sit): void {
  test('counts epochs on across release and expiry, seat by seat', async () => {
    const first = await sit();
    await under().store.release(first);
    const second = await sit(claim({ room: first.room }));
    expect(second.record.epoch).toBe(2);
    await under().pass(ttlMs + 1_000);
    expect(taken(await under().other.take(claim({ room: first.room }))).epoch).toBe(3);
    expect(taken(await under().other.take(claim({ room: first.room, seat: 'advisor' }))).epoch).toBe(1);
  });

  test('resumes at the epoch the token names and once after, then calls it stale', async () => {
    const first = await sit();
    const { incarnation, device } = first.record;
    const again = () => under().other.take(claim({ room: first.room, incarnation, device, resumes: 1 }));
    expect(taken(await again()).epoch).toBe(2);
    expect(taken(await again()).epoch).toBe(3);
    expect(await again()).toEqual({ outcome: 'stale' });
  });

  test('counts on from what a resume names although the seat was forgotten', async () => {
    const wish = claim({ resumes: 7 });
    expect(taken(await under().store.take(wish)).epoch).toBe(8);
    expect(taken(await under().other.take({ ...wish, resumes: 8 })).epoch).toBe(9);
  });

  test('resumes a seat whose time has run out', async () => {
    const first = await sit();
    await under().pass(ttlMs + 1_000);
    const { incarnation, device } = first.record;
    expect(taken(await under().store.take(claim({ room: first.room, incarnation, device, resumes: 1 }))).epoch).toBe(2);
  });

  test('tells a resuming page that another page of its device sits there now', async () => {
    const first = await sit();
    const { incarnation, device } = first.record;
    await sit(claim({ room: first.room, device, replaces: first.record.connection }));
    const late = claim({ room: first.room, incarnation, device, resumes: 1 });
    expect(await under().store.take(late)).toEqual({ outcome: 'replaced' });
  });
}
