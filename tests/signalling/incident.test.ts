/** One code for an incident: what the guest is told, what the advisor is told, and what the logs of the pods say. */
import { limits } from '@visavis/shared';
import { afterEach, expect, test } from 'vitest';
import { until, World, type WorldOptions } from '../support/signalling-world.ts';

const newest = { protocols: [limits.subProtocolNewest, limits.subProtocol] };
const code = /^[0-9A-HJKMNP-TV-Z]{8}$/;

let world: World;
afterEach(() => world.close());
const make = async (options: WorldOptions = {}): Promise<void> => {
  world = await World.create(options);
};
const logged = (message: string): Record<string, unknown>[] =>
  world.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === message);

test.each([1, 2])('everybody in a room is told the code under which the logs name it (%i pods)', async (pods) => {
  await make({ pods });
  const advisor = world.person('advisor');
  const guest = world.person('guest', advisor.room);
  const a = await world.enter(advisor, 0, {}, newest);
  const g = await world.enter(guest, 1, {}, newest);
  const other = await world.enter(world.person('guest'), 0, {}, newest);
  expect(a.welcome.incident).toMatch(code);
  expect(g.welcome.incident).toBe(a.welcome.incident);
  expect(other.welcome.incident).not.toBe(a.welcome.incident);
  expect(logged('seat taken').map(({ room }) => room)).toEqual([
    a.welcome.incident,
    a.welcome.incident,
    other.welcome.incident,
  ]);
});

test('who is taken out of a room, or finds it over, is told the code of the room', async () => {
  await make();
  const advisor = world.person('advisor');
  const guest = world.person('guest', advisor.room);
  const a = await world.enter(advisor, 0, {}, newest);
  const g = await world.enter(guest, 0, {}, newest);
  a.client.send({ type: 'dismiss', incarnation: guest.incarnation });
  const { incident } = a.welcome;
  expect(await g.client.take('error')).toEqual({ type: 'error', code: 'dismissed', incident });
  const again = await world.hello(guest, 0, {}, newest);
  expect(await again.take('error')).toMatchObject({ code: 'dismissed', incident });
  expect(logged('not let in')).toMatchObject([{ code: 'dismissed', incident }]);
});

test('who waits for a taken seat is told the code of the room', async () => {
  await make();
  const guest = world.person('guest');
  const { welcome } = await world.enter(guest, 0, {}, newest);
  const second = await world.hello(world.person('guest', guest.room), 0, {}, newest);
  expect(await second.take('error')).toMatchObject({ code: 'seat-taken', incident: welcome.incident });
});

test('a refusal before any room is known has a code of its own, which is in the log', async () => {
  await make();
  const client = await world.hello(world.person('guest'), 0, { iss: 'https://nobody.test' }, newest);
  const { code: error, incident } = await client.take('error');
  expect([error, incident]).toEqual(['ticket-invalid', expect.stringMatching(code)]);
  expect(logged('not let in')).toMatchObject([{ code: error, incident }]);
});

test('a line of version 1.0 is told no codes, which it would not understand', async () => {
  await make();
  const guest = world.person('guest');
  const { client, welcome } = await world.enter(guest);
  expect(welcome).not.toHaveProperty('incident');
  client.send({ type: 'dismiss', incarnation: guest.incarnation });
  expect(await client.take('error')).toEqual({ type: 'error', code: 'forbidden' });
});

test('an addressee who is not there is no incident', async () => {
  await make();
  const { client } = await world.enter(world.person('guest'), 0, {}, newest);
  client.send({ type: 'relay', to: 'advisor', n: 1, a: 0, body: 's.AAAA' });
  expect(await client.take('error')).toEqual({ type: 'error', code: 'peer-absent' });
});

test('says one line at info for every transition of a seat or a line, each under the code of the room', async () => {
  await make();
  const guest = world.person('guest');
  const { client, welcome } = await world.enter(guest, 0, {}, newest);
  client.cut();
  await until(() => logged('connection closed').length === 1);
  const back = await world.enter(guest, 0, {}, newest);
  back.client.send({ type: 'bye' });
  await back.client.closed();
  await until(() => logged('connection closed').length === 2);
  const lines = world.logLines.map((line) => JSON.parse(line)).filter(({ level }) => level === 30);
  expect(lines.map(({ msg }) => msg)).toEqual([
    'seat taken',
    'line lost, seat kept',
    'connection closed',
    'seat taken',
    'seat given back',
    'connection closed',
  ]);
  const rooms = lines.filter(({ msg }) => msg !== 'connection closed').map(({ room }) => room);
  expect(new Set(rooms)).toEqual(new Set([welcome.incident]));
});
