/** Who may sit where: take-over by the same device, waiting for another, resuming, being dismissed, leaving. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytes, until, World } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';

describe.each(worlds)('on $name', ({ ground }) => {
  let world: World;
  beforeEach(async () => {
    world = await World.create(await ground());
  });
  afterEach(() => world.close());

  async function couple() {
    const advisor = world.person('advisor');
    const guest = world.person('guest', advisor.room);
    const a = await world.enter(advisor, 0);
    const g = await world.enter(guest, 1);
    await a.client.take('peer');
    return { advisor, guest, a: a.client, g: g.client, resume: g.welcome.resume ?? '' };
  }

  test('the same device takes its seat over at once: the old line closes 4409 and the other hears of the new page', async () => {
    const { guest, a, g } = await couple();
    const reloaded = { ...guest, incarnation: bytes(16) };
    const { welcome } = await world.enter(reloaded, 0);
    expect(welcome.epoch).toBe(2);
    expect((await g.closed()).code).toBe(4409);
    expect(await a.next()).toEqual({
      type: 'peer',
      event: 'replaced',
      seat: 'guest',
      incarnation: reloaded.incarnation,
    });
  });

  test('another device is told seat-taken, waits, and sits down when the seat gets free', async () => {
    const { guest, a, g } = await couple();
    const other = { ...guest, incarnation: bytes(16), device: bytes(32) };
    const waiting = await world.hello(other, 0);
    expect(await waiting.next()).toMatchObject({ type: 'error', code: 'seat-taken' });
    expect(await waiting.settled()).toEqual([]);
    g.send({ type: 'bye' });
    expect((await g.closed()).code).toBe(1000);
    expect(await waiting.take('welcome')).toMatchObject({ seat: 'guest', epoch: 2 });
    expect(await a.take('peer')).toMatchObject({ event: 'left', incarnation: guest.incarnation });
    expect(await a.take('peer')).toMatchObject({ event: 'joined', incarnation: other.incarnation });
  });

  test('a connection that waits is let in when the advisor dismisses the other', async () => {
    const { guest, a, g } = await couple();
    const other = { ...guest, incarnation: bytes(16), device: bytes(32) };
    const waiting = await world.hello(other, 1);
    await waiting.take('error');
    a.send({ type: 'dismiss', incarnation: guest.incarnation });
    expect(await g.next()).toEqual({ type: 'error', code: 'dismissed' });
    expect((await g.closed()).code).toBe(4403);
    expect(await waiting.take('welcome')).toMatchObject({ seat: 'guest' });
  });

  test('a connection that waits may ping and leave, and closes 4400 when it relays', async () => {
    const { guest } = await couple();
    const waiting = await world.hello({ ...guest, incarnation: bytes(16), device: bytes(32) }, 1);
    await waiting.take('error');
    expect(await waiting.settled()).toEqual([]);
    waiting.send({ type: 'relay', to: 'advisor', n: 1, a: 0, body: 's.AAAA' });
    expect((await waiting.closed()).code).toBe(4400);
  });

  test('a seat whose pod is silent gets free after its time to live, for another device too', async () => {
    const { guest, g } = await couple();
    const waiting = await world.hello({ ...guest, incarnation: bytes(16), device: bytes(32) }, 0);
    await waiting.take('error');
    g.cut();
    await until(async () => (await world.metric('visavis_signalling_connections')) === 2);
    await world.pass(40);
    expect(await waiting.settled()).toEqual([]);
    await world.pass(8);
    await waiting.take('welcome');
  });

  test('a lost line is resumed: next epoch, same page, and the other side notices nothing', async () => {
    const { advisor, guest, a, g, resume } = await couple();
    g.cut();
    const again = await world.resume(resume, guest.incarnation, 0);
    const welcome = await again.take('welcome');
    expect(welcome).toMatchObject({ seat: 'guest', epoch: 2 });
    expect(welcome.peers).toEqual([{ seat: 'advisor', incarnation: advisor.incarnation }]);
    await until(async () => {
      a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
      return again.texts.some((text) => text.startsWith('{"type":"relay"'));
    });
    expect((await a.settled()).filter(({ type }) => type === 'peer')).toEqual([]);
  });

  test('a resume takes over from a line of the same page that is still open, which closes 1012', async () => {
    const { guest, g, resume } = await couple();
    const again = await world.resume(resume, guest.incarnation, 0);
    expect((await again.take('welcome')).epoch).toBe(2);
    expect((await g.closed()).code).toBe(1012);
  });

  test('a resume token is good once more after a lost welcome, then it closes 4401', async () => {
    const { guest, resume } = await couple();
    await (await world.resume(resume, guest.incarnation, 0)).take('welcome');
    const second = await world.resume(resume, guest.incarnation, 1);
    expect((await second.take('welcome')).epoch).toBe(3);
    const third = await world.resume(resume, guest.incarnation, 0);
    expect(await third.take('error')).toMatchObject({ code: 'ticket-invalid' });
    expect((await third.closed()).code).toBe(4401);
  });

  test('a page whose seat another page of the same device took cannot resume: 4409', async () => {
    const { guest, resume } = await couple();
    await world.enter({ ...guest, incarnation: bytes(16) }, 1);
    const late = await world.resume(resume, guest.incarnation, 0);
    expect((await late.closed()).code).toBe(4409);
  });

  test('a dismissed page cannot resume: 4403', async () => {
    const { guest, a, g, resume } = await couple();
    a.send({ type: 'dismiss', incarnation: guest.incarnation });
    await g.closed();
    expect(await a.take('peer')).toMatchObject({ event: 'left' });
    const late = await world.resume(resume, guest.incarnation, 1);
    expect(await late.take('error')).toMatchObject({ code: 'dismissed' });
    expect((await late.closed()).code).toBe(4403);
  });

  test('dismissing somebody who is not there answers peer-absent', async () => {
    const { a } = await couple();
    a.send({ type: 'dismiss', incarnation: bytes(16) });
    expect(await a.next()).toEqual({ type: 'error', code: 'peer-absent' });
  });

  test('only the advisor may dismiss or end: others close 4403', async () => {
    const { advisor, g } = await couple();
    g.send({ type: 'dismiss', incarnation: advisor.incarnation });
    expect(await g.next()).toEqual({ type: 'error', code: 'forbidden' });
    expect((await g.closed()).code).toBe(4403);
    const companion = await world.enter(world.person('companion', advisor.room), 0);
    companion.client.send({ type: 'bye', end: true });
    expect((await companion.client.closed()).code).toBe(4403);
  });

  test('goodbye frees the seat and tells the other', async () => {
    const { guest, a, g } = await couple();
    g.send({ type: 'bye' });
    expect(await a.next()).toEqual({ type: 'peer', event: 'left', seat: 'guest', incarnation: guest.incarnation });
  });

  test('the advisor ends the room: everybody closes 4410 and nobody gets in until its time is over', async () => {
    const { advisor, a, g } = await couple();
    const companion = await world.enter(world.person('companion', advisor.room), 1);
    await a.take('peer');
    await g.take('peer');
    a.send({ type: 'bye', end: true });
    for (const client of [a, g, companion.client]) {
      expect(await client.next()).toEqual({ type: 'error', code: 'room-over' });
      expect((await client.closed()).code).toBe(4410);
    }
    const late = await world.hello(world.person('guest', advisor.room), 1);
    expect((await late.closed()).code).toBe(4410);
  });

  test('three seats see each other and each hears only what is meant for it', async () => {
    const { advisor, a, g } = await couple();
    const companion = await world.enter(world.person('companion', advisor.room), 0);
    expect(companion.welcome.peers).toHaveLength(2);
    await g.take('peer');
    await a.take('peer');
    companion.client.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.Zm9y' });
    expect(await g.next()).toMatchObject({ type: 'relay', from: 'companion' });
    expect(await a.settled()).toEqual([]);
  });

  test('nobody can send to their own seat', async () => {
    const { a } = await couple();
    a.send({ type: 'relay', to: 'advisor', n: 1, a: 0, body: 's.AAAA' });
    expect(await a.next()).toEqual({ type: 'error', code: 'peer-absent' });
  });

  test('two rooms never meet', async () => {
    const one = await couple();
    const two = await couple();
    one.a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.T05F' });
    expect(await one.g.next()).toMatchObject({ body: 's.T05F' });
    expect(await two.g.settled()).toEqual([]);
    expect(await two.a.settled()).toEqual([]);
  });
});
