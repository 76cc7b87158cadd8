/** The table of limits, one test a line: what is refused, how, and when it is over. */
import { connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { SignallingClient } from '../support/signalling-client.ts';
import { bytes, until, World, type WorldOptions } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';

describe.each(worlds)('on $name', ({ ground }) => {
  let world: World;
  const make = async (options: WorldOptions = {}): Promise<void> => {
    world = await World.create({ ...(await ground()), ...options });
  };
  afterEach(() => world.close());

  async function couple() {
    const advisor = world.person('advisor');
    const guest = world.person('guest', advisor.room);
    const a = await world.enter(advisor);
    const g = await world.enter(guest);
    await a.client.take('peer');
    return { advisor, guest, a: a.client, g: g.client };
  }

  test('closes 4408 when no hello arrives in time, whatever else is sent byte by byte', async () => {
    await make();
    const client = await world.connect();
    world.clock.advance(2_999);
    expect(client.ws.readyState).toBe(client.ws.OPEN);
    world.clock.advance(1);
    expect((await client.closed()).code).toBe(4408);
  });

  test('closes 4429 beyond the connections of an address', async () => {
    await make({ limits: { connectionsPerAddress: 2 } });
    await couple();
    const third = await world.connect();
    expect(await third.next()).toMatchObject({ type: 'error', code: 'too-many', retryAfterMs: 25_000 });
    expect((await third.closed()).code).toBe(4429);
  });

  test('closes 4429 beyond the connections of a room', async () => {
    await make({ limits: { connectionsPerRoom: 3 } });
    const { guest } = await couple();
    const waiting = await world.hello({ ...guest, incarnation: bytes(16), device: bytes(32) });
    await waiting.take('error');
    const fourth = await world.hello({ ...guest, incarnation: bytes(16), device: bytes(32) });
    expect(await fourth.next()).toMatchObject({ type: 'error', code: 'too-many' });
    expect((await fourth.closed()).code).toBe(4429);
  });

  test('counts the hellos of an address and of a room over all pods', async () => {
    const everyMs = { hellosPerAddressEveryMs: 60_000, hellosPerRoomEveryMs: 60_000 };
    await make({ limits: { hellosPerAddressBurst: 3, hellosPerRoomBurst: 2, ...everyMs } });
    const { advisor } = await couple();
    for (const late of [world.person('companion', advisor.room), world.person('guest')]) {
      const refused = await world.hello(late, 1);
      const { code, retryAfterMs = 0 } = await refused.take('error');
      expect(code).toBe('too-many');
      expect(retryAfterMs).toBeGreaterThan(30_000);
      expect(retryAfterMs).toBeLessThanOrEqual(60_000);
      expect((await refused.closed()).code).toBe(4429);
    }
    await world.pass(60);
    await world.enter(world.person('companion', advisor.room), 0);
  });

  test('counts hellos whose ticket is none against their address as well', async () => {
    await make({ limits: { hellosPerAddressBurst: 2, hellosPerAddressEveryMs: 60_000 } });
    const codes: string[] = [];
    for (let hello = 1; hello <= 3; hello++) {
      const refused = await world.hello(world.person('guest'), 0, { aud: 'somebody else' });
      codes.push((await refused.take('error')).code);
    }
    expect(codes).toEqual(['ticket-invalid', 'ticket-invalid', 'too-many']);
  });

  test('refuses messages beyond the burst and closes 4429 at the third strike', async () => {
    await make({ limits: { messagesBurst: 6 } });
    const { a, g } = await couple();
    for (let n = 1; n <= 6; n++) a.send({ type: 'relay', to: 'guest', n, a: 0, body: 's.AAAA' });
    expect(await a.next()).toMatchObject({ type: 'error', code: 'too-many', retryAfterMs: 50 });
    world.clock.advance(50);
    a.send({ type: 'relay', to: 'guest', n: 7, a: 0, body: 's.AAAA' });
    for (const n of [1, 2, 3, 4, 5, 7]) expect(await g.next()).toMatchObject({ n });
    for (let n = 8; n <= 9; n++) a.send({ type: 'relay', to: 'guest', n, a: 0, body: 's.AAAA' });
    expect((await a.closed()).code).toBe(4429);
  });

  test('stops reading a connection that sends too many bytes, then closes 4429', async () => {
    await make({ limits: { bytesBurst: 30_000, bytesPerSecond: 10_000 } });
    const { a, g } = await couple();
    const body = `s.${'A'.repeat(20_000)}`;
    for (const n of [1, 2]) {
      a.send({ type: 'relay', to: 'guest', n, a: 0, body });
      expect((await g.take('relay')).n).toBe(n);
    }
    a.send({ type: 'relay', to: 'guest', n: 3, a: 0, body });
    expect(await g.settled()).toEqual([]);
    await world.pass(5);
    expect((await g.take('relay')).n).toBe(3);
    expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'bytes' })).toBe(1);
    for (const n of [4, 5, 6, 7]) a.send({ type: 'relay', to: 'guest', n, a: 0, body });
    const closed = a.closed();
    let isClosed = false;
    void closed.then(() => {
      isClosed = true;
    });
    await until(async () => {
      world.clock.advance(500);
      return isClosed;
    });
    expect((await closed).code).toBe(4429);
  });

  test('closes 1009 on a frame above 32 KiB', async () => {
    await make();
    const { a } = await couple();
    a.send(`"${'A'.repeat(32 * 1024)}"`);
    expect((await a.closed()).code).toBe(1009);
  });

  test('closes 1003 on a binary frame', async () => {
    await make();
    const { a } = await couple();
    a.ws.send(Buffer.from('{"type":"bye"}'));
    expect((await a.closed()).code).toBe(1003);
  });

  describe('a browser that does not read', () => {
    const body = `s.${'A'.repeat(24_000)}`;
    const flood = { messagesBurst: 1e6, messagesPerSecond: 1e6, bytesBurst: 1e9, bytesPerSecond: 1e9 };

    async function stuffed(): Promise<{ a: SignallingClient; g: SignallingClient }> {
      await make({ limits: { ...flood, unreadSoftBytes: 64 * 1024, helloTimeoutMs: 1e9 } });
      const { a, g } = await couple();
      g.ws.pause();
      let n = 0;
      await until(async () => {
        for (let i = 0; i < 100; i++) a.send({ type: 'relay', to: 'guest', n: ++n, a: 0, body });
        await a.settled();
        return (await world.metric('visavis_signalling_relayed_total', { path: 'unread' })) > 0;
      });
      return { a, g };
    }

    test('gets no more relayed messages, and the sender stays', async () => {
      const { a } = await stuffed();
      expect(await a.settled()).toEqual([]);
      expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'unread' })).toBe(1);
    });

    test('is closed 4411 after ten seconds', async () => {
      const { g } = await stuffed();
      await world.pass(9);
      expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'unread-for-good' })).toBe(0);
      world.clock.advance(1_000);
      expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'unread-for-good' })).toBe(1);
      g.ws.resume();
      expect((await g.closed()).code).toBe(4411);
    });
  });

  test('terminates a line that answers no ping, and keeps its seat', async () => {
    await make();
    const guest = world.person('guest');
    const client = await world.connect(0, { autoPong: false });
    client.send({ type: 'hello', version: 1, ticket: await world.ticket(guest), incarnation: guest.incarnation });
    await client.take('welcome');
    await world.pass(74);
    expect(client.ws.readyState).toBe(client.ws.OPEN);
    world.clock.advance(1_000);
    expect((await client.closed()).code).toBe(1006);
    const other = await world.hello({ ...guest, incarnation: bytes(16), device: bytes(32) });
    expect(await other.next()).toMatchObject({ code: 'seat-taken' });
  });

  test('keeps a line that answers its pings', async () => {
    await make();
    const { a } = await couple();
    for (let round = 0; round < 4; round++) {
      const ponged = new Promise((resolve) => a.ws.once('ping', resolve));
      await world.pass(25);
      await ponged;
      expect(await a.settled()).toEqual([]);
    }
    expect(a.ws.readyState).toBe(a.ws.OPEN);
  });

  test('hands out ICE servers at most once in ten seconds', async () => {
    await make();
    const { a } = await couple();
    a.send({ type: 'ice-servers' });
    await a.take('ice-servers');
    a.send({ type: 'ice-servers' });
    expect(await a.next()).toEqual({ type: 'error', code: 'too-many', retryAfterMs: 10_000 });
    expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'ice-servers' })).toBe(1);
  });

  test('a browser that vanishes while it opens costs nothing', async () => {
    await make();
    const port = Number(new URL(world.url()).port);
    const socket = connectTcp(port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.write('GET /signal HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
    socket.destroy();
    await couple();
    expect(world.pods[0]?.signalling.connections()).toBe(2);
  });
});
