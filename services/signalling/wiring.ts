/** Picks where seats are kept and how pods reach each other: in this process, or in the Redis that all pods share. */
import { type Clock, ConfigError, type Log } from '@visavis/runtime';
import { openRedisLink } from './redis-link.ts';
import type { RedisPlace } from './redis-place.ts';
import { type RedisKeys, redisPlaceFrom } from './redis-settings.ts';
import type { RelayBus } from './relay-bus.ts';
import { MemoryRelayBus } from './relay-bus-memory.ts';
import { RedisRelayBus } from './relay-bus-redis.ts';
import type { SeatStore } from './seat-store.ts';
import { MemorySeatStore } from './seat-store-memory.ts';
import { RedisSeatStore } from './seat-store-redis.ts';

/** How long a pod waits for the first connection; without one it starts all the same. */
const openMs = 3_000;

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
  const { store, bus } = place
    ? await openRedis(place, log)
    : { store: new MemorySeatStore(clock), bus: new MemoryRelayBus() };
  return {
    store,
    bus,
    async close() {
      // An inbox says goodbye over the line that it may share with the store.
      await bus.close();
      await store.close();
    },
  };
}

/** One line for both: what a round asks the store and tells other pods is one packet each way. */
async function openRedis(place: RedisPlace, log: Log): Promise<{ store: SeatStore; bus: RelayBus }> {
  const link = openRedisLink(place, 'visavis', log);
  await link.opened(openMs);
  return { store: new RedisSeatStore(link), bus: new RedisRelayBus(link, log) };
}
