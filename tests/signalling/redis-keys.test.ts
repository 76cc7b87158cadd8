/** What is in Redis after a whole scenario is what the README's table says: every key, no other, each with its end. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bytes, until, World } from '../support/signalling-world.ts';
import { redisOfFile } from '../support/signalling-worlds.ts';

const readme = readFileSync(new URL('../../services/signalling/README.md', import.meta.url), 'utf8');
/** The first column of the table of keys, as patterns. */
const patterns = readme
  .split('\n')
  .map((line) => /^\| `(vv:[^`]+)`/.exec(line)?.[1])
  .filter((key) => key !== undefined && !key.startsWith('vv:pod:'))
  .map((key) => {
    const text = (key ?? '').replace(/[{}]/g, '\\$&').replace('<seat>', '(advisor|guest|companion)');
    return new RegExp(`^${text.replace(/<\w+>/g, '[A-Za-z0-9_-]{16,}')}$`);
  });
const dayMs = 24 * 3_600_000;

test('a whole scenario leaves the keys of the table and no others, none for ever, none longer than a day', async () => {
  const redis = await redisOfFile();
  // Rates are kept only until they are unused again, which may be sooner than this is over.
  const slow = { hellosPerAddressEveryMs: 60_000, hellosPerRoomEveryMs: 60_000 };
  const world = await World.create({ pods: 2, redis, limits: slow });
  const advisor = world.person('advisor');
  const guest = world.person('guest', advisor.room);
  const { client: a } = await world.enter(advisor, 0);
  const { client: g } = await world.enter(guest, 1);
  await a.take('peer');
  await (await world.desk([advisor.room], 1)).take('welcome');
  const waiting = await world.hello({ ...guest, incarnation: bytes(16), device: bytes(32) }, 0);
  await waiting.take('error');
  a.send({ type: 'dismiss', incarnation: guest.incarnation });
  await g.closed();
  await waiting.take('welcome');
  const ended = await world.enter(world.person('advisor'), 0);
  ended.client.send({ type: 'bye', end: true });
  await ended.client.closed();
  await until(async () => (await redis.client.keys('vv:*:watchers')).length === 1);

  const keys = await redis.client.keys('*');
  expect(keys.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  expect(patterns.filter((pattern) => !keys.some((key) => pattern.test(key)))).toEqual([]);
  for (const key of keys) {
    const left = await redis.client.pttl(key);
    expect(left, key).toBeGreaterThan(0);
    expect(left, key).toBeLessThanOrEqual(dayMs);
  }
  await world.close();
});
