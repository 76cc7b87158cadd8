/** Picks where seats are kept and how pods reach each other: in this process, or in the Redis that all pods share. */
import { type Clock, ConfigError, type Log } from '@visavis/runtime';
import { type RedisKeys, redisPlaceFrom } from './redis-settings.ts';
import type { RelayBus } from './relay-bus.ts';
import { MemoryRelayBus } from './relay-bus-memory.ts';
import { openRedisRelayBus } from './relay-bus-redis.ts';
import type { SeatStore } from './seat-store.ts';
import { MemorySeatStore } from './seat-store-memory.ts';
import { openRedisSeatStore } from './seat-store-redis.ts';

/** Whoever opens them closes them, after the application. */
export interface StoreAndBus {
  store: SeatStore;
  bus: RelayBus;
  close(): Promise<void>;
}

/**
 * Redis where `REDIS_URL` names one, and then also when it does not answer yet: the pod is not ready until it does.
 * @throws {ConfigError} for keys that do not fit, and for a shared Redis without the `RESUME_KEY` that pods have to share too
 */
export async function openStoreAndBus(
  settings: RedisKeys & { RESUME_KEY?: string | undefined },
  clock: Clock,
  log: Log,
): Promise<StoreAndBus> {
  const place = redisPlaceFrom(settings);
  if (place && settings.RESUME_KEY === undefined) {
    throw new ConfigError(['RESUME_KEY: missing; pods that share REDIS_URL need the same one']);
  }
  const [store, bus] = place
    ? await Promise.all([openRedisSeatStore(place, log), openRedisRelayBus(place, log)])
    : [new MemorySeatStore(clock), new MemoryRelayBus()];
  return {
    store,
    bus,
    async close() {
      await store.close();
      await bus.close();
    },
  };
}
