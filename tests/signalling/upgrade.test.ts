/** The door: who may open a WebSocket at all, and how many strangers at once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SignallingClient } from '../support/signalling-client.ts';
import { World, type WorldOptions } from '../support/signalling-world.ts';

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
