/** The desk, which hears who waits, and the check, which gets ICE servers: two connections that relay nothing. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytes, World } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';

describe.each(worlds)('a desk on $name', ({ ground }) => {
  let world: World;
  beforeEach(async () => {
    world = await World.create(await ground());
  });
  afterEach(() => world.close());

  test('hears at once who is there already, and of nobody in rooms it does not name', async () => {
    const guest = world.person('guest');
    await world.enter(guest, 1);
    await world.enter(world.person('guest'), 1);
    const desk = await world.desk([guest.room, bytes(16)]);
    expect(await desk.take('welcome')).toMatchObject({ seat: 'desk', epoch: 0, peers: [], iceServers: [] });
    expect(await desk.next()).toEqual({ type: 'presence', room: guest.room, seat: 'guest', event: 'joined' });
    expect(await desk.settled()).toEqual([]);
  });

  test('hears who comes and goes, once each', async () => {
    const guest = world.person('guest');
    const desk = await world.desk([guest.room]);
    await desk.take('welcome');
    await desk.settled();
    const { client } = await world.enter(guest, 1);
    expect(await desk.next()).toEqual({ type: 'presence', room: guest.room, seat: 'guest', event: 'joined' });
    client.send({ type: 'bye' });
    expect(await desk.next()).toEqual({ type: 'presence', room: guest.room, seat: 'guest', event: 'left' });
    expect(await desk.settled()).toEqual([]);
  });

  test('hears nothing of a reload or a resumed line', async () => {
    const guest = world.person('guest');
    const { client, welcome } = await world.enter(guest, 1);
    const desk = await world.desk([guest.room]);
    await desk.take('welcome');
    await desk.take('presence');
    client.cut();
    await (await world.resume(welcome.resume ?? '', guest.incarnation, 0)).take('welcome');
    await world.enter({ ...guest, incarnation: bytes(16) }, 1);
    expect(await desk.settled()).toEqual([]);
  });

  test('hears that somebody is gone whose line was lost and whose time ran out', async () => {
    const guest = world.person('guest');
    const { client } = await world.enter(guest, 1);
    const desk = await world.desk([guest.room]);
    await desk.take('welcome');
    await desk.take('presence');
    client.cut();
    const noted = () => world.logLines.some((line) => line.includes('line lost'));
    while (!noted()) await new Promise((resolve) => setImmediate(resolve));
    await world.pass(46);
    expect(await desk.next()).toEqual({ type: 'presence', room: guest.room, seat: 'guest', event: 'left' });
  });

  test('hears that a room ended by its advisor is empty', async () => {
    const advisor = world.person('advisor');
    const { client } = await world.enter(advisor, 1);
    const desk = await world.desk([advisor.room]);
    await desk.take('welcome');
    await desk.take('presence');
    client.send({ type: 'bye', end: true });
    expect(await desk.next()).toEqual({ type: 'presence', room: advisor.room, seat: 'advisor', event: 'left' });
  });

  test.each([
    { type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' },
    { type: 'ack', to: 'guest', a: 0 },
    { type: 'ice-servers' },
    { type: 'dismiss', incarnation: 'A'.repeat(22) },
    { type: 'bye', end: true },
  ])('closes 4400 on $type', async (message) => {
    const desk = await world.desk([bytes(16)]);
    await desk.take('welcome');
    desk.send(message);
    expect((await desk.closed()).code).toBe(4400);
  });
});

describe('a check', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.create();
  });
  afterEach(() => world.close());

  async function check() {
    const incarnation = bytes(16);
    const client = await world.connect();
    const ticket = await world.ticket({ seat: 'check', incarnation });
    client.send({ type: 'hello', version: 1, ticket, incarnation });
    return { client, welcome: await client.take('welcome') };
  }

  test('gets the real ICE servers with credentials that the relay can verify', async () => {
    const { welcome } = await check();
    expect(welcome).toMatchObject({ seat: 'check', epoch: 0, peers: [], iceTtlS: 3600 });
    expect(welcome.resume).toBeUndefined();
    const [stun, turn] = welcome.iceServers;
    expect(stun).toEqual({ urls: ['stun:turn.test:3478'] });
    const expiry = Math.floor(world.clock.now() / 1000) + 3600;
    expect(turn?.username).toMatch(new RegExp(`^${expiry}:[0-9a-f]{16}$`));
    const expected = createHmac('sha1', 'relay secret')
      .update(turn?.username ?? '')
      .digest('base64');
    expect(turn?.credential).toBe(expected);
  });

  test('may ask for fresh ones every ten seconds, ping and leave', async () => {
    const { client, welcome } = await check();
    client.send({ type: 'ice-servers' });
    const fresh = await client.take('ice-servers');
    expect(fresh.iceServers[1]?.username).not.toBe(welcome.iceServers[1]?.username);
    client.send({ type: 'ice-servers' });
    expect(await client.next()).toEqual({ type: 'error', code: 'too-many', retryAfterMs: 10_000 });
    world.clock.advance(10_000);
    client.send({ type: 'ice-servers' });
    await client.take('ice-servers');
    client.send({ type: 'bye' });
    expect((await client.closed()).code).toBe(1000);
  });

  test.each([
    { type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' },
    { type: 'dismiss', incarnation: 'A'.repeat(22) },
    { type: 'ack', to: 'guest', a: 1 },
  ])('closes 4400 on $type', async (message) => {
    const { client } = await check();
    client.send(message);
    expect((await client.closed()).code).toBe(4400);
  });
});
