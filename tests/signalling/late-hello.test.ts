/** A pod that was slow for so long that the browser went elsewhere: what it does too late harms nobody. */
import { once } from 'node:events';
import type { RoomSeat } from '@visavis/shared';
import type { SeatStore } from '@visavis/signalling';
import { afterEach, describe, expect, it } from 'vitest';
import { storeWith } from '../support/signalling-ground.ts';
import { bytes, until, World } from '../support/signalling-world.ts';
import { worlds, worldsOfTwo } from '../support/signalling-worlds.ts';
import { stoppableWorld } from '../support/stoppable-world.ts';

interface Held {
  /** Until it is called, who was first waits. */
  letGo: (() => void) | undefined;
  storeAround(store: SeatStore): SeatStore;
}

/** The first who comes into a room as `seat` waits while all that follow are served: with the question, or with its answer. */
function firstWaits(what: 'question' | 'answer', seat: RoomSeat): Held {
  let isMet = false;
  const held: Held = {
    letGo: undefined,
    storeAround: (store) =>
      storeWith(store, {
        async enter(entrance) {
          if (isMet || entrance.claim.seat !== seat) return store.enter(entrance);
          isMet = true;
          const answer = what === 'answer' ? await store.enter(entrance) : undefined;
          await new Promise<void>((resolve) => {
            held.letGo = resolve;
          });
          return answer ?? store.enter(entrance);
        },
      }),
  };
  return held;
}

let world: World;
afterEach(() => world.close());

describe.each(worldsOfTwo)('on $name', ({ ground }) => {
  describe('a page loaded again before its hello was answered, whose first hello reaches the store last', () => {
    async function reloaded(first: { autoPong: boolean }) {
      const held = firstWaits('question', 'guest');
      world = await World.create({ ...(await ground()), storeAround: held.storeAround });
      const guest = world.person('guest');
      const left = await world.hello(guest, 0, {}, first);
      await until(() => held.letGo !== undefined);
      const page = { ...guest, incarnation: bytes(16) };
      const { client } = await world.enter(page, 1);
      const asked = once(left.ws, 'ping');
      held.letGo?.();
      await asked;
      return { left, client };
    }

    it('keeps its seat as long as the first line says nothing, which is refused after 8 s', async () => {
      const { left, client } = await reloaded({ autoPong: false });
      await world.pass(7);
      expect(left.texts).toEqual([]);
      await world.pass(2);
      expect((await left.closed()).code).toBe(1013);
      expect(await client.settled()).toEqual([]);
    });

    it('keeps its seat when the first line ends before it has answered', async () => {
      const { left, client } = await reloaded({ autoPong: false });
      left.cut();
      await until(async () => (await world.metric('visavis_signalling_hellos_total', { result: 'unavailable' })) === 1);
      expect(await client.settled()).toEqual([]);
    });

    it('loses it to the first page if that lives: two pages of one device, and the later one to sit has it', async () => {
      const { left, client } = await reloaded({ autoPong: true });
      expect((await left.take('welcome')).epoch).toBe(2);
      expect((await client.closed()).code).toBe(4409);
    });
  });

  it('takes no seat for a browser that gave up while the pod stood still, and sits elsewhere', async () => {
    const { skip, pass, ...stoppable } = await stoppableWorld(await ground());
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
    world = await World.create(await ground());
    const guest = world.person('guest', bytes(16));
    await world.hello({ ...guest, room: bytes(16) }, 0);
    const { client, welcome } = await world.enter(guest, 1);
    await world.enter(guest, 0);
    expect((await client.closed()).code).toBe(1012);
    const back = await world.resume(welcome.resume ?? '', guest.incarnation, 1);
    expect((await back.take('welcome')).epoch).toBe(3);
  });
});

describe.each(worlds)('on $name answers of the store that come in another order than it gave them', ({ ground }) => {
  async function late(change: { incarnation?: string }) {
    const held = firstWaits('answer', 'guest');
    world = await World.create({ ...(await ground()), storeAround: held.storeAround });
    const guest = world.person('guest');
    const { client: advisor } = await world.enter(world.person('advisor', guest.room));
    const first = await world.hello(guest);
    await until(() => held.letGo !== undefined);
    const page = { ...guest, ...change };
    const second = await world.enter(page, 1);
    expect(second.welcome.epoch).toBe(2);
    expect(await advisor.take('peer')).toMatchObject({ event: 'joined', incarnation: page.incarnation });
    held.letGo?.();
    return { advisor, first, second: second.client };
  }

  it.each([
    { page: 'another page', change: { incarnation: bytes(16) }, code: 4409 },
    { page: 'the same page', change: {}, code: 1012 },
  ])('leave the seat to $page that took it later, and close the line before it', async ({ change, code }) => {
    const { advisor, first, second } = await late(change);
    expect((await first.closed()).code).toBe(code);
    advisor.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
    expect(await second.take('relay')).toMatchObject({ n: 1, from: 'advisor' });
    second.send({ type: 'relay', to: 'advisor', n: 1, a: 1, body: 's.BBBB' });
    expect(await advisor.take('relay')).toMatchObject({ body: 's.BBBB' });
    expect((await advisor.settled()).filter(({ type }) => type === 'peer')).toEqual([]);
  });
});
