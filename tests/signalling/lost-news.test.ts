/** What another pod decided is true although its news got lost: the next renewal says the right thing. */
import type { RoomId } from '@visavis/shared';
import { MemoryRelayBus, type PodId } from '@visavis/signalling';
import { afterEach, describe, expect, it } from 'vitest';
import { bytes, until, World, type WorldOptions } from '../support/signalling-world.ts';
import { redisOfFile, worldsOfTwo } from '../support/signalling-worlds.ts';

/** Nobody hears anything of other pods. */
class SilentBus extends MemoryRelayBus {
  override async publish(): Promise<boolean> {
    return false;
  }
}

/** One pod hears nothing of the others. */
class HalfDeafBus extends MemoryRelayBus {
  deaf: PodId | undefined;

  override async publish(pod: PodId, message: string): Promise<boolean> {
    return pod !== this.deaf && super.publish(pod, message);
  }
}

let world: World;
afterEach(() => world.close());

async function apart(options: WorldOptions) {
  world = await World.create({ ...options, deps: { bus: new SilentBus() } });
  const room = bytes(16);
  const guest = world.person('guest', room);
  const { client: page } = await world.enter(guest, 1);
  const { client: advisor } = await world.enter(world.person('advisor', room), 0);
  return { guest, page, advisor, room };
}

describe.each(worldsOfTwo)('on $name', ({ ground }) => {
  it('delivers nothing that a dismissed page says at a pod that has not heard of it', async () => {
    const bus = new HalfDeafBus();
    world = await World.create({ ...(await ground()), deps: { bus } });
    const guest = world.person('guest');
    const { client: advisor } = await world.enter(world.person('advisor', guest.room), 0);
    const { client: page } = await world.enter(guest, 1);
    await advisor.take('peer');
    bus.deaf = world.pods[1]?.signalling.pod;
    advisor.send({ type: 'dismiss', incarnation: guest.incarnation });
    expect(await advisor.take('peer')).toMatchObject({ event: 'left' });
    page.send({ type: 'relay', to: 'advisor', n: 1, a: 0, body: 's.AAAA' });
    await until(async () => (await world.metric('visavis_signalling_bus_received_total', { kind: 'relay' })) === 1);
    expect(await advisor.settled()).toEqual([]);
  });

  it('closes 4410 when the room was ended elsewhere', async () => {
    const { page, advisor } = await apart(await ground());
    advisor.send({ type: 'bye', end: true });
    expect((await advisor.closed()).code).toBe(4410);
    await world.pass(20);
    expect(await page.take('error')).toMatchObject({ code: 'room-over' });
    expect((await page.closed()).code).toBe(4410);
  });

  it('closes 4403 when the page was dismissed elsewhere', async () => {
    const { guest, page, advisor, room } = await apart(await ground());
    advisor.send({ type: 'dismiss', incarnation: guest.incarnation });
    const seats = async () => (await world.store.readRooms([room as RoomId]))[0]?.seats.map(({ seat }) => seat);
    await until(async () => (await seats())?.includes('guest') === false);
    await world.pass(20);
    expect(await page.take('error')).toMatchObject({ code: 'dismissed' });
    expect((await page.closed()).code).toBe(4403);
  });
});

it('hears at once of a guest whose room had forgotten its epochs, while a desk here had not', async () => {
  world = await World.create({ pods: 2, redis: await redisOfFile() });
  const guest = world.person('guest');
  const desk = await world.desk([guest.room], 0);
  await desk.take('welcome');
  const soon = { until: Math.floor(world.clock.now() / 1000) + 40 };
  for (const _time of [1, 2, 3]) {
    const { client } = await world.enter(guest, 1, soon);
    client.send({ type: 'bye' });
    await client.closed();
    expect([await desk.take('presence'), await desk.take('presence')]).toMatchObject([
      { event: 'joined' },
      { event: 'left' },
    ]);
  }
  for (let second = 0; second < 65; second += 13) {
    await world.pass(13);
    await desk.settled();
  }
  const again = { ...guest, incarnation: bytes(16) };
  const { client: page, welcome } = await world.enter(again, 1);
  expect(welcome.epoch).toBe(1);
  expect(await desk.take('presence')).toMatchObject({ event: 'joined' });
  const { client: advisor, welcome: seen } = await world.enter(world.person('advisor', guest.room), 0);
  expect(seen.peers).toMatchObject([{ incarnation: again.incarnation }]);
  await page.take('peer');
  page.send({ type: 'relay', to: 'advisor', n: 1, a: 0, body: 's.AAAA' });
  expect(await advisor.take('relay')).toMatchObject({ n: 1 });
});
