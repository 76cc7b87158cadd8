/** Redis behind a password and TLS: who has both gets in; nobody else does, and nobody waits for it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRedisRelayBus, openRedisSeatStore, type PodId, type RedisPlace } from '@visavis/signalling';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { placeOf, quietLog, RedisProcess } from '../support/redis.ts';
import { selfSigned } from '../support/self-signed.ts';
import { claim, holdOf, id, taken } from './seat-store-taking.ts';

let folder: string;
let redis: RedisProcess;
let place: RedisPlace;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vv-redis-tls-'));
  const { certificate, certificateFile, keyFile } = await selfSigned(folder, '127.0.0.1');
  const tlsPort = await freePort();
  const files = ['--tls-key-file', keyFile, '--tls-cert-file', certificateFile, '--tls-ca-cert-file', certificateFile];
  const tls = ['--tls-port', String(tlsPort), '--tls-auth-clients', 'no', ...files];
  redis = new RedisProcess(await freePort(), [...tls, '--requirepass', 'open: sesame']);
  await redis.start();
  place = { ...placeOf(`rediss://:open%3A%20sesame@127.0.0.1:${tlsPort}`), ca: certificate };
});
afterAll(async () => {
  await redis.kill();
  await rm(folder, { recursive: true });
});

test('lets in who has the password and trusts the certificate', async () => {
  const [store, bus] = await Promise.all([openRedisSeatStore(place, quietLog), openRedisRelayBus(place, quietLog)]);
  const pod = id() as PodId;
  const heard = new Promise((resolve) => void bus.subscribe(pod, resolve));
  taken(await store.take(claim()));
  while (!(await bus.publish(pod, 'sealed'))) await new Promise((resolve) => setImmediate(resolve));
  expect(await heard).toBe('sealed');
  await Promise.all([store.close(), bus.close()]);
});

test('does with the rights that the README names, and with no others', async () => {
  const readme = await readFile(new URL('../../services/signalling/README.md', import.meta.url), 'utf8');
  const [, rights = ''] = /An ACL needs\s+`([^`]+)`/.exec(readme) ?? [];
  const admin = new Redis({ ...place.nodes[0], password: place.password ?? '', tls: { ca: place.ca ?? '' } });
  await admin.call('ACL', 'SETUSER', 'pods', 'reset', 'on', '>pods only', ...rights.split(' '));
  admin.disconnect();
  const pods = { ...place, username: 'pods', password: 'pods only' };
  const [store, bus] = await Promise.all([openRedisSeatStore(pods, quietLog), openRedisRelayBus(pods, quietLog)]);
  const pod = id() as PodId;
  const close = await bus.subscribe(pod, () => {});
  const wish = claim();
  const once = { id: id(), ttlMs: 1_000 };
  const rate = { burst: 9, everyMs: 10 };
  await store.enter({ claim: wish, address: { key: id(), ...rate }, room: rate, once });
  const hold = holdOf(wish, taken(await store.take(wish)).epoch);
  await store.watch([wish.room], pod, 1_000);
  await store.renew(hold, 1_000);
  await store.shorten(hold, 500);
  await store.dismiss(wish.room, wish.incarnation, 1_000);
  await store.release(hold);
  await store.endRoom(wish.room, 1_000);
  expect(await store.throttle(id(), { burst: 1, everyMs: 10 })).toBe(0);
  expect(await store.useOnce(id(), 1_000)).toBe(true);
  await Promise.all([store.ping(), bus.ping()]);
  await close();
  await Promise.all([store.close(), bus.close()]);
});

test.each([
  { name: 'another password', change: { password: 'open: barley' } },
  { name: 'no password', change: { password: undefined } },
  { name: 'a certificate that nobody vouches for', change: { ca: undefined } },
  { name: 'no TLS', change: { isTls: false } },
])('refuses every call with $name', async ({ change }) => {
  const store = await openRedisSeatStore({ ...place, ...change }, quietLog);
  await expect(store.ping()).rejects.toThrow();
  await expect(store.take(claim())).rejects.toThrow();
  await store.close();
});
