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

/** For `describe.each`; the options of a world without what the scenario adds. */
export const worlds = [
  { name: 'one pod', ground: async () => ({ pods: 1 }) },
  { name: 'two pods', ground: async () => ({ pods: 2 }) },
  { name: 'two pods over Redis', ground: async () => ({ pods: 2, redis: await redisOfFile() }) },
];

/** The first and the last: for scenarios in which pods do not matter, and the shared store does. */
export const [onePod, , overRedis] = worlds;
