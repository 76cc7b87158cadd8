/** A connection over time: heartbeats, resume tokens, the end of a room, a store that fails. */
import { parsePodMessage } from '@visavis/shared';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bytes, until, World, type WorldOptions } from '../support/signalling-world.ts';
import { worlds, worldsInMemory } from '../support/signalling-worlds.ts';

let world: World;
const make = async (options: WorldOptions = {}): Promise<World> => {
  world = await World.create(options);
  return world;
};
afterEach(() => world.close());

/** Passes time in which every browser answers its pings. */
async function live(seconds: number, clients: { settled(): Promise<unknown> }[]): Promise<void> {
  for (let done = 0; done < seconds; done += 10) {
    await world.pass(Math.min(10, seconds - done));
    for (const client of clients) await client.settled();
  }
}
const recordOf = async (room: string) => (await world.store.readRooms([room as never]))[0]?.seats ?? [];

describe.each(worlds)('a line on $name', ({ ground }) => {
  test('renews a seat every 15 s, so that it lives as long as its line', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const { client } = await world.enter(guest);
    await live(200, [client]);
    expect(await recordOf(guest.room)).toHaveLength(1);
  });

  test('a line lost in a running call keeps its seat 45 s and not 300', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const advisor = await world.enter(world.person('advisor', guest.room));
    const { client } = await world.enter(guest, 1);
    await advisor.client.take('peer');
    client.send({ type: 'ping', c: 1, inCall: true });
    await client.take('pong');
    client.cut();
    await until(() => world.logLines.some((line) => line.includes('line lost')));
    await world.pass(44);
    expect(await recordOf(guest.room)).toHaveLength(2);
    await advisor.client.settled();
    await world.pass(2);
    expect(await recordOf(guest.room)).toHaveLength(1);
    expect(await advisor.client.take('peer')).toMatchObject({ event: 'left', seat: 'guest' });
  });

  test('while a line is lost its messages are dropped without an error; once the seat is free it is peer-absent', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const { client: a } = await world.enter(world.person('advisor', guest.room));
    const { client: g } = await world.enter(guest, 1);
    await a.take('peer');
    g.cut();
    await until(() => world.logLines.some((line) => line.includes('line lost')));
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
    expect(await a.settled()).toEqual([]);
    await world.pass(46);
    await a.take('peer');
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
    expect(await a.next()).toEqual({ type: 'error', code: 'peer-absent' });
  });

  test('a pong carries the pod’s time, and a fresh resume token every 120 s that works', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const { client } = await world.enter(guest);
    client.send({ type: 'ping', c: 5, inCall: false });
    expect(await client.next()).toEqual({ type: 'pong', c: 5, now: world.clock.now() });
    await live(120, [client]);
    await live(200, [client]);
    const texts = client.texts.filter((text) => text.includes('"resume"') && text.includes('"pong"'));
    expect(texts.length).toBe(2);
    const parsed = parsePodMessage(texts.at(-1) ?? '');
    const resume = parsed.ok && parsed.message.type === 'pong' ? parsed.message.resume : undefined;
    const again = await world.resume(resume ?? '', guest.incarnation, 1);
    expect((await again.take('welcome')).epoch).toBe(2);
  });

  test('closes everybody 4410 when the room’s time is over, and frees the seats', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const untilS = Math.floor(world.clock.now() / 1000) + 60;
    const { client: a } = await world.enter(world.person('advisor', guest.room), 0, { until: untilS });
    const { client: g } = await world.enter(guest, 1, { until: untilS });
    await live(50, [a, g]);
    await world.pass(11);
    expect((await g.closed()).code).toBe(4410);
    expect((await a.closed()).code).toBe(4410);
    expect(await recordOf(guest.room)).toEqual([]);
  });

  test('no room lasts longer than eight hours, whatever its ticket says', async () => {
    await make({ ...(await ground()), limits: { roomMaxMs: 60_000 } });
    const { client } = await world.enter(world.person('guest'));
    await live(50, [client]);
    await world.pass(11);
    expect((await client.closed()).code).toBe(4410);
  });

  test('closing the application closes every line 1001', async () => {
    await make(await ground());
    const { client } = await world.enter(world.person('guest'));
    await world.pods[0]?.close();
    expect((await client.closed()).code).toBe(1001);
  });

  test('logs at debug hold no room, ticket, incarnation, device, address or body', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const { client: a } = await world.enter(world.person('advisor', guest.room));
    const { client: g, welcome } = await world.enter(guest, 1);
    await a.take('peer');
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.U0VDUkVU' });
    await g.take('relay');
    g.send({ type: 'bye' });
    await a.take('peer');
    await world.hello({ ...guest, device: bytes(32) }, 0, { iss: 'x' });
    const log = world.logLines.join('');
    expect(log).toContain('seat taken');
    const secrets = [
      guest.room,
      guest.incarnation,
      guest.device,
      welcome.resume ?? '',
      'U0VDUkVU',
      '127.0.0.1',
      'relay secret',
    ];
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});

