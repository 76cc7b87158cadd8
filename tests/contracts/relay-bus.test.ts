/** The bus's promises on every implementation. */
import { MemoryRelayBus, openRedisRelayBus } from '@visavis/signalling';
import { afterAll, beforeAll, describe } from 'vitest';
import { placeOf, quietLog, startRedis, type TestRedis } from '../support/redis.ts';
import { startRedisCluster, type TestCluster } from '../support/redis-cluster.ts';
import { relayBusContract } from './relay-bus.ts';

relayBusContract('memory', async () => {
  const bus = new MemoryRelayBus();
  return { bus, other: bus, close: () => bus.close() };
});

/** What servers before version 7 do not know. */
const withoutShards = ['SPUBLISH', 'SSUBSCRIBE', 'SUNSUBSCRIBE'].flatMap((word) => ['--rename-command', word, '']);

describe.each([
  { name: 'one Redis', start: () => startRedis() },
  { name: 'a Redis without sharded channels', start: () => startRedis(withoutShards) },
  { name: 'a Redis Cluster of three', start: () => startRedisCluster() },
])('$name', ({ name, start }) => {
  let redis: TestRedis | TestCluster;
  beforeAll(async () => {
    redis = await start();
  });
  afterAll(() => redis.close());

  relayBusContract(name, async () => {
    const open = () => openRedisRelayBus(placeOf(redis.url), quietLog);
    const [bus, other] = await Promise.all([open(), open()]);
    return { bus, other, close: async () => void (await Promise.all([bus.close(), other.close()])) };
  });
});
