/** Two pods on a Redis Cluster of three nodes: whichever node a room is on, everything goes as on one server. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRedisCluster, type TestCluster } from '../support/redis-cluster.ts';
import { bytes, World } from '../support/signalling-world.ts';

let cluster: TestCluster;
let world: World;
beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(() => cluster?.close());
beforeEach(async () => {
  world = await World.create({ pods: 2, redis: cluster });
});
afterEach(() => world.close());

/** A room whose keys are on this node. */
async function roomOn(node: number): Promise<string> {
  for (;;) {
    const room = bytes(16);
    if ((await cluster.nodeOf(`vv:{${room}}:advisor`)) === cluster.nodes[node]) return room;
  }
}

describe.each([0, 1, 2])('in a room on node %i', (node) => {
  async function couple() {
    const advisor = world.person('advisor', await roomOn(node));
    const guest = world.person('guest', advisor.room);
    const a = await world.enter(advisor, 0);
    const g = await world.enter(guest, 1);
    expect(await a.client.take('peer')).toMatchObject({ event: 'joined', incarnation: guest.incarnation });
    expect(g.welcome.peers).toEqual([{ seat: 'advisor', incarnation: advisor.incarnation }]);
    return { advisor, guest, a: a.client, g: g.client, resume: g.welcome.resume ?? '' };
  }

  const seatsOf = async (room: string) =>
    Promise.all(
      cluster.nodes.map(({ client }) =>
        client.exists(`vv:{${room}}:advisor`, `vv:{${room}}:guest`).catch(() => 'elsewhere'),
      ),
    );

  test('two meet over two pods and hear each other in order, and its seats are on that node alone', async () => {
    const { advisor, a, g } = await couple();
    for (let n = 1; n <= 20; n++) {
      a.send({ type: 'relay', to: 'guest', n, a: 0, body: `s.A${n}` });
      g.send({ type: 'relay', to: 'advisor', n, a: 0, body: `s.G${n}` });
    }
    for (let n = 1; n <= 20; n++) {
      expect(await g.take('relay')).toMatchObject({ from: 'advisor', n, body: `s.A${n}` });
      expect(await a.take('relay')).toMatchObject({ from: 'guest', n, body: `s.G${n}` });
    }
    expect(await seatsOf(advisor.room)).toEqual(cluster.nodes.map((_one, index) => (index === node ? 2 : 'elsewhere')));
  });

  test('a page loaded anew takes its seat over from the other pod: the old line closes 4409', async () => {
    const { guest, a, g } = await couple();
    const reloaded = { ...guest, incarnation: bytes(16) };
    const { client, welcome } = await world.enter(reloaded, 0);
    expect(welcome.epoch).toBe(2);
    expect((await g.closed()).code).toBe(4409);
    expect(await a.take('peer')).toMatchObject({ event: 'replaced', incarnation: reloaded.incarnation });
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
    expect(await client.take('relay')).toMatchObject({ n: 1 });
  });

  test('a cut line resumes at the other pod, which hears what is said next', async () => {
    const { guest, a, g, resume } = await couple();
    g.cut();
    const again = await world.resume(resume, guest.incarnation, 0);
    expect(await again.take('welcome')).toMatchObject({ epoch: 2, seat: 'guest' });
    a.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
    expect(await again.take('relay')).toMatchObject({ from: 'advisor', n: 1 });
    expect((await a.settled()).filter(({ type }) => type !== 'peer')).toEqual([]);
  });

  test('whom the advisor dismisses is closed 4403 at the other pod, and not let in again at either', async () => {
    const { guest, a, g } = await couple();
    a.send({ type: 'dismiss', incarnation: guest.incarnation });
    expect((await g.closed()).code).toBe(4403);
    expect(await a.take('peer')).toMatchObject({ event: 'left', incarnation: guest.incarnation });
    for (const pod of [0, 1]) {
      const refused = await world.hello(guest, pod);
      expect(await refused.take('error')).toMatchObject({ code: 'dismissed' });
      expect((await refused.closed()).code).toBe(4403);
    }
  });

  test('an end closes everybody 4410, leaves no seat, and lets nobody in at either pod', async () => {
    const { advisor, guest, a, g } = await couple();
    a.send({ type: 'bye', end: true });
    expect((await a.closed()).code).toBe(4410);
    expect((await g.closed()).code).toBe(4410);
    expect((await seatsOf(advisor.room))[node]).toBe(0);
    for (const pod of [0, 1]) {
      const late = await world.hello({ ...guest, incarnation: bytes(16) }, pod);
      expect(await late.take('error')).toMatchObject({ code: 'room-over' });
      expect((await late.closed()).code).toBe(4410);
    }
  });
});
