/** What the doctor makes of relays: real ones, each broken on purpose, and what was found about others. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { manualClock, type systemClock } from '@visavis/runtime';
import type { RelayTrial } from '@visavis/turn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { stunCheck } from '../../services/doctor/checks/stun.ts';
import { interpretTurn, turnChecks } from '../../services/doctor/checks/turn.ts';
import { outerAddress } from '../browser/support/outer-address.ts';
import { type Coturn, type CoturnOptions, startCoturn } from '../support/coturn.ts';
import { freePort } from '../support/free-port.ts';
import { look } from './world.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function relay(options: CoturnOptions): Promise<Coturn> {
  const coturn = await startCoturn({ address: outerAddress(), ...options });
  closers.push(coturn.close);
  return coturn;
}

const found = (
  transport: 'udp' | 'tcp' | 'tls',
  { urls, secret }: Coturn,
  more: { clock?: typeof systemClock } = {},
) => {
  const check = turnChecks.find(({ name }) => name === `turn ${transport}`);
  if (!check) throw new Error('no such check');
  return look(check, { env: { TURN_URLS: urls[transport], TURN_SECRET: secret }, ...more });
};

describe('a relay', () => {
  let coturn: Coturn;
  beforeAll(async () => {
    coturn = await startCoturn({ address: outerAddress(), allowLoopbackPeers: false });
  });
  afterAll(() => coturn.close());

  it.each(['udp', 'tcp'] as const)(
    'carries over %s between two of its places, and its machine is not fenced',
    async (transport) => {
      expect(await found(transport, coturn)).toMatchObject({
        state: 'warning',
        says: expect.stringContaining('carries, but also to other ports'),
        fix: expect.stringContaining('relay-firewall.sh'),
      });
      const wrong = await found(transport, { ...coturn, secret: 'another-secret-altogether' });
      expect(wrong).toMatchObject({ state: 'broken', says: expect.stringContaining('401') });
    },
  );

  it('is not believed over TLS with a certificate of nobody', async () => {
    expect(await found('tls', coturn)).toMatchObject({
      state: 'broken',
      says: expect.stringContaining('signed by nobody'),
    });
  });

  it('is broken when it refuses what its own places send each other', async () => {
    const self = await relay({ address: '127.0.0.1', allowLoopbackPeers: false });
    expect(await found('udp', self)).toMatchObject({
      state: 'broken',
      says: expect.stringContaining('refuses to carry between two of its own places (403)'),
    });
  });

  it('is found out when it reaches inner networks', async () => {
    expect(await found('udp', await relay({ allowLoopbackPeers: true }))).toMatchObject({
      state: 'broken',
      says: expect.stringMatching(/reaches inner networks \(.*10\.1\.2\.3, 172\.17\.0\.1, 192\.168\.1\.1\)/),
    });
  });

  it('is found out when it is closed for cloud metadata only, as coturn 4.17 without a list', async () => {
    const settings = { denied: ['169.254.0.0-169.254.255.255'] };
    const open = await relay({ allowLoopbackPeers: true, settings });
    expect((await found('udp', open)).says).toContain('inner networks (10.1.2.3, 172.17.0.1, 192.168.1.1)');
  });

  it('is named when it is silent, before the doctor gives up', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    closers.push(() => silent.close());
    const where = `127.0.0.1:${silent.address().port}`;
    const says = `${where} does not answer`;
    const clock = manualClock();
    const stun = look(stunCheck, { env: { STUN_URLS: `stun:${where}` }, clock });
    await once(silent, 'message');
    clock.advance(4_000);
    expect(await stun).toMatchObject({ state: 'broken', says });
    const turn = found('udp', { ...coturn, urls: { ...coturn.urls, udp: `turn:${where}` } }, { clock });
    await once(silent, 'message');
    clock.advance(4_000);
    expect(await turn).toMatchObject({ state: 'broken', says });
  });

  it('tells addresses, or is told to be silent', async () => {
    expect(await look(stunCheck, { env: { STUN_URLS: coturn.urls.stun } })).toMatchObject({ state: 'ok' });
    const tcp = `turn:127.0.0.1:${await freePort()}?transport=tcp`;
    const nobody = await found('tcp', { ...coturn, urls: { ...coturn.urls, tcp } });
    expect(nobody.says).toContain('ECONNREFUSED');
  });
});

const trial = (more: Partial<RelayTrial>) =>
  interpretTurn('a:1', { relayed: '192.0.2.7', reached: [], between: 'carried', reachesItsHost: false, ...more });

describe('the doctor', () => {
  it.each([
    ['a wrong secret', interpretTurn('a:1', { refused: 401 }), 'refuses our credentials', 'TURN_SECRET'],
    ['a full relay', interpretTurn('a:1', { refused: 486 }), 'no place left', 'TURN_TOTAL_QUOTA'],
    ['a relay at a foreign address', interpretTurn('a:1', { refused: 508 }), 'no place to give', 'PUBLIC/PRIVATE'],
    ['an open relay', trial({ reached: ['10.1.2.3'] }), 'reaches inner networks (10.1.2.3)', 'deny list'],
    ['a relay that denies itself', trial({ between: 403 }), 'refuses to carry', 'TURN_EXTERNAL_IPS'],
    ['a relay that loses packets', trial({ between: 'lost' }), 'loses what goes', 'PUBLIC/PRIVATE'],
    ['a silent relay', interpretTurn('a:1', { refused: null }), 'does not answer', 'firewall'],
    ['a relay of another', interpretTurn('a:1', { code: 'CERT_HAS_EXPIRED' }), 'expired', 'renew'],
  ])('calls %s broken', (_title, finding, says, fix) => {
    expect(finding).toMatchObject({ state: 'broken', says: expect.stringContaining(says) });
    expect(finding.fix).toContain(fix);
  });

  it.each(['10.0.0.7', '172.31.0.7', '192.168.0.7', '100.64.0.7', '127.0.0.1'])(
    'warns of a relay that hands out %s, also beside a machine that is not fenced',
    (relayed) => {
      const says = `gives places at ${relayed}, which peers elsewhere do not reach`;
      expect(trial({ relayed })).toMatchObject({ state: 'warning', says: `a:1 carries, but ${says}` });
      expect(trial({ relayed, reachesItsHost: true })).toMatchObject({
        state: 'warning',
        says: `a:1 carries, but also to other ports of its own machine, and ${says}`,
        fix: expect.stringMatching(/relay-firewall.*PUBLIC\/PRIVATE/),
      });
    },
  );

  it('has nothing to say against a relay that carries and keeps to itself', () => {
    expect(trial({})).toMatchObject({ state: 'ok' });
  });
});
