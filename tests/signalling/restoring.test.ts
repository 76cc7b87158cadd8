/** A pod stood still, and its store forgot everything meanwhile: whoever did not stand still has their seat back first. */
import { afterEach, expect, it } from 'vitest';
import { storeWith } from '../support/signalling-ground.ts';
import { until, type World } from '../support/signalling-world.ts';
import { stoppableWorld } from '../support/stoppable-world.ts';

let world: World;
afterEach(() => world.close());

it('asks without restoring at first, by its first word, and only seconds later has the seat restored and speaks', async () => {
  const asked: (boolean | undefined)[] = [];
  let isForgotten = false;
  const stoppable = await stoppableWorld({
    pods: 1,
    storeAround: (store) =>
      storeWith(store, {
        async renew(hold, ttlMs, restores) {
          asked.push(restores);
          if (isForgotten && restores === false) return { outcome: 'vanished' };
          return store.renew(hold, ttlMs, restores);
        },
      }),
  });
  world = stoppable.world;
  const guest = world.person('guest');
  const { client: advisor } = await world.enter(world.person('advisor', guest.room));
  const { client } = await world.enter(guest);
  await advisor.take('peer');
  isForgotten = true;
  stoppable.skip(3_000);
  const say = (n: number) => client.send({ type: 'relay', to: 'advisor', n, a: 0, body: 's.AAAA' });
  say(1);
  await until(() => asked.length > 0);
  for (const n of [2, 3, 4]) say(n);
  await client.settled();
  expect(asked).toEqual([false]);
  await stoppable.pass(3);
  expect(asked.filter((restores) => restores !== false)).toEqual([]);
  expect((await advisor.settled()).filter(({ type }) => type === 'relay')).toEqual([]);
  await until(async () => {
    await stoppable.pass(1);
    say(5);
    return (await advisor.settled()).some(({ type }) => type === 'relay');
  });
  expect(asked).toContain(true);
});
