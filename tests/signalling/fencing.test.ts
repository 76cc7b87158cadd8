/** Who sits where is what the store says: a pod that has not heard of it cannot speak, and messages follow the seat. */
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import type { PodId, SeatRecord } from '@visavis/signalling';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeBus, parseBus } from '../../services/signalling/bus-message.ts';
import { bytes, type Person, until, World } from '../support/signalling-world.ts';
import { worldsOfTwo } from '../support/signalling-worlds.ts';

describe.each(worldsOfTwo)('on $name', ({ ground }) => {
  let world: World;
  let third: Awaited<ReturnType<World['stranger']>>;
  let letters: string[];
  const pod = bytes(16) as PodId;
  let shut: () => Promise<void>;
  beforeEach(async () => {
    world = await World.create(await ground());
    third = await world.stranger();
    letters = [];
    shut = await third.bus.subscribe(pod, (letter) => void letters.push(letter));
  });
  afterEach(async () => {
    await shut();
    await world.close();
  });

  async function couple() {
    const advisor = world.person('advisor');
    const guest = world.person('guest', advisor.room);
    const a = await world.enter(advisor, 0);
    const g = await world.enter(guest, 1);
    await a.client.take('peer');
    return { guest, a: a.client, g: g.client };
  }

  /** The guest's next page takes the seat at the third pod, and of the others only the advisor's hears of it. */
  async function takeOver(guest: Person): Promise<SeatRecord> {
    const [room, device] = [guest.room as RoomId, guest.device as DeviceThumbprint];
    const page = { incarnation: bytes(16) as Incarnation, connection: bytes(16) as ConnectionId };
    const wish = { room, seat: 'guest', device, ...page, pod, ttlMs: 45_000 } as const;
    const held = await third.store.take(wish);
    if (held.outcome !== 'held') throw new Error(held.outcome);
    const taking = await third.store.take({ ...wish, replaces: held.by });
    if (taking.outcome !== 'taken') throw new Error(taking.outcome);
    const { epoch } = taking;
    const [to] = world.pods;
    await third.bus.publish(
      to?.signalling.pod as PodId,
      encodeBus({ kind: 'taken', room, seat: 'guest', epoch, ...page, pod }),
    );
    return { epoch, device, ...page, pod };
  }

  const relay = { type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' };

  test('a line that was taken over elsewhere cannot speak although its pod has not heard of it, and closes 4409', async () => {
    const { guest, a, g } = await couple();
    const { incarnation } = await takeOver(guest);
    expect(await a.next()).toEqual({ type: 'peer', event: 'replaced', seat: 'guest', incarnation });
    g.send({ ...relay, to: 'advisor' });
    await until(async () => (await world.metric('visavis_signalling_bus_received_total', { kind: 'relay' })) === 1);
    expect(await a.settled()).toEqual([]);
    await world.pass(16);
    expect((await g.closed()).code).toBe(4409);
  });

  test('messages go to the pod where the seat is now, without asking the store for each', async () => {
    const { guest, a } = await couple();
    a.send(relay);
    await until(async () => (await world.metric('visavis_signalling_bus_received_total', { kind: 'relay' })) === 1);
    await takeOver(guest);
    await a.take('peer');
    const reads = () => world.metric('visavis_signalling_store_seconds', { operation: 'read-rooms', le: '+Inf' });
    const before = await reads();
    for (const n of [2, 3]) a.send({ ...relay, n });
    await until(() => letters.filter((letter) => parseBus(letter)?.header.kind === 'relay').length === 2);
    expect(await reads()).toBe(before);
  });

  test('a message to a pod that is gone makes its sender look where the seat is now', async () => {
    const { guest, a } = await couple();
    const { epoch, ...record } = await takeOver(guest);
    await a.take('peer');
    await shut();
    const room = guest.room as RoomId;
    const [, second] = world.pods;
    const claim = { room, seat: 'guest', ...record, pod: second?.signalling.pod as PodId, ttlMs: 45_000 } as const;
    expect(await third.store.take({ ...claim, resumes: epoch })).toMatchObject({ outcome: 'taken' });
    const received = () => world.metric('visavis_signalling_bus_received_total', { kind: 'relay' });
    world.clock.advance(1);
    await until(async () => {
      a.send(relay);
      await a.settled();
      return (await received()) > 0;
    });
  });
});
