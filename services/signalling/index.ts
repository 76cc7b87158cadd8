/** The public face of the signalling role: what `standalone` and tests build a pod from. */
export { buildSignalling, registerSignalling, type Signalling, type SignallingDeps } from './app.ts';
export { defaultLimits, type PodLimits, type SignallingSettings, signallingSettings } from './config.ts';
export type { IceOptions } from './ice.ts';
export type { PodParts } from './pod.ts';
export { parseRedisUrl, type RedisPlace } from './redis-place.ts';
export { redisPlaceFrom, redisSettings } from './redis-settings.ts';
export type { Inbox, RelayBus } from './relay-bus.ts';
export { MemoryRelayBus } from './relay-bus-memory.ts';
export { openRedisRelayBus, RedisRelayBus } from './relay-bus-redis.ts';
export type * from './seat-store.ts';
export { MemorySeatStore } from './seat-store-memory.ts';
export { openRedisSeatStore, RedisSeatStore } from './seat-store-redis.ts';
export { iceOptionsFrom } from './turn-regions.ts';
export { openStoreAndBus, type StoreAndBus } from './wiring.ts';
