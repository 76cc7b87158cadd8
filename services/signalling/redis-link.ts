/** A line to the shared Redis that never keeps anybody waiting: commands go out now or fail, and it comes back by itself. */
import { errorKind, type Log } from '@visavis/runtime';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { Patience, PatientCommand } from './redis-command.ts';
import { type Gatherer, gatherer } from './redis-gather.ts';
import type { RedisNode, RedisPlace } from './redis-place.ts';

/** Every call settles within two seconds; this is what one command may take of them. */
export const commandTimeoutMs = 1_900;
const connectTimeoutMs = 2_000;
/** A server that answers nothing for so long is left for a new connection, so that no heap of unanswered calls grows. */
const silenceMs = 3_000;
const firstRetryMs = 50;
const lastRetryMs = 2_000;
const refreshSlotsMs = 5_000;

/** Doubles to two seconds, half of it by chance, so that pods do not come back in step. */
export function backoffMs(attempt: number): number {
  const full = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(attempt, 10));
  return Math.ceil(full * (0.5 + Math.random() / 2));
}

/** What a store or bus needs of the client library. */
export interface RedisLink {
  /** Keys of one script may lie anywhere; in a cluster all of them in one slot. */
  readonly isOneServer: boolean;
  /** One command; its first key decides the node. Rejects at once when there is no connection. */
  call(command: string, ...args: (string | number)[]): Promise<unknown>;
  /** Calls `task` when all has been heard that has arrived by now; its commands leave with those of this round. It must not throw. */
  atRoundsEnd(task: () => void): void;
  /** Resolves when the server (of a cluster: a master that sees the whole of it) answers. */
  ping(): Promise<void>;
  /** A further connection, to the server that `key` belongs to. It does not come back by itself. */
  dial(key: string): Promise<Redis>;
  /** Calls `listener` whenever a server was lost and another connection stands. */
  onReturn(listener: () => void): void;
  /** Resolves at the first connection, at the latest after `withinMs`. */
  opened(withinMs: number): Promise<void>;
  close(): void;
}

