/** The seat store's promises on every implementation. */
import { manualClock } from '@visavis/runtime';
import { MemorySeatStore, openRedisSeatStore } from '@visavis/signalling';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeOf, quietLog, startRedis, type TestRedis } from '../support/redis.ts';
import { startRedisCluster, type TestCluster } from '../support/redis-cluster.ts';
import { seatStoreContract } from './seat-store.ts';

seatStoreContract('memory', async () => {
  const clock = manualClock();
  const store = new MemorySeatStore(clock);
  return {
    store,
    other: store,
    pass: async (ms) => clock.advance(ms),
    close: () => store.close(),
  };
});

describe.each([
  { name: 'one Redis', start: () => startRedis() },
  { name: 'a Redis Cluster of three', start: () => startRedisCluster() },
])('$name', ({ name, start }) => {
  let redis: TestRedis | TestCluster;
  beforeAll(async () => {
    redis = await start();
  });
  afterAll(() => redis.close());

  seatStoreContract(name, async () => {
    const open = () => openRedisSeatStore(placeOf(redis.url), quietLog);
    const [store, other] = await Promise.all([open(), open()]);
    return {
      store,
      other,
      pass: (ms) => redis.age(ms),
      close: async () => void (await Promise.all([store.close(), other.close()])),
    };
  });

  test('keeps no key for ever, and none longer than a day', async () => {
    expect(await redis.endless()).toEqual([]);
  });
});
