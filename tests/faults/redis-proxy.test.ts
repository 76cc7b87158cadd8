/** The cable to Redis does what it says: answers always whole and in order, messages lost, repeated and late, cut and dead. */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/signalling-world.ts';
import { seeded } from './random.ts';
import { fairWeather, RedisProxy } from './redis-proxy.ts';

let redis: TestRedis;
let proxy: RedisProxy;
let listener: Redis;
let speaker: Redis;
const heard: string[] = [];

const client = (): Redis => {
  const made = new Redis({ port: proxy.port, lazyConnect: true, retryStrategy: () => null });
  made.on('error', () => {});
  return made;
};

/** What the listener hears of so many messages, each felt `times` by the proxy, when all that got through has arrived. */
async function publish(count: number, times = 1): Promise<string[]> {
  heard.length = 0;
  const before = proxy.felt.passed + proxy.felt.repeated + proxy.felt.dropped;
  const felt = () => proxy.felt.passed + proxy.felt.repeated + proxy.felt.dropped - before;
  const dropped = proxy.felt.dropped;
  for (let n = 1; n <= count; n++) await speaker.spublish('inbox', String(n));
  await until(() => felt() >= count * times && heard.length === felt() - (proxy.felt.dropped - dropped));
  return [...heard];
}

beforeAll(async () => {
  redis = await startRedis();
  proxy = await RedisProxy.open(() => redis.process.port, seeded(7));
  listener = client();
  speaker = client();
  await Promise.all([listener.connect(), speaker.connect()]);
  await listener.ssubscribe('inbox');
  listener.on('smessage', (_channel, text) => heard.push(text));
});
beforeEach(() => {
  proxy.weather = fairWeather;
});
afterAll(async () => {
  listener.disconnect();
  speaker.disconnect();
  await proxy.close();
  await redis.close();
});

const numbers = (count: number) => Array.from({ length: count }, (_none, index) => String(index + 1));

describe('messages', () => {
  it('arrive once and in order in fair weather', async () => {
    expect(await publish(50)).toEqual(numbers(50));
  });

  it('get lost', async () => {
    proxy.weather = { ...fairWeather, drop: 0.5 };
    const found = await publish(50);
    expect(found.length).toBeLessThan(50);
    expect(found).toEqual(numbers(50).filter((text) => found.includes(text)));
    expect(proxy.felt.dropped).toBeGreaterThan(0);
  });

  it('come twice', async () => {
    proxy.weather = { ...fairWeather, repeat: 1 };
    expect(await publish(5, 2)).toEqual(numbers(5).flatMap((text) => [text, text]));
  });

  it('overtake each other', async () => {
    proxy.weather = { ...fairWeather, reorder: 0.5, lateMs: 40 };
    const found = await publish(50);
    expect(found).not.toEqual(numbers(50));
    expect(found.toSorted()).toEqual(numbers(50).toSorted());
  });

  it('leave answers alone, whatever the weather', async () => {
    proxy.weather = { drop: 1, repeat: 1, reorder: 1, lateMs: 5 };
    const answers = await Promise.all(numbers(50).map((text) => speaker.echo(`message ${text}`)));
    expect(answers).toEqual(numbers(50).map((text) => `message ${text}`));
  });
});

describe('a cable', () => {
  it('holds everything back while it is dead, and passes it on afterwards', async () => {
    proxy.passage = 'dead';
    const answer = speaker.echo('late');
    expect(await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('nothing'), 50))])).toBe(
      'nothing',
    );
    proxy.passage = 'open';
    expect(await answer).toBe('late');
  });

  it('resets everybody while it is cut, and lets nobody through', async () => {
    const ended = new Promise((resolve) => speaker.once('end', resolve));
    proxy.passage = 'cut';
    await ended;
    await expect(client().connect()).rejects.toThrow();
    proxy.passage = 'open';
    const back = client();
    await back.connect();
    expect(await back.ping()).toBe('PONG');
    back.disconnect();
  });
});
