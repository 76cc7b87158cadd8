/** Two browsers in one room, on one pod and on two: what the one says reaches the other and nobody else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { World } from '../support/signalling-world.ts';
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
    const first = await world.enter(advisor, 0);
    const second = await world.enter(guest, 1);
    await first.client.take('peer');
    return { advisor, guest, a: first.client, g: second.client, welcome: second.welcome };
  }

  test('welcomes a guest with who is there, and tells the other that somebody joined', async () => {
    const advisor = world.person('advisor');
    const guest = world.person('guest', advisor.room);
    const { client: a, welcome } = await world.enter(advisor, 0);
    expect(welcome).toMatchObject({
      seat: 'advisor',
      epoch: 1,
      peers: [],
      heartbeatMs: 20_000,
      now: world.clock.now(),
    });
    const { welcome: second } = await world.enter(guest, 1);
    expect(second.peers).toEqual([{ seat: 'advisor', incarnation: advisor.incarnation }]);
    expect(await a.take('peer')).toEqual({
      type: 'peer',
      event: 'joined',
      seat: 'guest',
      incarnation: guest.incarnation,
    });
  });

  test('relays a body unread and unchanged, in both directions', async () => {
    const { a, g } = await couple();
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.aGVsbG8' });
    expect(await g.next()).toEqual({ type: 'relay', from: 'advisor', n: 1, a: 0, body: 's.aGVsbG8' });
    g.send({ body: 's.QUJD', a: 1, n: 1, to: 'advisor', type: 'relay' });
    expect(await a.next()).toEqual({ type: 'relay', from: 'guest', n: 1, a: 1, body: 's.QUJD' });
    g.send({ type: 'ack', to: 'advisor', a: 7 });
    expect(await a.next()).toEqual({ type: 'ack', from: 'guest', a: 7 });
  });
});
