/** Where Redis is: every form of the address, what is refused, and what the keys mean together. */
import { ConfigError, readConfig } from '@visavis/runtime';
import { openStoreAndBus, parseRedisUrl, redisPlaceFrom, signallingSettings } from '@visavis/signalling';
import { describe, expect, test } from 'vitest';
import { quietLog } from '../support/redis.ts';
import { bytes } from '../support/signalling-world.ts';

const plain = { kind: 'single', isTls: false, master: '', database: 0, username: undefined, password: undefined };
const node = (host: string, port: number) => ({ host, port });

describe('the address of Redis', () => {
  test.each([
    ['redis://cache', { ...plain, nodes: [node('cache', 6379)] }],
    ['redis://127.0.0.1:7000/3', { ...plain, nodes: [node('127.0.0.1', 7000)], database: 3 }],
    ['rediss://[2001:db8::1]:7000', { ...plain, nodes: [node('2001:db8::1', 7000)], isTls: true }],
    [
      'redis://pods:a%40b%3Ac%2Fd@cache',
      { ...plain, nodes: [node('cache', 6379)], username: 'pods', password: 'a@b:c/d' },
    ],
    ['redis://:secret@cache', { ...plain, nodes: [node('cache', 6379)], password: 'secret' }],
    [
      'redis+sentinel://one,two:26380/visavis',
      { ...plain, kind: 'sentinel', nodes: [node('one', 26_379), node('two', 26_380)], master: 'visavis' },
    ],
    [
      'rediss+sentinel://u:p@one/my-master.1/2',
      {
        ...{ ...plain, kind: 'sentinel', nodes: [node('one', 26_379)], master: 'my-master.1', database: 2 },
        ...{ isTls: true, username: 'u', password: 'p' },
      },
    ],
    [
      'redis+cluster://:p@one:7001,two:7002,[::1]:7003',
      { ...plain, kind: 'cluster', nodes: [node('one', 7001), node('two', 7002), node('::1', 7003)], password: 'p' },
    ],
  ])('%s is understood', (url, place) => {
    expect(parseRedisUrl(url)).toEqual(place);
  });

  test.each([
    'cache:6379',
    'http://cache',
    'redis://',
    'redis://one,two',
    'redis://cache/db',
    'redis://cache/0/1',
    'redis://cache:0',
    'redis://cache:70000',
    'redis://cache?db=1',
    'redis://user:%zz@cache',
    'redis+sentinel://one',
    'redis+sentinel://one/my master',
    'redis+cluster://one,two/1',
    'redis+cluster://one,,two',
  ])('%s is refused', (url) => {
    expect(parseRedisUrl(url)).toBeUndefined();
  });
});

describe('the keys about Redis', () => {
  const env = { TICKET_JWKS_URL: 'http://keys.test', TICKET_ISSUERS: 'https://issuer.test' };
  const place = (keys: Record<string, string>) => redisPlaceFrom(readConfig(signallingSettings, { ...env, ...keys }));

  test('give the password, the sentinels’ own and the authority, beside the address', () => {
    expect(place({})).toBeUndefined();
    expect(place({ REDIS_URL: 'redis://cache', REDIS_PASSWORD: 'p' })).toMatchObject({ password: 'p' });
    const keys = { REDIS_URL: 'rediss+sentinel://one/m', REDIS_SENTINEL_PASSWORD: 's', REDIS_CA: 'PEM' };
    expect(place(keys)).toMatchObject({ sentinelPassword: 's', ca: 'PEM' });
  });

  test.each([
    ['REDIS_URL', { REDIS_URL: 'http://cache' }],
    ['REDIS_PASSWORD', { REDIS_PASSWORD: 'hunter2' }],
    ['REDIS_PASSWORD', { REDIS_URL: 'redis://:other@cache', REDIS_PASSWORD: 'hunter2' }],
    ['REDIS_SENTINEL_PASSWORD', { REDIS_URL: 'redis://cache', REDIS_SENTINEL_PASSWORD: 'hunter2' }],
    ['REDIS_CA', { REDIS_URL: 'redis://cache', REDIS_CA: 'hunter2' }],
  ])('name %s when it does not fit, and no value', (key, keys) => {
    const problem = (() => {
      try {
        return String(place(keys));
      } catch (error) {
        return error instanceof ConfigError ? error.message : 'something else';
      }
    })();
    expect(problem).toContain(`${key}:`);
    expect(problem).not.toContain('hunter2');
  });

  test('ask for the key of resume tokens that pods of one Redis share', async () => {
    const settings = readConfig(signallingSettings, { ...env, REDIS_URL: 'redis://127.0.0.1:1' });
    const clock = { now: () => 0, after: () => () => {}, every: () => () => {} };
    await expect(openStoreAndBus(settings, clock, quietLog)).rejects.toThrow(/RESUME_KEY/);
    const shared = readConfig(signallingSettings, { ...env, RESUME_KEY: bytes(32) });
    const parts = await openStoreAndBus(shared, clock, quietLog);
    await parts.close();
  });
});
