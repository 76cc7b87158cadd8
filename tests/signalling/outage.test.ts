/** The shared Redis is away for a while, or comes back having forgotten everything: calls go on, and nothing has to be restarted. */
import { setTimeout } from 'node:timers/promises';
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import type { PodId } from '@visavis/signalling';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../support/redis.ts';
import type { SignallingClient } from '../support/signalling-client.ts';
import { bytes, type Person, until, World } from '../support/signalling-world.ts';

let redis: TestRedis;
let world: World;
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  redis.process.resume();
  await world?.close().catch(() => {});
  await redis.close();
});

async function couple() {
  const advisor = world.person('advisor');
  const guest = world.person('guest', advisor.room);
  const a = await world.enter(advisor, 0);
  const g = await world.enter(guest, 1);
  await a.client.take('peer');
  return { advisor, guest, a: a.client, g: g.client, resume: g.welcome.resume ?? '' };
}

const seatsOf = async (room: string) => {
  const [found] = await world.store.readRooms([room as RoomId]).catch(() => []);
  return found?.seats ?? [];
};

/** Of each pod. */
const ready = (): Promise<boolean[]> =>
  Promise.all(world.pods.map(({ signalling }) => signalling.check().catch(() => false)));

/** Longer than any seat is kept, and than everybody needs to find back. */
const longestS = 400;

/**
 * Time goes on for pods and store until it is so. It stands still while a pod looks for its Redis: that takes real time, in
 * which no other may pass, and a ready pod has heard all that was sent to it before.
 */
async function untilThen(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let second = 0; ; second++) {
    await until(async () => !(await ready()).includes(false));
    if (await condition()) return;
    if (second === longestS) throw new Error(`not so within ${longestS} s of the pods' time: ${condition}`);
    await world.pass(1);
  }
}

/** Time goes on for the pods alone, second by second: nobody answers them, and each question has failed before the next second. */
async function passUnanswered(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    world.clock.advance(1_000);
    await world.rest();
  }
}

/** Repeats a message, as a browser does, until it arrives. */
async function relays(from: SignallingClient, to: SignallingClient, body: string): Promise<void> {
  await untilThen(() => {
    from.send({ type: 'relay', to: 'guest', n: 1, a: 0, body });
    return to.texts.some((text) => text.includes(body));
  });
}

async function isRefused(person: Person, pod: number): Promise<void> {
  const late = await world.hello(person, pod);
  expect(await late.take('error')).toMatchObject({ code: 'unavailable', retryAfterMs: 2_000 });
  expect((await late.closed()).code).toBe(1013);
}

describe.each([
  { name: 'one pod', pods: 1 },
  { name: 'two pods', pods: 2 },
])('on $name', ({ pods }) => {
  beforeEach(async () => {
    world = await World.create({ pods, redis });
  });

  describe.each([
    {
      name: 'stands still and goes on',
      leave: async () => redis.process.pause(),
      comeBack: async () => redis.process.resume(),
    },
    {
      name: 'dies and starts empty',
      leave: () => redis.process.kill(),
      comeBack: () => redis.process.start(),
    },
  ])('while Redis $name', ({ leave, comeBack }) => {
    test('lines stay, newcomers are told to try again, and afterwards everything is as before', async () => {
      const { advisor, guest, a, g } = await couple();
      await leave();
      await isRefused(world.person('companion', advisor.room), 0);
      await isRefused(world.person('guest'), 1);
      expect(await ready()).not.toContain(true);
      await passUnanswered(16);
      expect([...(await a.settled()), ...(await g.settled())]).toEqual([]);
      expect(world.logLines.filter((line) => line.includes('"level":40') && line.includes('renew'))).toEqual([]);
      await comeBack();
      // Of these two only: the newcomer whose wish Redis heard too late has no seat.
      await untilThen(async () => (await seatsOf(advisor.room)).length === 2);
      const epochs = (await seatsOf(advisor.room)).map(({ seat, record }) => [seat, record.epoch, record.incarnation]);
      expect(epochs).toEqual([
        ['advisor', 1, advisor.incarnation],
        ['guest', 1, guest.incarnation],
      ]);
      await relays(a, g, 's.QUFUVEVS');
      const { welcome } = await world.enter(world.person('companion', advisor.room), 1);
      expect(welcome.peers).toHaveLength(2);
      expect(a.ws.readyState).toBe(a.ws.OPEN);
      expect(g.ws.readyState).toBe(g.ws.OPEN);
    });

    test('a seat given back meanwhile is free afterwards, also that of a running call', async () => {
      const { advisor, a, g } = await couple();
      g.send({ type: 'ping', c: 1, inCall: true });
      await g.take('pong');
      await until(async () => (await redis.client.pttl(`vv:{${advisor.room}}:guest`)) > 100_000);
      await leave();
      g.send({ type: 'bye' });
      await g.closed();
      await until(() => world.logLines.some((line) => line.includes('seat given back')));
      await isRefused(world.person('guest', advisor.room), 1);
      await comeBack();
      await untilThen(async () => (await seatsOf(advisor.room)).map(({ seat }) => seat).join() === 'advisor');
      await untilThen(() => a.texts.some((text) => text.includes('"left"')));
      await world.enter(world.person('guest', advisor.room), 0);
    });

    test('whoever waits for a seat goes on waiting', async () => {
      const { guest, g } = await couple();
      const waiting = await world.hello({ ...guest, incarnation: bytes(16), device: bytes(32) }, 0);
      await waiting.take('error');
      await leave();
      await isRefused(world.person('guest'), 1);
      await passUnanswered(10);
      await isRefused(world.person('guest'), 0);
      expect(await waiting.settled()).toEqual([]);
      await comeBack();
      g.send({ type: 'bye' });
      await untilThen(() => waiting.texts.some((text) => text.startsWith('{"type":"welcome"')));
    });
  });

  test('a seat that somebody else took while Redis had forgotten it is theirs: its line closes 4409', async () => {
    const { advisor, g } = await couple();
    await redis.process.kill();
    await isRefused(world.person('guest'), 0);
    await redis.process.start();
    await until(() =>
      world.store.ping().then(
        () => true,
        () => false,
      ),
    );
    const { outcome } = await world.store.take({
      ...{ room: advisor.room as RoomId, seat: 'guest', ttlMs: 45_000, pod: bytes(16) as PodId },
      ...{ connection: bytes(16) as ConnectionId, incarnation: bytes(16) as Incarnation },
      device: bytes(32) as DeviceThumbprint,
    });
    expect(outcome).toBe('taken');
    await untilThen(() => g.ws.readyState === g.ws.CLOSED);
    expect((await g.closed()).code).toBe(4409);
  });
});

test('every call of store and bus settles within two seconds, however Redis keeps silent', async () => {
  world = await World.create({ redis });
  const { store, bus } = await world.stranger();
  redis.process.pause();
  const answers = Promise.allSettled([
    store.readRooms(Array.from({ length: 200 }, () => bytes(16) as RoomId)),
    store.useOnce(bytes(16), 1_000),
    store.throttle(bytes(16), { burst: 1, everyMs: 1_000 }),
    store.ping(),
    bus.publish(bytes(16) as PodId, 'anybody?'),
    bus.ping(),
  ]);
  // Two timers in a row, begun afterwards: whatever holds this process up holds them up as well.
  const twoSeconds = setTimeout(1_000).then(() => setTimeout(1_000, 'too late'));
  const settled = await Promise.race([answers, twoSeconds]);
  expect(settled).toEqual(Array.from({ length: 6 }, () => expect.objectContaining({ status: 'rejected' })));
});
