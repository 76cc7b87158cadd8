/** Roles as processes on one Redis: they start before it, wait for it, share what is in it, and say what is missing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, createLog, createRegistry, readConfig, systemClock } from '@visavis/runtime';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { startStandalone } from '../../services/standalone/app.ts';
import { standaloneConfig } from '../../services/standalone/config.ts';
import { builtPages } from '../support/built-pages.ts';
import { freePort } from '../support/free-port.ts';
import { podOrigin, startPodProcess } from '../support/pod-process.ts';
import { endlessKeys, RedisProcess, startRedis } from '../support/redis.ts';
import { SignallingClient } from '../support/signalling-client.ts';
import { newHolder, randomText, startTicketIssuer } from '../support/ticket-issuer.ts';

test('pods start before their Redis, are ready when it answers, and let a room meet across them', async () => {
  const issuer = await startTicketIssuer();
  onTestFinished(() => issuer.close());
  const redis = new RedisProcess(await freePort());
  onTestFinished(() => redis.kill());
  const env = { ...issuer.env, RESUME_KEY: randomText(32), REDIS_URL: `redis://127.0.0.1:${redis.port}` };
  const port = await freePort();
  const starting = Promise.all([startPodProcess({ env, port }), startPodProcess({ env })]);
  const answer = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined))?.status;
  let status = await answer();
  while (status === undefined) status = await answer();
  expect(status).toBe(503);
  await redis.start();
  const pods = await starting;
  const [advisor, guest] = [newHolder('advisor'), newHolder('guest')];
  guest.room = advisor.room;
  const clients = [];
  for (const [index, holder] of [advisor, guest].entries()) {
    const client = await SignallingClient.connect(pods[index]?.url ?? '', { origin: podOrigin });
    const ticket = await issuer.ticket(holder);
    client.send({ type: 'hello', version: 1, ticket, incarnation: holder.incarnation });
    clients.push({ client, welcome: await client.take('welcome') });
  }
  expect(clients[1]?.welcome.peers).toEqual([{ seat: 'advisor', incarnation: advisor.incarnation }]);
  await clients[0]?.client.take('peer');
  clients[0]?.client.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
  expect(await clients[1]?.client.take('relay')).toMatchObject({ from: 'advisor', n: 1 });
  for (const { client } of clients) client.send({ type: 'bye' });
  expect(await Promise.all(pods.map((pod) => pod.stop()))).toEqual([0, 0]);
  const client = new Redis(env.REDIS_URL);
  onTestFinished(() => client.disconnect());
  expect(await endlessKeys(client)).toEqual([]);
  expect(await client.keys('vv:{*}:guest')).toEqual([]);
});

test('a pod that shares a Redis refuses to start without the key that pods have to share, and says so', async () => {
  const issuer = await startTicketIssuer();
  onTestFinished(() => issuer.close());
  const env = { ...issuer.env, REDIS_URL: 'redis://:hunter2@127.0.0.1:1' };
  const said = await startPodProcess({ env }).then(
    () => 'it runs',
    (error: unknown) => String(error),
  );
  expect(said).toContain('RESUME_KEY: missing');
  expect(said).not.toContain('hunter2');
});

test('standalone keeps seats and bus in the Redis that it is given', async () => {
  const redis = await startRedis();
  const [dataDir, pages] = [mkdtempSync(join(tmpdir(), 'visavis-redis-')), builtPages()];
  onTestFinished(async () => {
    await redis.close();
    for (const folder of [dataDir, pages]) rmSync(folder, { recursive: true, force: true });
  });
  const start = (more: Record<string, string>) =>
    startStandalone({
      config: readConfig(standaloneConfig, {
        ...{ PORT: '0', DATA_DIR: dataDir, PAGES_DIR: pages, REDIS_URL: redis.url },
        ...more,
      }),
      clock: systemClock,
      log: createLog({ level: 'silent', role: 'standalone' }),
      registry: createRegistry(),
      announce: () => {},
    });
  await expect(start({})).rejects.toBeInstanceOf(ConfigError);
  const standalone = await start({ RESUME_KEY: randomText(32) });
  expect((await fetch(`${standalone.url}/health/ready`)).status).toBe(200);
  expect(await redis.client.call('PUBSUB', 'SHARDCHANNELS')).toHaveLength(1);
  await standalone.close();
  expect(await redis.client.call('PUBSUB', 'SHARDCHANNELS')).toEqual([]);
});
