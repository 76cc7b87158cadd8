/** The doors for guests: the booking page with whoever may frame it, and the portal whose members are handed over. */
import { generateKeyPairSync } from 'node:crypto';
import { embedHeaders, embedScriptHeaders, originOf, pageHeaders } from '@visavis/pages';
import { afterEach, describe, expect, it } from 'vitest';
import { interpretBooking } from '../../services/doctor/checks/booking.ts';
import { interpretConfiguration } from '../../services/doctor/checks/configuration.ts';
import { interpretPortal, portalCheck } from '../../services/doctor/checks/portal.ts';
import { readDoctorSettings } from '../../services/doctor/settings.ts';
import { freePort } from '../support/free-port.ts';
import { startPortal, type TestPortal } from '../support/portal.ts';
import { look } from './world.ts';

const origin = originOf('https://video.test');
const notKept = { 'cache-control': 'no-store' };
const insurer = 'https://kasse.test';

describe('the booking page', () => {
  /** As it is delivered where `framers` may frame it, with `change` on the way. */
  const booking = (
    mayFrame: string[],
    framers = mayFrame,
    change: { alone?: object; framed?: object; script?: object; status?: number } = {},
  ) => {
    const { status = 200 } = change;
    return interpretBooking({
      alone: { path: '/book', status, headers: { ...pageHeaders(origin), ...notKept, ...change.alone } },
      framed: {
        path: '/book?embed',
        status,
        headers: { ...embedHeaders(origin, framers), ...notKept, ...change.framed },
      },
      script: { path: '/embed.js', status, headers: { ...embedScriptHeaders, ...change.script } },
      ...{ origin, mayFrame },
    });
  };

  it.each([
    ['for nobody else', booking([]), '/book is there; nobody else shows it'],
    ['for one site', booking([insurer]), `/book is there; shown by ${insurer}`],
    ['for fewer than it could be', booking([insurer, 'https://other.test'], [insurer]), `shown by ${insurer}`],
  ])('is there %s', (_title, finding, says) => {
    expect(finding).toEqual({ state: 'ok', says: expect.stringContaining(says) });
  });

  it.each([
    ['is missing', booking([], [], { status: 404 }), '/book answers 404'],
    ['lost its policy', booking([], [], { alone: { 'referrer-policy': undefined } }), 'without referrer-policy'],
    ['has another in frames', booking([insurer], undefined, { framed: { 'permissions-policy': '' } }), 'permissions'],
    ['is framed by a stranger', booking([insurer], ['https://evil.test']), 'framed by https://evil.test'],
    ['is framed by everybody', booking([], ['*']), 'framed by *'],
    [
      'is framed and is not',
      booking([insurer], undefined, { framed: { 'x-frame-options': 'DENY' } }),
      'x-frame-options',
    ],
    ['has no script', booking([], [], { script: { 'access-control-allow-origin': undefined } }), '/embed.js'],
  ])('is broken when it %s', (_title, finding, says) => {
    expect(finding).toMatchObject({
      state: 'broken',
      says: expect.stringContaining(says),
      fix: expect.stringMatching(/\.$/),
    });
  });

  it('is told when it may be framed, and it is not known here by whom', () => {
    expect(booking([], [insurer])).toMatchObject({ state: 'warning', fix: expect.stringContaining('EMBED_ORIGINS') });
  });
});

const publicKey = (kid?: string, more: object = {}) => ({
  ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }),
  ...(kid === undefined ? {} : { kid }),
  ...more,
});
const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' });

describe('the portal', () => {
  const portal = (keys: unknown, offsetMs?: number, status = 200) =>
    interpretPortal({ keysUrl: 'https://kasse.test/jwks', status, body: { keys }, offsetMs });

  it.each([
    ['answers otherwise', portal([], 0, 404), 'answers 404', 'PORTAL_JWKS_URL'],
    ['shows something else', portal('x'), 'no set of keys', 'PORTAL_JWKS_URL'],
    ['shows none', portal([]), 'no key for hand-overs', '2,048'],
    ['shows a private one', portal([publicKey('a', { d: 'x' })]), 'private key', 'at once'],
    ['shows a shared one', portal([{ kty: 'oct', k: 'x', alg: 'HS256' }]), 'no key for hand-overs', '2,048'],
    ['shows half a one', portal([{ kty: 'OKP', crv: 'Ed25519' }]), 'no key for hand-overs', '2,048'],
    ['shows a weak one', portal([weak]), 'no key for hand-overs', '2,048'],
    ['shows one for letters', portal([publicKey('a', { use: 'enc' })]), 'no key for hand-overs', '2,048'],
    ['shows one of another kind', portal([publicKey('a', { alg: 'none' })]), 'no key for hand-overs', '2,048'],
    ['is ahead', portal([publicKey('a')], 5_100), '5.1 s ahead of', 'time service'],
    ['is behind', portal([publicKey('a')], -61_000), '61.0 s behind', 'time service'],
  ])('is broken when it %s', (_title, finding, says, fix) => {
    expect(finding).toMatchObject({ state: 'broken', says: expect.stringContaining(says) });
    expect(finding.fix).toContain(fix);
  });

  it('is warned of while it still works', () => {
    expect(portal([publicKey('a')], 2_100)).toMatchObject({ state: 'warning', says: expect.stringContaining('2.1 s') });
    expect(portal([publicKey('a'), publicKey()])).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('cannot be told apart'),
    });
    expect(portal([publicKey('a'), publicKey('b'), weak], -1_900).state).toBe('ok');
  });

  it('is half set when one of its two keys is', () => {
    const finding = interpretConfiguration(readDoctorSettings({ PORTAL_ISSUER: insurer }));
    expect(finding).toMatchObject({ state: 'broken', says: 'PORTAL_JWKS_URL: missing' });
    expect(readDoctorSettings({ PORTAL_JWKS: 'x', EMBED_ORIGIN: 'x' }).unknown).toEqual([
      'PORTAL_JWKS',
      'EMBED_ORIGIN',
    ]);
  });
});

describe('a real portal', () => {
  let portal: TestPortal | undefined;
  afterEach(() => portal?.close());
  const found = (keysUrl: string) => look(portalCheck, { env: { PORTAL_ISSUER: insurer, PORTAL_JWKS_URL: keysUrl } });

  it('is asked for its keys and its time, and named when it hides them or nobody listens', async () => {
    portal = await startPortal('https://video.test');
    const { host } = new URL(portal.jwksUrl);
    expect(await found(portal.jwksUrl)).toEqual({ state: 'ok', says: `${host} shows 1 keys for hand-overs` });
    portal.hideKeys(true);
    expect((await found(portal.jwksUrl)).says).toContain('answers 503');
    const at = `localhost:${await freePort()}`;
    expect((await found(`http://${at}/jwks`)).says).toBe(`${at} is not reached (ECONNREFUSED)`);
    expect(await look(portalCheck)).toMatchObject({ state: 'skipped' });
  });
});
