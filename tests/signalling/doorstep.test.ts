/** Strangers and floods that say nothing: a deadline that no clock moves, and pings that count like words. */
import { afterEach, expect, it } from 'vitest';
import { SignallingClient } from '../support/signalling-client.ts';
import { World } from '../support/signalling-world.ts';
import { stoppableWorld } from '../support/stoppable-world.ts';

let world: World;
afterEach(() => world.close());

it('closes a line without a hello after 3 s although the clock was set back by an hour', async () => {
  const { skip, pass, ...stoppable } = await stoppableWorld();
  world = stoppable.world;
  const stranger = await SignallingClient.connect(world.url());
  skip(-3_600_000);
  await pass(3);
  expect((await stranger.closed()).code).toBe(4408);
});

it.each(['ping', 'pong'] as const)('counts every %s like a message: the third breach closes 4429', async (frame) => {
  world = await World.create({ limits: { messagesBurst: 10 } });
  const { client } = await world.enter(world.person('guest'));
  for (let count = 0; count < 20; count++) client.ws[frame]('x');
  expect((await client.closed()).code).toBe(4429);
  expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'messages' })).toBeGreaterThanOrEqual(3);
});

it('lets a browser answer the pings of its pod, however few messages it may say at once', async () => {
  world = await World.create({ limits: { messagesBurst: 2 } });
  const { client } = await world.enter(world.person('guest'));
  for (let minute = 0; minute < 10; minute++) await world.pass(26);
  expect(client.ws.readyState).toBe(client.ws.OPEN);
});
