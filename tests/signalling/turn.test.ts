/** Several relays: what the configuration says, which one a browser is told, and another one when that does not work out. */
import { ConfigError, readConfig } from '@visavis/runtime';
import { iceOptionsFrom, signallingSettings } from '@visavis/signalling';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseTurn } from '../../services/signalling/turn-choice.ts';
import type { TurnRegion } from '../../services/signalling/turn-regions.ts';
import { World, type WorldOptions } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';

const region = (name: string, host: string, more: Partial<TurnRegion> = {}): TurnRegion => ({
  name,
  urls: [`turn:${host}.test:3478?transport=udp`, `turns:${host}.test:443?transport=tcp`],
  weight: 1,
  clients: [],
  ...more,
});
const frankfurt = region('frankfurt', 'f');
const dublin = region('dublin', 'd');
const paris = region('paris', 'p');
const all = [frankfurt, dublin, paris];
const keys = Array.from({ length: 3000 }, (_, index) => `room ${index}`);
const asker = (key = 'room', address = '192.0.2.1', elsewhere = false) => ({ key, address, elsewhere });

describe('the relay of a browser', () => {
  it('is the one that names its network, whatever the pod is near to', () => {
    const branch = region('dublin', 'd', { clients: ['198.51.100.0/24', '2001:db8::/32'] });
    const regions = [frankfurt, branch];
    for (const address of ['198.51.100.77', '2001:db8:1:2::/64']) {
      expect(chooseTurn(regions, ['frankfurt'], asker('room', address))).toBe(branch);
    }
    for (const address of ['198.51.101.77', '2001:db9:1:2::/64', 'nonsense']) {
      expect(chooseTurn(regions, ['frankfurt'], asker('room', address))).toBe(frankfurt);
    }
  });

  it('is in the first region of the pod that is in service', () => {
    const nearest = ['paris', 'dublin'];
    for (const key of keys.slice(0, 50)) {
      expect(chooseTurn(all, nearest, asker(key))).toBe(paris);
      expect(chooseTurn([frankfurt, dublin, { ...paris, weight: 0 }], nearest, asker(key))).toBe(dublin);
    }
    expect(chooseTurn([{ ...paris, weight: 0 }], nearest, asker())).toBeUndefined();
  });

  it('is shared by weight', () => {
    const heavy = region('frankfurt', 'f2', { weight: 3 });
    const share = keys.filter((key) => chooseTurn([frankfurt, heavy], [], asker(key)) === heavy).length / keys.length;
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.78);
  });

  it('stays the same when relays are listed otherwise, and moves only those whose relay goes', () => {
    const before = keys.map((key) => chooseTurn(all, [], asker(key)));
    expect(keys.map((key) => chooseTurn(all.toReversed(), [], asker(key)))).toEqual(before);
    const after = keys.map((key) => chooseTurn([frankfurt, dublin, { ...paris, weight: 0 }], [], asker(key)));
    expect(after.filter((choice, index) => choice !== before[index] && before[index] !== paris)).toEqual([]);
  });

  it('is of another region when the usual one did not work out, else another of the same, else the same', () => {
    const twin = region('frankfurt', 'f2');
    const elsewhere = asker('room', '192.0.2.1', true);
    expect(chooseTurn([frankfurt, twin, dublin], ['frankfurt', 'dublin'], elsewhere)).toBe(dublin);
    const usual = chooseTurn([frankfurt, twin], [], asker());
    expect(chooseTurn([frankfurt, twin], [], elsewhere)).toBe(usual === twin ? frankfurt : twin);
    expect(chooseTurn([frankfurt], [], elsewhere)).toBe(frankfurt);
  });
});