function optionsOf(place: RedisPlace, name: string): RedisOptions {
  const tls = place.isTls ? { tls: { ...(place.ca === undefined ? {} : { ca: place.ca }) } } : {};
  return {
    ...tls,
    ...(place.username === undefined ? {} : { username: place.username }),
    ...(place.password === undefined ? {} : { password: place.password }),
    db: place.database,
    connectionName: name,
    // Nothing of RESP3 is used, and RESP2 is spoken everywhere.
    protocol: 2,
    commandTimeout: commandTimeoutMs,
    connectTimeout: connectTimeoutMs,
    socketTimeout: silenceMs,
    enableOfflineQueue: false,
    // A call whose answer was lost must not be made again behind the caller's back.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    retryStrategy: backoffMs,
    // A master that became a replica: ask anew who is master.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
}

function sentinelOptions(place: RedisPlace): RedisOptions {
  const secret = place.sentinelPassword === undefined ? {} : { sentinelPassword: place.sentinelPassword };
  const tls = place.ca === undefined ? {} : { ca: place.ca };
  return {
    ...secret,
    ...(place.isTls ? { enableTLSForSentinelMode: true, sentinelTLS: tls } : {}),
    sentinels: [...place.nodes],
    name: place.master,
    sentinelRetryStrategy: backoffMs,
    sentinelCommandTimeout: commandTimeoutMs,
    failoverDetector: true,
  };
}

const addressOf = (place: RedisPlace, options: RedisOptions): RedisOptions =>
  place.kind === 'sentinel' ? { ...options, ...sentinelOptions(place) } : { ...options, ...place.nodes[0] };

/** One line when it is lost and one when it is back; every single try is for debugging. */
function noted<C extends Redis | Cluster>(client: C, log: Log, name: string): C {
  let isLost = false;
  client.on('error', (error: unknown) => {
    log[isLost ? 'debug' : 'warn']('redis not reached', { kind: errorKind(error), event: name });
    isLost = true;
  });
  client.on('ready', () => {
    if (isLost) log.info('redis reached again', { event: name });
    isLost = false;
  });
  return client;
}

async function dialTo(options: RedisOptions, log: Log): Promise<Redis> {
  // A line that only listens is silent for long, and is probed by its owner.
  const { socketTimeout: _silence, sentinelRetryStrategy: _sentinels, ...others } = options;
  const once: RedisOptions = { ...others, retryStrategy: null, lazyConnect: true, failoverDetector: false };
  const redis = noted(new Redis(once), log, String(options.connectionName));
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/** Straight to the library's own commands: its shortcuts for callers, made for every call, would cost as much as the command. */
function speaker(client: Redis | Cluster, gather: Gatherer): Pick<RedisLink, 'call' | 'atRoundsEnd'> {
  const patience = new Patience(commandTimeoutMs);
  return {
    call: (name, ...args) => {
      gather.hold();
      const command = new PatientCommand(name, args, patience);
      client.sendCommand(command);
      return command.promise;
    },
    atRoundsEnd: gather.atEnd,
  };
}

function oneServer(place: RedisPlace, name: string, log: Log): RedisLink {
  const options = addressOf(place, optionsOf(place, name));
  const redis = noted(new Redis(options), log, name);
  let isKnown = false;
  const listeners = new Set<() => void>();
  redis.on('ready', () => {
    if (isKnown) for (const listener of listeners) listener();
    isKnown = true;
  });
  const gather = gatherer(() => (redis.stream ? [redis.stream] : []));
  return {
    isOneServer: true,
    ...speaker(redis, gather),
    ping: async () => void (await redis.ping()),
    dial: () => dialTo({ ...options, connectionName: `${name}-inbox` }, log),
    onReturn: (listener) => void listeners.add(listener),
    opened: (withinMs) => readiness(redis, withinMs),
    close: () => redis.disconnect(),
  };
}

function manyServers(place: RedisPlace, name: string, log: Log): RedisLink {
  const { retryStrategy: _strategy, enableOfflineQueue: _queue, db: _database, ...options } = optionsOf(place, name);
  const cluster = noted(
    new Cluster([...place.nodes], {
      redisOptions: options,
      enableOfflineQueue: false,
      clusterRetryStrategy: backoffMs,
      slotsRefreshTimeout: commandTimeoutMs,
      slotsRefreshInterval: refreshSlotsMs,
      maxRedirections: 5,
      // Certificates bear names, so names must not become addresses first.
      ...(place.isTls ? { dnsLookup: (host, done) => done(null, host) } : {}),
    }),
    log,
    name,
  );
  let isKnown = false;
  const listeners = new Set<() => void>();
  const returned = () => {
    if (isKnown) for (const listener of listeners) listener();
  };
  cluster.on('ready', () => {
    returned();
    isKnown = true;
  });
  cluster.on('+node', returned);
  cluster.on('-node', returned);
  const gather = gatherer(() => cluster.nodes('master').flatMap(({ stream }) => (stream ? [stream] : [])));
  return {
    isOneServer: false,
    ...speaker(cluster, gather),
    ping: () => seesWhole(cluster),
    dial: async (key) => dialTo({ ...optionsOf(place, `${name}-inbox`), ...(await ownerOf(cluster, key)) }, log),
    onReturn: (listener) => void listeners.add(listener),
    opened: (withinMs) => connected(cluster, withinMs),
    close: () => cluster.disconnect(),
  };
}

/** A part of the cluster may be away while the rest serves its rooms; none may be without an owner. */
async function seesWhole(cluster: Cluster): Promise<void> {
  const asked = cluster.nodes('master').map(async (node) => {
    const state = String(await node.call('CLUSTER', 'INFO'));
    if (!state.includes('cluster_state:ok')) throw new Error('the cluster is down');
  });
  await Promise.any(asked);
}

/** The master of the key's slot, as the cluster itself says at this moment. */
async function ownerOf(cluster: Cluster, key: string): Promise<RedisNode> {
  const slot = Number(await cluster.call('CLUSTER', 'KEYSLOT', key));
  const ranges: unknown = await cluster.call('CLUSTER', 'SLOTS');
  if (!Array.isArray(ranges)) throw new Error('unexpected answer');
  for (const range of ranges) {
    if (!Array.isArray(range) || !(range[0] <= slot && slot <= range[1]) || !Array.isArray(range[2])) continue;
    const [host, port] = range[2];
    return { host: String(host), port: Number(port) };
  }
  throw new Error('this slot has no owner');
}

function readiness(client: Redis | Cluster, withinMs: number): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, withinMs);
    client.once('ready', () => {
      clearTimeout(patience);
      resolve();
    });
  });
}

/** To every master: the library connects to each only when it is needed, and what is said meanwhile would arrive in another order. */
async function connected(cluster: Cluster, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  await readiness(cluster, withinMs);
  if (cluster.status !== 'ready') return;
  const patience = new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())).unref());
  await Promise.race([patience, Promise.allSettled(cluster.nodes('master').map((node) => node.ping()))]);
}

/** Starts to connect at once. `name` is what the server's list of clients shows. */
export function openRedisLink(place: RedisPlace, name: string, log: Log): RedisLink {
  return place.kind === 'cluster' ? manyServers(place, name, log) : oneServer(place, name, log);
}
