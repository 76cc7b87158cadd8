/** A store that fails now and then, and one that was away: who says again what they hold, and what was owed. */
import { manualClock } from '@visavis/runtime';
import type { RoomId } from '@visavis/shared';
import { MemorySeatStore } from '@visavis/signalling';
import { afterEach, expect, it, vi } from 'vitest';
import { bytes, until, World } from '../support/signalling-world.ts';

class AwayStore extends MemorySeatStore {
  isAway = false;

  async #ask<T>(call: () => Promise<T>): Promise<T> {
    if (this.isAway) throw new Error('away');
    return call();
  }

  override enter(...args: Parameters<MemorySeatStore['enter']>) {
    return this.#ask(() => super.enter(...args));
  }

  override renew(...args: Parameters<MemorySeatStore['renew']>) {
    return this.#ask(() => super.renew(...args));
  }

  override release(...args: Parameters<MemorySeatStore['release']>) {
    return this.#ask(() => super.release(...args));
  }

  override ping() {
    return this.#ask(() => super.ping());
  }
}

let world: World;
afterEach(() => world.close());

/** A guest in a running call, whose seat is renewed every two minutes. */
async function inCall() {
  const store = new AwayStore(manualClock());
  world = await World.create({ deps: { store } });
  const guest = world.person('guest');
  const { client } = await world.enter(guest);
  const beat = async (inCall: boolean) => {
    client.send({ type: 'ping', c: 1, inCall });
    await client.take('pong');
  };
  await beat(true);
  const renew = vi.spyOn(store, 'renew');
  /** A newcomer is sent away, as long as the store is. */
  const fail = async () => {
    const refused = await world.hello(world.person('guest'));
    expect((await refused.closed()).code).toBe(1013);
  };
  const seats = async () => (await store.readRooms([guest.room as RoomId]))[0]?.seats.length;
  return { store, guest, client, beat, renew, fail, seats };
}

it('asks for nobody’s seat again because one call failed among others', async () => {
  const { store, renew, fail } = await inCall();
  for (let time = 0; time < 3; time++) {
    store.isAway = true;
    await fail();
    store.isAway = false;
    await world.enter(world.person('guest'));
    await world.pass(4);
  }
  expect(renew.mock.calls.filter(([, ttlMs]) => ttlMs === 300_000)).toEqual([]);
});

it('asks for every seat again when nothing succeeded for ten seconds', async () => {
  const { store, renew, fail } = await inCall();
  store.isAway = true;
  await fail();
  await world.pass(11);
  expect(renew).not.toHaveBeenCalled();
  store.isAway = false;
  await world.pass(1);
  await until(async () => {
    await world.pass(1);
    return renew.mock.calls.some(([, ttlMs]) => ttlMs === 300_000);
  });
});

it('gives a seat back that it could not give back, as soon as the store answers', async () => {
  const { store, client, seats } = await inCall();
  const release = vi.spyOn(store, 'release');
  store.isAway = true;
  client.send({ type: 'bye' });
  await client.closed();
  await until(() => world.logLines.some((line) => line.includes('seat given back')));
  await world.pass(3);
  expect(await seats()).toBe(1);
  store.isAway = false;
  await until(async () => {
    await world.pass(1);
    return (await seats()) === 0;
  });
  expect(release).toHaveBeenCalledTimes(2);
});

it('asks a part of the store that stays away less and less often, down to every six seconds', async () => {
  const { store, client } = await inCall();
  const release = vi.spyOn(store, 'release').mockRejectedValue(new Error('away'));
  client.send({ type: 'bye' });
  await client.closed();
  await until(() => release.mock.calls.length === 1);
  for (let second = 0; second < 40; second++) {
    await store.ping();
    await world.enter(world.person('guest', bytes(16)));
    await world.pass(1);
  }
  expect(release.mock.calls.length).toBeGreaterThan(6);
  expect(release.mock.calls.length).toBeLessThan(13);
});

it('renews a seat again within seconds when its one renewal failed, long before the next is due', async () => {
  const { beat, renew } = await inCall();
  renew.mockRejectedValueOnce(new Error('away'));
  await beat(false);
  await beat(true);
  renew.mockClear().mockRejectedValueOnce(new Error('away'));
  await beat(false);
  expect(renew).toHaveBeenCalledTimes(1);
  await world.pass(9);
  expect(renew.mock.calls.map(([, ttlMs]) => ttlMs)).toEqual([45_000, 45_000]);
});

it('tries a renewal that goes on failing each time later', async () => {
  const { beat, renew } = await inCall();
  renew.mockRejectedValue(new Error('away'));
  await beat(false);
  await beat(true);
  renew.mockClear();
  for (let second = 0; second < 240; second += 10) {
    await world.pass(10);
    await beat(true);
    await world.enter(world.person('guest'));
  }
  expect(renew.mock.calls.filter(([, ttlMs]) => ttlMs === 300_000).length).toBeLessThan(9);
  expect(renew.mock.calls.filter(([, ttlMs]) => ttlMs === 300_000).length).toBeGreaterThan(3);
});
