/** Where every scenario of the signalling suite runs: on one pod and two, in one memory and over a real Redis. */
import { afterAll } from 'vitest';
import { startRedis, type TestRedis } from './redis.ts';

let started: Promise<TestRedis> | undefined;
afterAll(async () => (await started)?.close());

/** The Redis of this test file: started when it is first asked for, gone with the file. */
export function redisOfFile(): Promise<TestRedis> {
  started ??= startRedis();
  return started;
}

type Ground = () => Promise<{ pods: number; redis?: TestRedis }>;
const onOnePod: { name: string; ground: Ground } = { name: 'one pod', ground: async () => ({ pods: 1 }) };
const onTwoPods: { name: string; ground: Ground } = { name: 'two pods', ground: async () => ({ pods: 2 }) };
const overRedis: { name: string; ground: Ground } = {
  name: 'two pods over Redis',
  ground: async () => ({ pods: 2, redis: await redisOfFile() }),
};

/** For `describe.each`: the options of a world without what the scenario adds. */
export const worlds = [onOnePod, onTwoPods, overRedis];
/** For scenarios that need another pod. */
export const worldsOfTwo = [onTwoPods, overRedis];
/** For scenarios that look into the one memory of all pods. */
export const worldsInMemory = [onOnePod, onTwoPods];