describe('the configuration of relays', () => {
  const required = { TICKET_JWKS_URL: 'https://a.test/jwks', TICKET_ISSUERS: 'https://a.test' };
  const read = (env: Record<string, string>) => iceOptionsFrom(readConfig(signallingSettings, { ...required, ...env }));
  const regions = (...entries: object[]) => JSON.stringify(entries);
  const entry = { name: 'frankfurt', urls: ['turn:f.test:3478'] };

  it('takes regions with secrets of their own, or the common one', () => {
    const env = {
      TURN_REGIONS: regions(entry, { ...entry, secret: 'a-secret-of-its-own', weight: 0 }),
      TURN_SECRET: 's',
    };
    expect(read({ ...env, TURN_NEAREST: 'frankfurt' })).toMatchObject({
      turnUrls: [],
      regions: [
        { weight: 1, clients: [] },
        { weight: 0, secret: 'a-secret-of-its-own' },
      ],
      nearest: ['frankfurt'],
    });
    expect(read({ TURN_URLS: 'turn:f.test:3478', TURN_SECRET: 's' })).toMatchObject({ regions: [], nearest: [] });
  });

  it.each<[string, Record<string, string>]>([
    ['TURN_REGIONS', { TURN_REGIONS: '{' }],
    ['TURN_REGIONS', { TURN_REGIONS: '[]' }],
    ['TURN_REGIONS', { TURN_REGIONS: regions({ ...entry, wieght: 1 }) }],
    ['TURN_REGIONS', { TURN_REGIONS: regions({ ...entry, urls: ['turn:a.test', 'turn:b.test'] }) }],
    ['TURN_REGIONS', { TURN_REGIONS: regions({ ...entry, urls: ['http://a.test'] }) }],
    ['TURN_REGIONS', { TURN_REGIONS: regions({ ...entry, clients: ['10.0.0.0/33'] }) }],
    ['TURN_REGIONS', { TURN_REGIONS: regions({ ...entry, clients: ['10.0.0.1'] }) }],
    ['TURN_SECRET', { TURN_REGIONS: regions(entry) }],
    ['TURN_URLS', { TURN_REGIONS: regions(entry), TURN_SECRET: 's', TURN_URLS: 'turn:a.test' }],
    ['TURN_NEAREST', { TURN_REGIONS: regions(entry), TURN_SECRET: 's', TURN_NEAREST: 'paris' }],
    ['TURN_CREDENTIAL_SECONDS', { TURN_CREDENTIAL_SECONDS: '1' }],
  ])('is refused by the name of %s: %j', (key, env) => {
    expect(() => read(env)).toThrow(ConfigError);
    expect(() => read(env)).toThrow(key);
  });
});

const podsWith = async (regions: TurnRegion[], options: WorldOptions = {}): Promise<World> => {
  const ice = { stunUrls: ['stun:common.test'], turnUrls: [], turnSecret: 'the common secret', regions };
  const world = await World.create({ ...options, deps: { ice } });
  onTestFinished(() => world.close());
  return world;
};
const hostsOf = (servers: readonly { urls: readonly string[] }[]) => servers.flatMap(({ urls }) => urls);

describe.each(worlds)('of several relays $name', ({ ground }) => {
  it('tells both sides of a room one and the same', async () => {
    const regions = Array.from({ length: 8 }, (_, index) => region(`region-${index}`, `r${index}`));
    const world = await podsWith(regions, await ground());
    for (let count = 0; count < 4; count++) {
      const advisor = world.person('advisor');
      const a = await world.enter(advisor, 0);
      const b = await world.enter(world.person('guest', advisor.room), 1);
      expect(hostsOf(a.welcome.iceServers)).toHaveLength(3);
      expect(hostsOf(b.welcome.iceServers)).toEqual(hostsOf(a.welcome.iceServers));
    }
  });

  it('tells another one on request, and the usual one again, also to a line that comes back elsewhere', async () => {
    const world = await podsWith([frankfurt, dublin], await ground());
    const guest = world.person('guest');
    const { client, welcome } = await world.enter(guest, 0);
    const told = hostsOf(welcome.iceServers);
    client.send({ type: 'ice-servers', elsewhere: true });
    const other = hostsOf((await client.take('ice-servers')).iceServers);
    expect(other).not.toEqual(told);
    world.clock.advance(10_000);
    client.send({ type: 'ice-servers' });
    expect(hostsOf((await client.take('ice-servers')).iceServers)).toEqual(told);
    const again = await world.resume(welcome.resume ?? '', guest.incarnation, 1);
    expect(hostsOf((await again.take('welcome')).iceServers)).toEqual(told);
    again.send({ type: 'ice-servers', elsewhere: true });
    expect(hostsOf((await again.take('ice-servers')).iceServers)).toEqual(other);
  });
});

describe('a pod with several relays', () => {
  it('uses the STUN server of the region', async () => {
    const world = await podsWith([region('paris', 'p', { stunUrls: ['stun:p.test'] })]);
    const { welcome } = await world.enter(world.person('guest'));
    expect(hostsOf(welcome.iceServers)[0]).toBe('stun:p.test');
  });

  it('tells none when all are out of service', async () => {
    const world = await podsWith([{ ...paris, weight: 0 }]);
    const { welcome } = await world.enter(world.person('guest'));
    expect(welcome).toMatchObject({ iceServers: [{ urls: ['stun:common.test'] }], iceTtlS: 0 });
  });
});
