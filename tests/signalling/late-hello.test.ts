/** A pod that was slow for so long that the browser went elsewhere: what it does too late harms nobody. */
import { type ManualClock, manualClock } from '@visavis/runtime';
import { MemorySeatStore } from '@visavis/signalling';
import { afterEach, expect, it } from 'vitest';
import { bytes, until, World } from '../support/signalling-world.ts';

/** Keeps the first hello waiting until it is let go on. */
class SlowStore extends MemorySeatStore {
  letGo: (() => void) | undefined;
  isHeld = false;

  override async throttle(...args: Parameters<MemorySeatStore['throttle']>): Promise<number> {
    if (!this.isHeld) {
      this.isHeld = true;
      await new Promise<void>((resolve) => {
        this.letGo = resolve;
      });
    }
    return super.throttle(...args);
  }
}

let world: World;
afterEach(() => world.close());

async function open(clock: ManualClock = manualClock()): Promise<SlowStore> {
  const store = new SlowStore(clock);
  world = await World.create({ pods: 2, deps: { store } });
  return store;
}

it('takes no seat for a browser that gave up waiting and sits elsewhere', async () => {
  const store = await open();
  const guest = world.person('guest');
  const gaveUp = await world.hello(guest, 0);
  await until(() => store.letGo !== undefined);
  gaveUp.close();
  const { client, welcome } = await world.enter(guest, 1);
  expect(welcome.epoch).toBe(1);
  await until(() => world.pods[0]?.signalling.connections() === 0);
  store.letGo?.();
  await until(async () => (await world.metric('visavis_signalling_hellos_total', { result: 'unavailable' })) === 1);
  world.clock.advance(20_000);
  expect(await client.settled()).toEqual([]);
  client.close();
});

it('closes 1012 when the page sits there on a younger line, so that a page that means the older one comes back', async () => {
  await open();
  const guest = world.person('guest', bytes(16));
  await world.hello({ ...guest, room: bytes(16) }, 0);
  const { client, welcome } = await world.enter(guest, 1);
  await world.enter(guest, 0);
  expect((await client.closed()).code).toBe(1012);
  const back = await world.resume(welcome.resume ?? '', guest.incarnation, 1);
  expect((await back.take('welcome')).epoch).toBe(3);
});
