/** What browsers tell of their calls: added to sums, up to a limit, on lines that know reports, and nowhere kept. */
import { limits, reportSteps, stepOf } from '@visavis/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { World } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';

const newest = { protocols: [limits.subProtocolNewest, limits.subProtocol] };
const setup = {
  ...{ type: 'setup-report', result: 'talking', path: 'relay-tls', soundMs: 200, pictureMs: 500 },
  ...{ browser: 'firefox', major: 153, device: 'phone' },
};
const call = {
  ...{ type: 'call-report', path: 'direct', talkedMinutes: 20, restarts: 1, rebuilds: 2, reconnects: 3, frozenS: 5 },
};

let world: World;
afterEach(() => world.close());

async function enter(reportsPerConnection = 4) {
  world = await World.create({ limits: { reportsPerConnection } });
  return (await world.enter(world.person('guest'), 0, {}, newest)).client;
}
const page = async (): Promise<string> => (await world.registries[0]?.metrics()) ?? '';

test('adds a set-up to the sums, each field by itself', async () => {
  const client = await enter();
  client.send(setup);
  const { soundMs: _sound, pictureMs: _picture, ...failed } = setup;
  client.send({ ...failed, result: 'no-line', path: 'unknown' });
  await client.settled();
  const sums = await page();
  for (const line of [
    'visavis_call_setups_total{result="talking"} 1',
    'visavis_call_setups_total{result="no-line"} 1',
    'visavis_call_setups_by_device_total{device="phone",outcome="failed"} 1',
    'visavis_call_setups_by_browser_total{browser="firefox",major="153",outcome="talking"} 1',
    'visavis_call_paths_total{path="relay-tls"} 1',
    'visavis_call_first_sound_seconds_bucket{le="0.2"} 1',
    'visavis_call_first_sound_seconds_bucket{le="0.1"} 0',
    'visavis_call_first_picture_seconds_count 1',
  ]) {
    expect(sums).toContain(line);
  }
  expect(sums).not.toContain('path="unknown"');
});

test('adds a conversation to the sums, and freezes only where they were counted', async () => {
  const client = await enter();
  const { frozenS: _frozen, ...uncounted } = call;
  client.send({ ...call, mendReasons: ['network-changed', 'silent'] });
  client.send({ ...uncounted, mendReasons: ['silent'] });
  await client.settled();
  const sums = await page();
  for (const line of [
    'visavis_call_ended_total{path="direct"} 2',
    'visavis_call_talked_minutes_total 40',
    'visavis_call_mends_total{kind="rebuild"} 4',
    'visavis_call_mend_reasons_total{reason="silent"} 2',
    'visavis_call_mend_reasons_total{reason="network-changed"} 1',
    'visavis_call_frozen_seconds_total 5',
    'visavis_call_frozen_minutes_total 20',
  ]) {
    expect(sums).toContain(line);
  }
});

describe.each(worlds)('on $name', ({ ground }) => {
  test('each side’s reports are added where its line is, once, and go on where it comes back', async () => {
    world = await World.create(await ground());
    const advisor = world.person('advisor');
    const { client: a, welcome } = await world.enter(advisor, 0, {}, newest);
    const { client: g } = await world.enter(world.person('guest', advisor.room), 1, {}, newest);
    a.send(setup);
    g.send({ ...setup, result: 'no-line', path: 'unknown' });
    await Promise.all([a.settled(), g.settled()]);
    const again = await world.resume(welcome.resume ?? '', advisor.incarnation, 1, newest);
    await again.take('welcome');
    again.send(call);
    await again.settled();
    const sums = await Promise.all(
      world.registries.map(async (registry) =>
        (await registry.metrics()).match(/^visavis_call_(setups|ended)_total.*/gm),
      ),
    );
    const [first, second] = [
      'visavis_call_setups_total{result="talking"} 1',
      'visavis_call_setups_total{result="no-line"} 1',
    ];
    const ended = 'visavis_call_ended_total{path="direct"} 1';
    expect(sums.map((lines) => lines?.filter((line) => !line.endsWith(' 0')).toSorted())).toEqual(
      sums.length === 1 ? [[ended, second, first]] : [[first], [ended, second]],
    );
  });

  test('counts so many reports of a line and no more, and the line goes on', async () => {
    world = await World.create({ ...(await ground()), limits: { reportsPerConnection: 2 } });
    const guest = world.person('guest');
    const lines = [
      (await world.enter(guest, 1, {}, newest)).client,
      (await world.enter(world.person('advisor', guest.room), 0, {}, newest)).client,
    ];
    for (const client of lines) for (let sent = 0; sent < 5; sent++) client.send(setup);
    for (const client of lines) expect((await client.settled()).filter(({ type }) => type !== 'peer')).toEqual([]);
    expect(await world.metric('visavis_call_setups_total')).toBe(4);
    expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'reports' })).toBe(6);
  });
});

test('tells a hundred browser versions apart and no more', async () => {
  const client = await enter(200);
  for (let major = 1; major <= 110; major++) {
    client.send({ ...setup, major });
    if (major % 10 === 0) {
      await client.settled();
      world.clock.advance(1_000);
    }
  }
  await client.settled();
  expect(await world.metric('visavis_call_setups_by_browser_total', { browser: 'firefox' })).toBe(100);
  expect(await world.metric('visavis_call_setups_by_browser_total', { major: 'other' })).toBe(10);
});

test('closes a line of version 1.0 that reports, and takes the newest version that both speak', async () => {
  world = await World.create();
  const guest = world.person('guest');
  const { client } = await world.enter(guest, 0, {}, { protocols: [limits.subProtocol] });
  client.send(setup);
  expect((await client.closed()).code).toBe(4400);
  const both = await world.enter(guest, 0, {}, newest);
  expect(both.client.ws.protocol).toBe(limits.subProtocolNewest);
  const alone = await world.enter(guest, 0, {}, { protocols: [limits.subProtocolNewest] });
  expect(alone.client.ws.protocol).toBe(limits.subProtocolNewest);
});

test('takes no report from a desk', async () => {
  world = await World.create();
  const desk = await world.connect(0, newest);
  const incarnation = 'D'.repeat(22);
  const ticket = await world.ticket({ seat: 'desk', incarnation }, { rooms: [], room: undefined });
  desk.send({ type: 'hello', version: 1, ticket, incarnation });
  await desk.take('welcome');
  desk.send(setup);
  expect((await desk.closed()).code).toBe(4400);
});

test('no line of the log holds anything of a report, nor that there was one', async () => {
  const client = await enter();
  await client.settled();
  const before = world.logLines.length;
  client.send(setup);
  client.send(call);
  await client.settled();
  expect(world.logLines.slice(before)).toEqual([]);
});

test.each([
  [0, 100],
  [100, 100],
  [101, 200],
  [9e9, 30_000],
])('%s ms are told as %s', (value, step) => {
  expect(stepOf(reportSteps.milliseconds, value)).toBe(step);
});
