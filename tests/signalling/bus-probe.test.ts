/** `visavis_signalling_bus_up`: true while nobody speaks, false when the bus is dead and nobody speaks, and never for longer than it is. */
import { MemoryRelayBus, type RelayBus } from '@visavis/signalling';
import { afterEach, describe, expect, test } from 'vitest';
import { until, World } from '../support/signalling-world.ts';
import { redisOfFile } from '../support/signalling-worlds.ts';

const probeEveryMs = 5_000;
const gone = () => Promise.reject(new Error('gone'));

let world: World;
afterEach(() => world.close());

const isUp = async (): Promise<boolean> => (await world.metric('visavis_signalling_bus_up')) === 1;

/** The next look at the bus is over. */
async function probed(): Promise<void> {
  world.clock.advance(probeEveryMs);
  await world.rest();
}

describe('over Redis, without a word between pods', () => {
  test('says that the bus is there, that it is gone, and that it is there again', async () => {
    const redis = await redisOfFile();
    world = await World.create({ redis });
    await world.rest();
    for (let time = 0; time < 3; time++) {
      await probed();
      expect(await isUp()).toBe(true);
    }
    await redis.process.kill();
    await probed();
    const meanwhile = [await isUp(), await world.metric('visavis_signalling_bus_errors_total')];
    await redis.process.start();
    expect(meanwhile).toEqual([false, 0]);
    await until(async () => {
      await probed();
      return isUp();
    });
  });
});

describe('between two pods', () => {
  /** One message from the first pod to the second, which is taken or not. */
  async function speak(bus: RelayBus): Promise<() => void> {
    world = await World.create({ pods: 2, bus: () => bus });
    const advisor = world.person('advisor');
    const { client } = await world.enter(advisor, 0);
    await world.enter(world.person('guest', advisor.room), 1);
    await client.take('peer');
    let n = 0;
    return () => client.send({ type: 'relay', to: 'guest', n: ++n, a: 0, body: 's.AAAA' });
  }
  const pageOfFirst = async () => (await world.registries[0]?.metrics()) ?? '';

  test('forgets a message that was not taken with the next word that comes back', async () => {
    const bus = new MemoryRelayBus();
    const say = await speak(bus);
    bus.publish = gone;
    say();
    await until(async () => (await pageOfFirst()).includes('visavis_signalling_bus_up 0'));
    world.clock.advance(probeEveryMs);
    await until(async () => (await pageOfFirst()).includes('visavis_signalling_bus_up 1'));
    expect(await pageOfFirst()).toContain('visavis_signalling_bus_errors_total 1');
  });

  test('is not talked out of a dead inbox by messages that others took', async () => {
    const bus = new MemoryRelayBus();
    const say = await speak(bus);
    bus.ping = gone;
    world.clock.advance(probeEveryMs);
    await until(async () => (await pageOfFirst()).includes('visavis_signalling_bus_up 0'));
    say();
    await until(async () => (await pageOfFirst()).includes('visavis_signalling_relayed_total{path="bus"} 1'));
    expect(await pageOfFirst()).toContain('visavis_signalling_bus_up 0');
  });
});
