/** A pod that drains sends everybody elsewhere, without haste and without losing a seat. */
import { afterEach, describe, expect, test } from 'vitest';
import { until, World, type WorldOptions } from '../support/signalling-world.ts';
import { worldsOfTwo } from '../support/signalling-worlds.ts';

describe.each(worldsOfTwo)('one of $name that drains', ({ ground }) => {
  let world: World;
  const make = async (options: WorldOptions = {}): Promise<void> => {
    world = await World.create({ ...(await ground()), ...options });
  };
  afterEach(() => world.close());

  test('hangs up on newcomers, tells everybody, closes 1012 at 20 s, and the seats resume elsewhere', async () => {
    await make();
    const advisor = world.person('advisor');
    const guest = world.person('guest', advisor.room);
    const { client: a } = await world.enter(advisor, 1);
    const { client: g, welcome } = await world.enter(guest, 0);
    await a.take('peer');
    const drained = world.pods[0]?.signalling.drain();
    expect(await g.next()).toEqual({ type: 'drain', withinMs: 7_500 });
    await expect(world.connect(0)).rejects.toThrow('socket hang up');
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
    expect(await g.take('relay')).toMatchObject({ n: 1 });
    const again = await world.resume(welcome.resume ?? '', guest.incarnation, 1);
    await again.take('welcome');
    expect((await g.closed()).code).toBe(1012);
    await until(() => world.pods[0]?.signalling.connections() === 0);
    await world.pass(1);
    await drained;
    expect(await a.settled()).toEqual([]);
    a.send({ type: 'relay', to: 'guest', n: 2, a: 0, body: 's.AAAA' });
    expect(await again.take('relay')).toMatchObject({ n: 2 });
  });

  test('spreads its browsers evenly, in no order that they know', async () => {
    await make({ deps: { random: Math.random } });
    const clients = [];
    for (let i = 0; i < 30; i++) clients.push((await world.enter(world.person('guest'))).client);
    const drained = world.pods[0]?.signalling.drain();
    const moments = [];
    for (const client of clients) moments.push((await client.take('drain')).withinMs);
    const slices = moments.map((withinMs) => Math.floor(withinMs / 500));
    expect(slices.toSorted((a, b) => a - b)).toEqual(slices.map((_, slice) => slice));
    expect(slices).not.toEqual(slices.toSorted((a, b) => a - b));
    for (const client of clients) client.close();
    await until(() => world.pods[0]?.signalling.connections() === 0);
    await world.pass(1);
    await drained;
  });

  test('closes 1012 after 20 s whoever did not go', async () => {
    await make();
    const { client } = await world.enter(world.person('guest'));
    const drained = world.pods[0]?.signalling.drain();
    await client.take('drain');
    await world.pass(19);
    expect(client.ws.readyState).toBe(client.ws.OPEN);
    await world.pass(1);
    expect((await client.closed()).code).toBe(1012);
    await until(() => world.pods[0]?.signalling.connections() === 0);
    await world.pass(1);
    await drained;
    expect(world.pods[0]?.signalling.connections()).toBe(0);
  });

  test('a browser that never answers the close does not hold it up', async () => {
    await make();
    const { client } = await world.enter(world.person('guest'));
    client.ws.pause();
    const drained = world.pods[0]?.signalling.drain();
    await world.pass(26);
    await drained;
    client.ws.resume();
    await client.closed();
  });
});
