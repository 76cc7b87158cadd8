/** Who takes a seat from another page of its device lives at that moment, and keeps what it was given. */
import { Socket } from 'node:net';
import type { RoomId } from '@visavis/shared';
import type { SeatClaim } from '@visavis/signalling';
import { afterEach, expect, it } from 'vitest';
import { storeWith } from '../support/signalling-ground.ts';
import { bytes, until, World } from '../support/signalling-world.ts';

let world: World;
afterEach(() => world.close());

it('takes nothing for a page that ends in the same moment in which it answers', async () => {
  world = await World.create({ pods: 2 });
  const guest = world.person('guest');
  const { client } = await world.enter(guest, 1);
  const page = { ...guest, incarnation: bytes(16) };
  const leaving = await world.connect(0, { autoPong: false });
  const raw: unknown = Reflect.get(leaving.ws, '_socket');
  if (!(raw instanceof Socket)) throw new TypeError('no socket');
  leaving.ws.once('ping', (word) => {
    raw.cork();
    leaving.ws.pong(word);
    leaving.ws.close(1000);
    raw.uncork();
  });
  const ticket = await world.ticket(page);
  leaving.send({ type: 'hello', version: 1, ticket, incarnation: page.incarnation });
  await until(async () => (await world.metric('visavis_signalling_hellos_total', { result: 'unavailable' })) === 1);
  expect(await client.settled()).toEqual([]);
});

it('keeps the seat of a page that waited for it although the store gave no answer to an earlier try', async () => {
  let fails = (_claim: SeatClaim): boolean => false;
  let failed = 0;
  let isDeaf = true;
  world = await World.create({
    storeAround: (store) =>
      storeWith(store, {
        async take(claim) {
          if (!fails(claim)) return store.take(claim);
          failed += 1;
          throw new Error('no answer');
        },
        // What is owed is heard late, when the seat is somebody's.
        withdraw: (claim) => (isDeaf ? Promise.reject(new Error('no answer')) : store.withdraw(claim)),
      }),
  });
  const guest = world.person('guest');
  const { client: stranger } = await world.enter({ ...guest, device: bytes(32) });
  const waiting = await world.hello(guest);
  await waiting.take('error');
  fails = ({ replaces }) => replaces === undefined;
  stranger.send({ type: 'bye' });
  await stranger.closed();
  const tab = await world.enter({ ...guest, incarnation: bytes(16) });
  fails = ({ replaces }) => replaces !== undefined;
  failed = 0;
  await until(async () => {
    await world.pass(1);
    return failed > 0;
  });
  fails = () => false;
  await until(async () => {
    await world.pass(1);
    return waiting.texts.some((text) => text.includes('"welcome"'));
  });
  expect((await tab.client.closed()).code).toBe(4409);
  isDeaf = false;
  await world.pass(9);
  expect((await world.store.readRooms([guest.room as RoomId]))[0]?.seats).toMatchObject([
    { record: { incarnation: guest.incarnation } },
  ]);
});