test('pings a line 25 s after it was last heard, and no sooner', async () => {
  await make();
  const { client } = await world.enter(world.person('guest'));
  let pings = 0;
  client.ws.on('ping', () => (pings += 1));
  for (let heartbeat = 1; heartbeat <= 4; heartbeat++) {
    await world.pass(20);
    await client.settled();
  }
  expect(pings).toBe(0);
  await world.pass(25);
  await until(() => pings === 1);
});

test('pings the line of a running call after 50 s of silence, and ends it when two were not answered', async () => {
  await make();
  const { client } = await world.enter(world.person('guest'), 0, {}, { autoPong: false });
  let pings = 0;
  client.ws.on('ping', () => (pings += 1));
  const beat = async () => {
    client.send({ type: 'ping', c: 1, inCall: true });
    await client.take('pong');
  };
  await beat();
  await beat();
  await world.pass(49);
  await beat();
  await world.pass(49);
  expect(pings).toBe(0);
  await world.pass(1);
  await until(() => pings === 1);
  await world.pass(25);
  await until(() => pings === 2);
  expect(client.ws.readyState).toBe(client.ws.OPEN);
  await world.pass(25);
  expect((await client.closed()).code).toBe(1006);
});

test('renews a seat every 120 s in a running call, for 300 s', async () => {
  await make();
  const renew = vi.spyOn(world.store, 'renew');
  const { client } = await world.enter(world.person('guest'));
  const talk = async (seconds: number) => {
    for (let done = 0; done < seconds; done += 10) {
      await world.pass(10);
      client.send({ type: 'ping', c: 1, inCall: true });
      await client.take('pong');
    }
  };
  client.send({ type: 'ping', c: 1, inCall: true });
  await client.take('pong');
  expect(renew.mock.calls.map(([, ttlMs]) => ttlMs)).toEqual([300_000]);
  await talk(110);
  expect(renew).toHaveBeenCalledTimes(1);
  await talk(20);
  expect(renew).toHaveBeenCalledTimes(2);
  client.send({ type: 'ping', c: 1, inCall: false });
  await client.take('pong');
  expect(renew.mock.calls.at(-1)?.[1]).toBe(45_000);
});

describe.each(worldsInMemory)('when the store of $name fails', ({ ground }) => {
  test('admission closes 1013 with a time to wait, running lines go on, and nothing is logged of the cause', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const { client: a } = await world.enter(world.person('advisor', guest.room));
    const { client: g } = await world.enter(guest, 1);
    await a.take('peer');
    for (const name of ['enter', 'take', 'renew', 'readRooms', 'useOnce', 'throttle'] as const) {
      vi.spyOn(world.store, name).mockRejectedValue(new Error('ECONNREFUSED 192.0.2.1:6379'));
    }
    const late = await world.hello(world.person('companion', guest.room));
    expect(await late.next()).toEqual({ type: 'error', code: 'unavailable', retryAfterMs: 2_000 });
    expect((await late.closed()).code).toBe(1013);
    await live(40, [a, g]);
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
    expect(await g.take('relay')).toMatchObject({ n: 1 });
    expect(world.logLines.join('')).not.toContain('192.0.2.1');
    expect(await world.metric('visavis_signalling_store_errors_total', { operation: 'renew' })).toBeGreaterThan(0);
  });

  test('a seat it forgot is announced again by the pod that holds it', async () => {
    await make(await ground());
    const guest = world.person('guest');
    const { client } = await world.enter(guest);
    const renew = vi.spyOn(world.store, 'renew').mockRejectedValue(new Error('down'));
    await live(60, [client]);
    expect(await recordOf(guest.room)).toEqual([]);
    renew.mockRestore();
    await live(20, [client]);
    expect(await recordOf(guest.room)).toMatchObject([{ record: { epoch: 1 } }]);
  });

  test('only half as many strangers come in', async () => {
    await make({ ...(await ground()), limits: { connectionsBeforeHelloPerAddress: 4 } });
    for (const call of ['enter', 'throttle', 'useOnce'] as const)
      vi.spyOn(world.store, call).mockRejectedValue(new Error('down'));
    await (await world.hello(world.person('guest'))).closed();
    await world.connect();
    await world.connect();
    await expect(world.connect()).rejects.toThrow('refused 503');
  });
});

test('keys that cannot be read refuse with unavailable and 1013, not with 4401', async () => {
  await make({ deps: { keys: () => Promise.reject(new TypeError('fetch failed')) } });
  const client = await world.hello(world.person('guest'));
  expect(await client.next()).toMatchObject({ type: 'error', code: 'unavailable' });
  expect((await client.closed()).code).toBe(1013);
});
