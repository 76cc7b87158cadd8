/** How long things take, as the metrics page tells it: sampled on the hot path, over the bus, in the store, and for keys. */
import { createLog } from '@visavis/runtime';
import { MemoryRelayBus } from '@visavis/signalling';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { latencyMetrics } from '../../services/signalling/metrics-latency.ts';
import { MemorySeatStore } from '../../services/signalling/seat-store-memory.ts';
import { watchedStore } from '../../services/signalling/seat-store-watched.ts';
import { remoteTicketKeys } from '../../services/signalling/ticket-keys.ts';
import { until, World } from '../support/signalling-world.ts';

let world: World | undefined;
afterEach(() => world?.close());

const count = async (registry: Registry, name: string, labels: Record<string, string> = {}): Promise<number> => {
  const metric = await registry.getSingleMetric(name)?.get();
  const value = metric?.values.find(
    (found) =>
      String(Reflect.get(found, 'metricName')).endsWith('_count') &&
      Object.entries(labels).every(([key, expected]) => Reflect.get(found.labels, key) === expected),
  );
  return value?.value ?? 0;
};

test('measures one relayed message in 61, whatever pattern they come in', async () => {
  const registry = new Registry();
  const latency = latencyMetrics(registry);
  for (let message = 0; message < 610; message++) {
    latency.relayed(message % 2 === 0 ? 'local' : 'bus', latency.sample());
  }
  expect(await count(registry, 'visavis_signalling_relay_seconds', { path: 'local' })).toBe(5);
  expect(await count(registry, 'visavis_signalling_relay_seconds', { path: 'bus' })).toBe(5);
});

test('tells how long the bus takes, by the sender’s clock and the reader’s', async () => {
  world = await World.create({ pods: 2, limits: { messagesBurst: 1_000 } });
  const advisor = world.person('advisor');
  const a = await world.enter(advisor, 0);
  const g = await world.enter(world.person('guest', advisor.room), 1);
  await a.client.take('peer');
  for (let n = 1; n <= 61; n++) a.client.send({ type: 'relay', to: 'guest', n, a: 0, body: 's.AAAA' });
  for (let n = 1; n <= 61; n++) await g.client.take('relay');
  const [first = new Registry(), second = new Registry()] = world.registries;
  expect(await count(second, 'visavis_signalling_bus_seconds')).toBe(1);
  expect(await count(first, 'visavis_signalling_bus_seconds')).toBe(0);
  expect(await count(first, 'visavis_signalling_relay_seconds', { path: 'bus' })).toBe(1);
});

test('tells how long the store takes by operation, failed calls too, and whether it is up', async () => {
  world = await World.create();
  const [registry = new Registry()] = world.registries;
  const guest = world.person('guest');
  await world.enter(guest);
  expect(await count(registry, 'visavis_signalling_store_seconds', { operation: 'enter' })).toBe(1);
  expect(await registry.metrics()).toContain('visavis_signalling_store_up 1');
  world.store.enter = () => Promise.reject(new Error('gone'));
  const refused = await world.hello(world.person('guest'));
  expect((await refused.closed()).code).toBe(1013);
  expect(await count(registry, 'visavis_signalling_store_seconds', { operation: 'enter' })).toBe(2);
  expect(await registry.metrics()).toContain('visavis_signalling_store_up 0');
});

test('says that the bus is down from a message it did not take until one that it did', async () => {
  const bus = new MemoryRelayBus();
  world = await World.create({ pods: 2, deps: { bus } });
  const { registries } = world;
  const publish = bus.publish.bind(bus);
  const advisor = world.person('advisor');
  const a = await world.enter(advisor, 0);
  await world.enter(world.person('guest', advisor.room), 1);
  await a.client.take('peer');
  const isUp = async () => (await registries[0]?.metrics())?.includes('visavis_signalling_bus_up 1');
  bus.publish = () => Promise.reject(new Error('gone'));
  a.client.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
  await until(async () => !(await isUp()));
  bus.publish = publish;
  a.client.send({ type: 'relay', to: 'guest', n: 2, a: 0, body: 's.AAAA' });
  await until(async () => (await isUp()) === true);
});

test('a watched store answers as the store does, and names every operation it timed', async () => {
  world = undefined;
  const times: [string, number][] = [];
  const clock = { now: () => 0, after: () => () => {}, every: () => () => {} };
  const store = watchedStore(
    new MemorySeatStore(clock),
    clock,
    () => {},
    (...time) => void times.push(time),
  );
  await store.ping();
  expect(await store.useOnce('x', 1_000)).toBe(true);
  expect(times.map(([operation, ms]) => [operation, ms >= 0])).toEqual([
    ['ping', true],
    ['use-once', true],
  ]);
});

test('counts every reading of the issuers’ keys, and those that failed, within the trace that needs them', async () => {
  world = undefined;
  const registry = new Registry();
  const { publicKey, privateKey } = await generateKeyPair('Ed25519');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'Ed25519' };
  const answers = [new Response('', { status: 503 }), Response.json({ keys: [jwk] })];
  const lines: string[] = [];
  const asked: (string | null)[] = [];
  const keys = remoteTicketKeys(new URL('http://keys.test/jwks'), {
    registry,
    log: createLog({ level: 'debug', role: 'signalling', destination: { write: (line) => lines.push(line) } }),
    timeoutMs: 1_000,
    headers: () => ({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }),
    async fetch(_url, init) {
      asked.push(new Headers(init?.headers).get('traceparent'));
      return answers.shift() ?? Response.error();
    },
  });
  const header = { alg: 'Ed25519', kid: 'one' };
  const token = await new SignJWT({}).setProtectedHeader(header).sign(privateKey);
  const [head = '', payload = '', signature = ''] = token.split('.');
  const flattened = { protected: head, payload, signature };
  await expect(keys(header, flattened)).rejects.toThrow();
  await expect(keys(header, flattened)).resolves.toBeDefined();
  const page = await registry.metrics();
  expect(page).toContain('visavis_signalling_jwks_readings_total{result="failed"} 1');
  expect(page).toContain('visavis_signalling_jwks_readings_total{result="read"} 1');
  expect(page).toMatch(/visavis_signalling_jwks_last_read_seconds \d{10}/);
  expect(asked).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/^00-0af7/)));
  expect(lines.join('')).toContain('keys not read');
  expect(lines.join('')).not.toContain('keys.test');
});
