/** A pod that was slow for so long that the browser went elsewhere: what it does too late harms nobody. */
import { afterEach, expect, it } from 'vitest';
import { bytes, until, World } from '../support/signalling-world.ts';
import { stoppableWorld } from '../support/stoppable-world.ts';

let world: World;
afterEach(() => world.close());

it('takes no seat for a browser that gave up while the pod stood still, and sits elsewhere', async () => {
  const { skip, pass, ...stoppable } = await stoppableWorld();
  world = stoppable.world;
  const guest = world.person('guest');
  const elsewhere = await world.hello(guest, 1);
  expect((await elsewhere.take('welcome')).epoch).toBe(1);
  skip(3_000);
  const gaveUp = await world.hello(guest, 0);
  await until(async () => (await world.metric('visavis_signalling_connections', { phase: 'admitting' })) === 1);
  gaveUp.close();
  await until(() => world.pods[0]?.signalling.connections() === 0);
  await pass(2);
  await until(async () => (await world.metric('visavis_signalling_hellos_total', { result: 'unavailable' })) === 1);
  expect((await elsewhere.settled()).filter(({ type }) => type !== 'error')).toEqual([]);
});

it('closes 1012 when the page sits there on a younger line, so that a page that means the older one comes back', async () => {
  world = await World.create({ pods: 2 });
  const guest = world.person('guest', bytes(16));
  await world.hello({ ...guest, room: bytes(16) }, 0);
  const { client, welcome } = await world.enter(guest, 1);
  await world.enter(guest, 0);
  expect((await client.closed()).code).toBe(1012);
  const back = await world.resume(welcome.resume ?? '', guest.incarnation, 1);
  expect((await back.take('welcome')).epoch).toBe(3);
});
