/** What the pods of a test world stand on: one memory for all of them, or a real Redis that each reaches by itself. */
import type { ManualClock } from '@visavis/runtime';
import {
  MemoryRelayBus,
  MemorySeatStore,
  openRedisRelayBus,
  openRedisSeatStore,
  type RelayBus,
  type SeatStore,
} from '@visavis/signalling';
import { placeOf, quietLog, type TestRedis } from './redis.ts';
import type { TestCluster } from './redis-cluster.ts';

export interface Ground {
  /** For the test itself. */
  store: SeatStore;
  /** A pod's own ends of both. */
  open(): Promise<{ store: SeatStore; bus: RelayBus }>;
  /** Lets time pass where it is not the clock of the world. */
  age(ms: number): Promise<void>;
  /** No pod waits for an answer. */
  isQuiet(): boolean;
  /** @throws {Error} naming every key that would have stayed for longer than a day */
  close(): Promise<void>;
}

export function memoryGround(clock: ManualClock): Ground {
  const store = new MemorySeatStore(clock);
  const bus = new MemoryRelayBus();
  return {
    store,
    open: async () => ({ store, bus }),
    age: async () => {},
    isQuiet: () => true,
    async close() {
      await store.close();
      await bus.close();
    },
  };
}

/** The same object, whose answers under way are counted. */
function counted<T extends object>(target: T, count: { underWay: number }): T {
  return new Proxy(target, {
    get(of, name) {
      const member: unknown = Reflect.get(of, name, of);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const answer: unknown = Reflect.apply(member, of, args);
        if (!(answer instanceof Promise)) return answer;
        count.underWay += 1;
        const done = () => {
          count.underWay -= 1;
        };
        answer.then(done, done);
        return answer;
      };
    },
  });
}

/** The same store, but for these deeds. */
export function storeWith(store: SeatStore, deeds: Partial<SeatStore>): SeatStore {
  const own = new Map<PropertyKey, unknown>(Object.entries(deeds));
  return new Proxy(store, {
    get(of, name) {
      const member: unknown = own.get(name) ?? Reflect.get(of, name, of);
      return typeof member === 'function' ? member.bind(of) : member;
    },
  });
}

/** One server, or three that share what is kept. */
export type SharedRedis = TestRedis | TestCluster;

/** Begins with empty servers. Their time passes by ageing their keys, because no clock of ours moves it. */
export async function redisGround(redis: SharedRedis): Promise<Ground> {
  const servers = 'nodes' in redis ? redis.nodes : [redis];
  await Promise.all(servers.map(({ client }) => client.flushall()));
  const place = placeOf(redis.url);
  const own = await openRedisSeatStore(place, quietLog);
  const opened: { close(): Promise<void> }[] = [own];
  const count = { underWay: 0 };
  return {
    store: own,
    async open() {
      const [store, bus] = await Promise.all([openRedisSeatStore(place, quietLog), openRedisRelayBus(place, quietLog)]);
      opened.push(store, bus);
      return { store: counted(store, count), bus: counted(bus, count) };
    },
    age: (ms) => redis.age(ms),
    isQuiet: () => count.underWay === 0,
    async close() {
      for (const part of opened) await part.close();
      const endless = await redis.endless();
      if (endless.length > 0) throw new Error(`keys without an end: ${endless.join(', ')}`);
    },
  };
}
