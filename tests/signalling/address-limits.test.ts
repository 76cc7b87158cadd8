/** Many people behind one address: what the limits per address refuse, and what they let in where the operator named the network. */
import { ConfigError, readConfig } from '@visavis/runtime';
import { defaultLimits } from '@visavis/signalling';
import * as v from 'valibot';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { addressLimitSettings, addressLimitsFrom, limitsOf } from '../../services/signalling/address-limits.ts';
import { podOrigin, startPodProcess } from '../support/pod-process.ts';
import { SignallingClient } from '../support/signalling-client.ts';
import { World } from '../support/signalling-world.ts';
import { newHolder, startTicketIssuer } from '../support/ticket-issuer.ts';

const settingsOf = (env: Record<string, string>) => readConfig(v.object(addressLimitSettings), env);
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

/** Settings that do not fit, as the operator is told. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    settingsOf(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
}

describe('many lines of one address', () => {
  let world: World;
  afterEach(() => world.close());

  /** Behind a load balancer, with these networks named. */
  const make = async (networks: string): Promise<void> => {
    const limits = addressLimitsFrom(settingsOf({ SIGNALLING_WIDE_NETWORKS: networks }));
    world = await World.create({ limits, trustedProxies: ['127.0.0.1'] });
  };
  const enter = (address: string) => world.enter(world.person('guest'), 0, {}, from(address));

  test.each([
    ['198.51.100.9', '203.0.113.9'],
    ['2001:db8:2:3::9', '2001:db8:1:2::9'],
  ])('are 60 of %s, and more of %s, whose network is named', async (usual, wide) => {
    await make('203.0.113.0/24 2001:db8:1::/48');
    for (let line = 1; line <= 60; line++) {
      await enter(usual);
      await enter(wide);
    }
    const refused = await world.connect(0, from(usual));
    expect(await refused.take('error')).toMatchObject({ code: 'too-many' });
    expect((await refused.closed()).code).toBe(4429);
    for (let line = 61; line <= 110; line++) await enter(wide);
    expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'connections-address' })).toBe(1);
    expect(world.logLines.join('')).not.toMatch(/198\.51\.100|203\.0\.113|2001:db8/);
  });

  test('are 20 that have not said hello, and more from a network that is named', async () => {
    await make('203.0.113.9');
    for (let stranger = 1; stranger <= 20; stranger++) {
      await world.connect(0, from('203.0.113.8'));
      await world.connect(0, from('203.0.113.9'));
    }
    await expect(world.connect(0, from('203.0.113.8'))).rejects.toThrow('refused 503');
    for (let stranger = 21; stranger <= 100; stranger++) await world.connect(0, from('203.0.113.9'));
  });

  test('count the /64 of IPv6 in a wide network too, and end at what is wide there', async () => {
    const limits = { SIGNALLING_WIDE_NETWORKS: '2001:db8::/32', SIGNALLING_STRANGERS_PER_ADDRESS: '5' };
    const wide = addressLimitsFrom(settingsOf({ ...limits, SIGNALLING_WIDE_TIMES: '2' }));
    world = await World.create({ limits: wide, trustedProxies: ['127.0.0.1'] });
    for (let host = 1; host <= 10; host++) await world.connect(0, from(`2001:db8:0:1::${host}`));
    await expect(world.connect(0, from('2001:db8:0:1:ffff::1'))).rejects.toThrow('refused 503');
    await world.connect(0, from('2001:db8:0:2::1'));
  });

  test('of a named network leave half of the strangers of a pod to everybody else', async () => {
    const keys = { SIGNALLING_WIDE_NETWORKS: '203.0.113.9', SIGNALLING_WIDE_TIMES: '100' };
    world = await World.create({ limits: addressLimitsFrom(settingsOf(keys)), trustedProxies: ['127.0.0.1'] });
    for (let stranger = 1; stranger <= 250; stranger++) await world.connect(0, from('203.0.113.9'));
    await expect(world.connect(0, from('203.0.113.9'))).rejects.toThrow('refused 503');
    await world.connect(0, from('198.51.100.9'));
    expect(await world.metric('visavis_signalling_limits_hit_total', { limit: 'before-hello-address' })).toBe(1);
  });
});

test('a pod takes the limits of an address from its environment', { timeout: 60_000 }, async () => {
  const issuer = await startTicketIssuer();
  onTestFinished(() => issuer.close());
  const pod = await startPodProcess({
    env: {
      ...issuer.env,
      TRUSTED_PROXIES: '127.0.0.1',
      SIGNALLING_LINES_PER_ADDRESS: '10',
      SIGNALLING_WIDE_NETWORKS: '203.0.113.0/24',
      SIGNALLING_WIDE_TIMES: '2',
    },
  });
  onTestFinished(() => pod.kill());
  const enter = async (address: string): Promise<number> => {
    const client = await SignallingClient.connect(pod.url, { origin: podOrigin, ...from(address) });
    const holder = newHolder('guest');
    const ticket = await issuer.ticket(holder);
    client.send({ type: 'hello', version: 1, ticket, incarnation: holder.incarnation });
    return (await client.next()).type === 'welcome' ? 0 : (await client.closed()).code;
  };
  const codes = async (address: string, lines: number) => {
    const all: number[] = [];
    for (let line = 0; line < lines; line++) all.push(await enter(address));
    return all;
  };
  expect(await codes('198.51.100.9', 11)).toEqual([...Array<number>(10).fill(0), 4429]);
  expect(await codes('203.0.113.9', 21)).toEqual([...Array<number>(20).fill(0), 4429]);
  expect(pod.log()).not.toMatch(/198\.51\.100|203\.0\.113/);
});

