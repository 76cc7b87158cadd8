/** A replica takes over, a slot moves: store and bus find out by themselves where everything is now. */
import { setTimeout as pause } from 'node:timers/promises';
import type { PodId, SeatStore } from '@visavis/signalling';
import { openRedisRelayBus, openRedisSeatStore } from '@visavis/signalling';
import { expect, onTestFinished, test } from 'vitest';
import { placeOf, quietLog, startRedis } from '../support/redis.ts';
import { startRedisCluster } from '../support/redis-cluster.ts';
import { startSentinel } from '../support/redis-sentinel.ts';
import { claim, holdOf, id, taken } from './seat-store-taking.ts';

/** Asks again until it is so; answers how long that took. */
async function soon(attempt: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  while (!(await attempt().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
  return performance.now() - startedAt;
}

test('after a takeover seats are there, can be renewed and taken, and the inbox is open again', async () => {
  const redis = await startSentinel();
  onTestFinished(() => redis.close());
  const place = placeOf(redis.url);
  const [store, bus] = await Promise.all([openRedisSeatStore(place, quietLog), openRedisRelayBus(place, quietLog)]);
  const pod = id() as PodId;
  const heard: string[] = [];
  let returns = 0;
  store.onReturn(() => {
    returns += 1;
  });
  await bus.subscribe(pod, (message) => void heard.push(message));
  const wish = claim({ ttlMs: 60_000 });
  const hold = holdOf(wish, taken(await store.take(wish)).epoch);
  await soon(async () => (await store.readRooms([wish.room]))[0]?.seats.length === 1);

  await redis.master.kill();
  await expect(store.ping()).rejects.toThrow();
  expect(await soon(async () => (await store.renew(hold, 60_000)).outcome === 'kept')).toBeLessThan(15_000);
  expect(await soon(() => bus.publish(pod, 'after the takeover'))).toBeLessThan(15_000);
  await soon(async () => heard.includes('after the takeover'));
  expect(returns).toBeGreaterThan(0);
  expect(taken(await store.take({ ...wish, connection: id() as never })).epoch).toBe(2);
  await expect(bus.ping()).resolves.toBeUndefined();
  await Promise.all([store.close(), bus.close()]);
});

test.each([
  { name: 'a single command', call: (store: SeatStore) => store.useOnce(id(), 1_000) },
  { name: 'a script', call: (store: SeatStore) => store.take(claim()) },
])('$name that meets a replica makes the connection anew, in case another is master now', async ({ call }) => {
  const redis = await startRedis();
  onTestFinished(() => redis.close());
  const store = await openRedisSeatStore(placeOf(redis.url), quietLog);
  let returns = 0;
  store.onReturn(() => {
    returns += 1;
  });
  await call(store);
  await redis.client.replicaof('127.0.0.1', 1);
  await expect(call(store)).rejects.toThrow(/^READONLY/);
  await redis.client.replicaof('NO', 'ONE');
  await soon(async () => Boolean(await call(store)));
  expect(returns).toBeGreaterThan(0);
  await store.close();
});

test('an inbox follows its slot to another node of the cluster', async () => {
  const cluster = await startRedisCluster();
  onTestFinished(() => cluster.close());
  const bus = await openRedisRelayBus(placeOf(cluster.url), quietLog);
  const pod = id() as PodId;
  const heard: string[] = [];
  let returns = 0;
  bus.onReturn(() => {
    returns += 1;
  });
  await bus.subscribe(pod, (message) => void heard.push(message));
  expect(await bus.publish(pod, 'before')).toBe(true);

  await cluster.move(`vv:pod:${pod}`);
  await soon(() => bus.publish(pod, 'after the move'));
  await soon(async () => heard.includes('after the move'));
  expect(heard[0]).toBe('before');
  expect(returns).toBe(1);
  await bus.close();
});

test('a node of the cluster that keeps silent costs its own rooms two seconds, and no other room anything', async () => {
  const cluster = await startRedisCluster();
  onTestFinished(() => cluster.close());
  const store = await openRedisSeatStore(placeOf(cluster.url), quietLog);
  const claims = Array.from({ length: 30 }, () => claim());
  for (const wish of claims) taken(await store.take(wish));
  // Asked before: the one that is asked may be the one that stands still.
  const owners = await Promise.all(claims.map(({ room }) => cluster.nodeOf(`vv:{${room}}:guest`)));
  const [silent] = owners;
  if (!silent) throw new Error('every slot has a node');
  silent.process.pause();
  onTestFinished(() => silent.process.resume());
  const answers = Promise.allSettled(claims.map(({ room }) => store.readRooms([room])));
  // Two timers in a row, begun afterwards: whatever holds this process up holds them up as well.
  const twoSeconds = pause(1_000).then(() => pause(1_000, []));
  const results = await Promise.race([answers, twoSeconds]);
  expect(results).toHaveLength(claims.length);
  for (const [index, result] of results.entries()) {
    expect(result.status).toBe(owners[index] === silent ? 'rejected' : 'fulfilled');
  }
  silent.process.resume();
  await soon(async () =>
    (await store.readRooms(claims.map(({ room }) => room))).every(({ seats }) => seats.length === 1),
  );
  await store.close();
});
