/** The part of the seat store's contract about coming in: rates, single use and seat in one go. */
import type { DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import type { Entering, Entrance, SeatClaim } from '@visavis/signalling';
import { expect, test } from 'vitest';
import { claim, id, type SeatsOf, type StoreUnderTest, ttlMs, type Under } from './seat-store-taking.ts';

const wide = { burst: 100, everyMs: 1_000 };

const entrance = (changes: Partial<Entrance> = {}, wish: Partial<SeatClaim> = {}): Entrance => ({
  claim: claim(wish),
  address: { key: id(), ...wide },
  room: wide,
  once: { id: id(), ttlMs },
  ...changes,
});

const outcomes = (entered: Entering[]): string[] => entered.map(({ outcome }) => outcome);

/** One after the other, at two pods in turns. */
async function enterInTurn({ store, other }: StoreUnderTest, entrances: Entrance[]): Promise<Entering[]> {
  const entered: Entering[] = [];
  for (const [index, one] of entrances.entries()) entered.push(await (index % 2 ? other : store).enter(one));
  return entered;
}

export function enteringSeats(under: Under, seatsOf: SeatsOf): void {
  comingTooFast(under, seatsOf);

  test('lets in whoever passes everything, and answers as taking the seat does', async () => {
    const first = entrance();
    const { room, device } = first.claim;
    const back = entrance({ once: undefined }, { ...first.claim, connection: claim().connection, resumes: 1 });
    const other = entrance({}, { room, device: id(32) as DeviceThumbprint });
    const entered = await enterInTurn(under(), [first, back, other]);
    expect(entered).toMatchObject([
      { outcome: 'taken', epoch: 1, previous: undefined, snapshot: { seats: [{ seat: 'guest' }] } },
      { outcome: 'taken', epoch: 2, previous: { epoch: 1, device } },
      { outcome: 'seat-taken' },
    ]);
    await under().store.endRoom(room, ttlMs);
    expect(outcomes(await enterInTurn(under(), [entrance({}, { room })]))).toEqual(['room-over']);
  });

  test('lets a ticket be used once over all pods, and gives its second bearer nothing', async () => {
    const once = { id: id(), ttlMs };
    const room = id() as RoomId;
    const seat = { room, device: id(32) as DeviceThumbprint, incarnation: id() as Incarnation };
    const rivals = [under().store, under().other, under().store].map((s) => s.enter(entrance({ once }, seat)));
    expect(outcomes(await Promise.all(rivals)).toSorted()).toEqual(['taken', 'ticket-used', 'ticket-used']);
    expect(await seatsOf(room)).toMatchObject([{ record: { epoch: 1 } }]);
    await under().pass(ttlMs + 1_000);
    expect(outcomes(await enterInTurn(under(), [entrance({ once }, seat)]))).toEqual(['taken']);
  });
}

function comingTooFast(under: Under, seatsOf: SeatsOf): void {
  test('counts who comes into a room over all pods: who comes too fast takes no seat and uses up no ticket', async () => {
    const page = { room: id() as RoomId, device: id(32) as DeviceThumbprint, incarnation: id() as Incarnation };
    const { room } = page;
    const rate = { burst: 2, everyMs: 20_000 };
    const late = entrance({ room: rate }, page);
    const many = [entrance({ room: rate }, page), entrance({ room: rate }, page), late];
    const [, , refused] = await enterInTurn(under(), many);
    expect(refused).toMatchObject({ outcome: 'too-many', of: 'room' });
    const waitMs = refused?.outcome === 'too-many' ? refused.waitMs : 0;
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(20_000);
    expect(await seatsOf(room)).toMatchObject([{ record: { epoch: 2 } }]);
    expect(outcomes(await enterInTurn(under(), [entrance({ room: rate })]))).toEqual(['taken']);
    await under().pass(21_000);
    expect(await under().other.enter(late)).toMatchObject({ outcome: 'taken', epoch: 3 });
  });

  test('counts an address over all rooms and pods, together with those who came to no room', async () => {
    const address = { key: id(), burst: 3, everyMs: 20_000 };
    expect(await under().other.throttle(address.key, address)).toBe(0);
    const refused = entrance({ address });
    const entered = await enterInTurn(under(), [entrance({ address }), entrance({ address }), refused]);
    expect(outcomes(entered)).toEqual(['taken', 'taken', 'too-many']);
    expect(entered[2]).toMatchObject({ of: 'address' });
    expect(await seatsOf(refused.claim.room)).toEqual([]);
    const elsewhere = entrance({ once: refused.once }, { room: refused.claim.room });
    expect(outcomes(await enterInTurn(under(), [elsewhere]))).toEqual(['taken']);
  });
}