test('without settings the limits of an address are those of the protocol', () => {
  const { isWide, ...numbers } = addressLimitsFrom(settingsOf({}));
  expect(isWide?.('203.0.113.9')).toBe(false);
  expect(numbers).toEqual({
    wideTimes: 20,
    connectionsPerAddress: 60,
    connectionsBeforeHelloPerAddress: 20,
    hellosPerAddressBurst: 120,
    hellosPerAddressEveryMs: 500,
  });
});

test.each([
  [
    'SIGNALLING_WIDE_NETWORKS',
    [
      ...['203.0.113.0/33', '203.0.113', 'office.example', '0.0.0.0/0', '2001:db8::/65', '::/0', '10.0.0.0/7'],
      // All of IPv4 lies in these, as mapped addresses.
      ...['::', '::1', '::/16', '::/64', '0:0:0:1::/48', '::203.0.113.7', '::ffff:203.0.113.0/64'],
      ...['::ffff:203.0.113.0/95', '::ffff:10.0.0.0/103', '::ffff:203.0.113.7/129', 'fe80::1%eth0'],
    ],
  ],
  ['SIGNALLING_WIDE_TIMES', ['1', '101', '2.5']],
  ['SIGNALLING_LINES_PER_ADDRESS', ['9', '10001', '-1']],
  ['SIGNALLING_STRANGERS_PER_ADDRESS', ['4', '251']],
  ['SIGNALLING_HELLOS_PER_ADDRESS', ['9', '10001']],
  ['SIGNALLING_HELLO_EVERY_MS', ['9', '60001', '1s']],
])('refuses a wrong %s, and names the key and not the value', (key, values) => {
  for (const value of values) {
    const problems = problemsOf({ [key]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${key}: `));
    expect(problems[0]).not.toContain(`${value} `);
  }
});

test('are for a named network so many times what they are elsewhere, hellos so many times as often', () => {
  const limits = { ...defaultLimits, ...addressLimitsFrom(settingsOf({ SIGNALLING_WIDE_NETWORKS: '10.0.0.0/8' })) };
  expect(limitsOf(limits, '11.0.0.1')).toEqual({ lines: 60, strangers: 20, hellos: { burst: 120, everyMs: 500 } });
  expect(limitsOf(limits, '10.0.0.1')).toEqual({ lines: 1_200, strangers: 250, hellos: { burst: 2_400, everyMs: 25 } });
});

test('a mapped address is the IPv4 address that it means, and so is a mapped network', () => {
  const wide = '::ffff:203.0.113.7 ::FFFF:c633:6400/120 0:0:0:0:0:ffff:a00:0/104';
  const { isWide } = addressLimitsFrom(settingsOf({ SIGNALLING_WIDE_NETWORKS: wide }));
  const groups = ['203.0.113.7', '198.51.100.9', '10.255.0.1'];
  expect(groups.map((group) => isWide?.(group))).toEqual([true, true, true]);
  const others = ['8.8.8.8', '203.0.113.8', '198.51.101.1', '11.0.0.1', '0:0:0:0::/64', '::/64'];
  expect(others.map((group) => isWide?.(group))).toEqual(others.map(() => false));
});

test.each([
  ['a day and more', { SIGNALLING_HELLOS_PER_ADDRESS: '10000', SIGNALLING_HELLO_EVERY_MS: '8641' }],
  // 8640 ms by 13 is 665 in whole milliseconds, and 13 × 665 is more than 8640.
  [
    'more than a day in a wide network',
    {
      ...{ SIGNALLING_HELLOS_PER_ADDRESS: '10000', SIGNALLING_HELLO_EVERY_MS: '8640' },
      ...{ SIGNALLING_WIDE_NETWORKS: '203.0.113.0/24', SIGNALLING_WIDE_TIMES: '13' },
    },
  ],
])('refuses a rate of hellos that is remembered for %s', (_what, env) => {
  expect(() => addressLimitsFrom(settingsOf(env))).toThrow('SIGNALLING_HELLO_EVERY_MS: ');
});

test('takes a rate of hellos that is remembered for a day', () => {
  const day = { SIGNALLING_HELLOS_PER_ADDRESS: '10000', SIGNALLING_HELLO_EVERY_MS: '8640' };
  expect(addressLimitsFrom(settingsOf(day))).toMatchObject({ hellosPerAddressEveryMs: 8_640 });
  const wide = { ...day, SIGNALLING_WIDE_NETWORKS: '203.0.113.0/24', SIGNALLING_WIDE_TIMES: '20' };
  expect(addressLimitsFrom(settingsOf(wide))).toMatchObject({ wideTimes: 20 });
});

test('takes networks as operators write them', () => {
  const { isWide } = addressLimitsFrom(
    settingsOf({ SIGNALLING_WIDE_NETWORKS: '203.0.113.7, 10.0.0.0/8\n2001:db8::/32 2001:DB9:0:7::' }),
  );
  const groups = ['203.0.113.7', '10.255.0.1', '2001:db8:ffff:0::/64', '2001:db9:0:7::/64'];
  expect(groups.map((group) => isWide?.(group))).toEqual([true, true, true, true]);
  const others = ['203.0.113.8', '11.0.0.1', '2001:db9:0:8::/64', '::/64', '', 'nowhere'];
  expect(others.map((group) => isWide?.(group))).toEqual(others.map(() => false));
});
