/** The door: who may open a WebSocket at all, and how many strangers at once. */
import { once } from 'node:events';
import { connect as connectTo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { SignallingClient } from '../support/signalling-client.ts';
import { World, type WorldOptions } from '../support/signalling-world.ts';
import { worldsOfTwo } from '../support/signalling-worlds.ts';

let world: World;
const make = async (options: WorldOptions = {}): Promise<void> => {
  world = await World.create(options);
};
afterEach(() => world.close());

describe('at the upgrade', () => {
  beforeEach(() => make({ limits: { connectionsBeforeHelloPerAddress: 2 } }));

  test.each([
    ['another origin', 'https://visavis.test.evil.example'],
    ['the origin with a port', 'https://visavis.test:444'],
    ['the origin in other letters', 'https://VISAVIS.test'],
    ['the word null', 'null'],
    ['no origin', ''],
  ])('refuses %s with 403', async (_name, origin) => {
    await expect(world.connect(0, { origin })).rejects.toThrow('refused 403');
  });

  test('refuses a connection without our sub-protocol with 400', async () => {
    await expect(world.connect(0, { protocols: ['visavis.v2'] })).rejects.toThrow('refused 400');
    await expect(world.connect(0, { protocols: [] })).rejects.toThrow('refused 400');
  });

  test('picks our sub-protocol among others, and no compression', async () => {
    const client = await world.connect(0, { protocols: ['other', 'visavis.v1'] });
    expect(client.ws.protocol).toBe('visavis.v1');
    expect(client.ws.extensions).toBe('');
  });

  test('serves /signal/<affinity> of 8 hex digits, and no other address', async () => {
    await SignallingClient.connect(world.url(0, '/signal/0a1b2c3d'));
    for (const path of ['/signal/0A1B2C3D', '/signal/123', '/signal/0a1b2c3d/x', '/health/live', '/elsewhere']) {
      await expect(SignallingClient.connect(world.url(0, path))).rejects.toThrow('refused 404');
    }
  });

  test('serves an address whatever is asked behind it, and by no other spelling', async () => {
    await SignallingClient.connect(world.url(0, '/signal/0a1b2c3d?from=test'));
    await expect(SignallingClient.connect(world.url(0, '/sign%61l'))).rejects.toThrow('refused 404');
  });

  test.each([
    ['/signal', { origin: 'https://evil.example' }, 403],
    ['/elsewhere', {}, 404],
  ])(
    'refuses %s as every answer is given: hardened, with nothing told, and the connection ends',
    async (path, options, status) => {
      const socket = new WebSocket(world.url(0, path), ['visavis.v1'], { origin: 'https://visavis.test', ...options });
      const [, answer] = await once(socket, 'unexpected-response');
      expect(answer.statusCode).toBe(status);
      expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
      answer.resume();
      await once(answer.socket, 'close');
    },
  );

  test.each([
    ['nobody serves', '/elsewhere'],
    ['lines come in by', '/signal'],
  ])(
    'ends a connection that asks for an upgrade of what %s before its last answer came, and lives on',
    async (_what, path) => {
      const { port, host } = new URL(world.url());
      const line = connectTo(Number(port), '127.0.0.1');
      const ask = (address: string, more = '') => `GET ${address} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;
      const upgrade = [
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Origin: https://visavis.test',
        'Sec-WebSocket-Protocol: visavis.v1',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ].join('\r\n');
      line.write(`${ask('/health/live')}${ask(path, `${upgrade}\r\n`)}`);
      line.resume();
      await once(line, 'close');
      await world.connect();
    },
  );

  test('answers a plain GET of /signal with 404', async () => {
    const answer = await fetch(world.url().replace('ws', 'http'));
    expect(answer.status).toBe(404);
  });

  test('refuses the third stranger of an address with 503, and lets it in when one said hello', async () => {
    const first = await world.connect();
    await world.connect();
    await expect(world.connect()).rejects.toThrow('refused 503');
    const person = world.person('guest');
    first.send({ type: 'hello', version: 1, ticket: await world.ticket(person), incarnation: person.incarnation });
    await first.take('welcome');
    await world.connect();
    expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'before-hello-address' })).toBe(1);
  });
});

test('refuses strangers of all addresses beyond the pod limit with 503', async () => {
  await make({ limits: { connectionsBeforeHelloPerPod: 2 } });
  await world.connect(0, { localAddress: '127.0.0.2' });
  await world.connect(0, { localAddress: '127.0.0.3' });
  await expect(world.connect(0, { localAddress: '127.0.0.4' })).rejects.toThrow('refused 503');
});

test('counts whom a trusted proxy speaks for, and nobody else who says so', async () => {
  await make({ limits: { connectionsBeforeHelloPerAddress: 1 }, trustedProxies: ['127.0.0.1'] });
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  await world.connect(0, from('203.0.113.9'));
  await world.connect(0, from('203.0.113.10'));
  await expect(world.connect(0, from('203.0.113.9'))).rejects.toThrow('refused 503');
  await world.connect(0, { localAddress: '127.0.0.2', ...from('203.0.113.11') });
  const again = { localAddress: '127.0.0.2', ...from('203.0.113.12') };
  await expect(world.connect(0, again)).rejects.toThrow('refused 503');
});

describe.each(worldsOfTwo)('of $name one', ({ ground }) => {
  test('that has enough strangers refuses more with 503 and the other lets them in, whoever they are', async () => {
    const few = { connectionsBeforeHelloPerAddress: 2, connectionsBeforeHelloPerPod: 3 };
    await make({ ...(await ground()), limits: few });
    const from = (nth: number) => ({ localAddress: `127.0.0.${nth}` });
    for (const [pod, third] of [3, 4].entries()) {
      for (const nth of [2, 2]) await world.connect(pod, from(nth));
      await expect(world.connect(pod, from(2))).rejects.toThrow('refused 503');
      await world.connect(pod, from(third));
      await expect(world.connect(pod, from(5))).rejects.toThrow('refused 503');
    }
    for (const limit of ['before-hello-address', 'before-hello-pod'])
      expect(await world.metric('visavis_signalling_limits_hit_total', { limit })).toBe(2);
  });

  test('lets nobody in while it closes, and the other goes on', async () => {
    await make(await ground());
    const silent = await world.connect(0);
    silent.ws.pause();
    const closing = world.pods[0]?.close();
    await expect(world.connect(0)).rejects.toThrow();
    await world.enter(world.person('guest'), 1);
    silent.ws.terminate();
    await closing;
  });
});
