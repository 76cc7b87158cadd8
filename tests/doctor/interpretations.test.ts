/** What the doctor makes of facts: every fault has its own sentence and its own fix. */
import { originOf, pageHeaders } from '@visavis/pages';
import { describe, expect, it } from 'vitest';
import { relayOf, relaysOf } from '../../services/doctor/addresses.ts';
import { type Finding, ok, skipped, warning, worst } from '../../services/doctor/check.ts';
import { interpretClock } from '../../services/doctor/checks/clock.ts';
import { interpretConfiguration } from '../../services/doctor/checks/configuration.ts';
import { interpretDatabase } from '../../services/doctor/checks/database.ts';
import { interpretDns } from '../../services/doctor/checks/dns.ts';
import { interpretHeaders } from '../../services/doctor/checks/headers.ts';
import { interpretHealth } from '../../services/doctor/checks/health.ts';
import { interpretJwks } from '../../services/doctor/checks/jwks.ts';
import { interpretMailDomain } from '../../services/doctor/checks/mail-domain.ts';
import { interpretMetricsPort } from '../../services/doctor/checks/metrics-port.ts';
import { type House, interpretOrganisations } from '../../services/doctor/checks/organisations.ts';
import { interpretOrigins } from '../../services/doctor/checks/origins.ts';
import { interpretRedis } from '../../services/doctor/checks/redis.ts';
import { discoveryOf, interpretProvider } from '../../services/doctor/checks/sign-in.ts';
import { interpretStun } from '../../services/doctor/checks/stun.ts';
import { interpretTimeZone } from '../../services/doctor/checks/time-zone.ts';
import { interpretTls } from '../../services/doctor/checks/tls.ts';
import { interpretUpgrade } from '../../services/doctor/checks/websocket.ts';
import { readDoctorSettings } from '../../services/doctor/settings.ts';

const configuration = (env: Record<string, string>) => interpretConfiguration(readDoctorSettings(env));
const relay = { TURN_URLS: 'turn:turn.test', TURN_SECRET: 'the-secret-of-the-relay' };
const day = 86_400_000;
const resolved = (told: string[]) => interpretDns({ name: 'video.test', told, here: told });
const shaken = { fault: undefined, validUntilMs: 90 * day, protocol: 'TLSv1.3', acceptsOld: false };
const tls = (more: object) => interpretTls({ ...shaken, ...more }, 0);
const clock = (offsetMs: number) =>
  interpretClock([
    { of: 'service', offsetMs: 40 },
    { of: 'redis', offsetMs },
  ]);
const headers: Record<string, string> = { ...pageHeaders(originOf('https://video.test')), 'cache-control': 'no-store' };
const page = (change: Record<string, string | undefined>) =>
  interpretHeaders([{ path: '/j', status: 200, headers: { ...headers, ...change } }], headers);
const key = { kid: 'k', kty: 'OKP', crv: 'Ed25519' };
const keys = (list: object[], accepted?: string[]) =>
  interpretJwks({ status: 200, body: { keys: list }, issuer: 'https://video.test', accepted });
const info = 'redis_version:7.2.4\r\nmaxmemory:1000\r\nmaxmemory_policy:noeviction\r\n';
const redis = (more: object) => interpretRedis({ info, roundTripMs: 1, ...more });
const book = { version: 150_020, appliedMs: 5, newestMs: 5, latencyMs: 2 };
const house: House = { id: 'a', database: ok('fine'), issuer: 'https://a.test', origin: 'https://a.test' };
const houses = (more: Partial<House>, issuers?: string[], origins?: string[]) =>
  interpretOrganisations(
    [
      { ...house, id: 'b' },
      { ...house, ...more },
    ],
    { issuers, origins },
  );
const issuer = 'https://login.test/realms/house';
const described = {
  ...{ issuer, authorization_endpoint: 'https://login.test/a', token_endpoint: 'https://login.test/t' },
  ...{ jwks_uri: 'https://login.test/k', code_challenge_methods_supported: ['plain', 'S256'] },
};
const provider = (more: object, facts: object = {}) =>
  interpretProvider({
    issuer,
    status: 200,
    body: { ...described, ...more },
    keys: { keys: [{ kty: 'RSA' }] },
    ...facts,
  });
const parts = (database: boolean, draining = false) => ({ ready: database, draining, parts: { database } });

const broken: [string, Finding, string, string][] = [
  ['a wrong key', configuration({ ...relay, PORT: 'x' }), 'PORT: ', 'table'],
  ['a file that is not there', configuration({ ...relay, SMTP_URL_FILE: '/nowhere' }), 'cannot be read', 'table'],
  [
    'a database without keys',
    configuration({ ...relay, DATABASE_URL: 'postgres://a/b' }),
    'DATA_KEY: missing',
    'table',
  ],
  ['plain http', configuration({ ...relay, PUBLIC_URL: 'http://video.test' }), 'not https', 'TLS'],
  ['no secret', configuration({ TURN_URLS: 'turn:turn.test' }), 'without TURN_SECRET', 'TURN_SECRET'],
  ['a name of nobody', resolved([]), 'no address', 'A record'],
  ['an expired certificate', tls({ fault: 'CERT_HAS_EXPIRED' }), 'has expired', 'renew'],
  ['another name', tls({ fault: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'another name', 'alternative names'],
  ['half a chain', tls({ fault: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), 'ends too early', 'intermediate'],
  ['an unheard-of fault', tls({ fault: 'CERT_REVOKED' }), 'CERT_REVOKED', 'replace'],
  ['a clock far ahead', clock(10_400), 'redis is 10.4 s ahead', 'time service'],
  ['a clock far behind', clock(-61_000), 'redis is 61.0 s behind', 'time service'],
  ['a dead service', interpretHealth(502, 502, undefined), 'answers 502', 'start'],
  ['another service', interpretHealth(200, 200, { status: 'UP' }), 'not ours', 'route'],
  ['a dead database', interpretHealth(200, 503, parts(false)), 'not ready: database', 'log'],
  ['no policy', page({ 'content-security-policy': undefined }), 'without content-security-policy', 'load balancer'],
  ['a foreign policy', page({ 'referrer-policy': 'origin' }), 'another referrer-policy', 'load balancer'],
  ['a kept page', page({ 'cache-control': 'max-age=60' }), 'another cache-control', 'load balancer'],
  ['no page', interpretHeaders([{ path: '/', status: 404, headers }], headers), '/ answers 404', 'PAGES_DIR'],
  ['keys of nobody', interpretJwks({ status: 404, body: null, issuer: '', accepted: undefined }), '404', 'route'],
  ['no keys', keys([{ kty: 'RSA', kid: 'k' }]), 'no key for tickets', 'log'],
  ['a private key', keys([{ ...key, d: 'x' }]), 'private key is public', 'at once'],
  ['another issuer', keys([key], ['https://video.test/']), 'do not believe', 'letter by letter'],
  ['a wrong origin', interpretUpgrade({ status: 403 }), 'refuse this very origin', 'SIGNALLING_ORIGINS'],
  ['no upgrade', interpretUpgrade({ status: 200 }), 'instead of an upgrade', 'Connection and Upgrade'],
  ['no way to pods', interpretUpgrade({ status: 404 }), 'nobody serves /signal', 'route'],
  ['no pod', interpretUpgrade({ status: 502 }), 'reaches no pod', 'pods'],
  ['no line', interpretUpgrade({ error: 'ECONNRESET' }), 'no line (ECONNRESET)', 'firewall'],
  ['open doors', interpretOrigins({ opened: true, pongMs: 1 }, []), 'pages of anybody', 'Origin header'],
  ['an origin with a path', interpretOrigins({ status: 403 }, ['https://a.test/']), '1 of 1', 'https://host'],
  ['public figures', interpretMetricsPort([{ where: 'port 9464', isOpen: true }]), 'port 9464', 'firewall'],
  ['an old Redis', redis({ info: 'redis_version:6.2.1\r\n' }), 'too old', 'Redis 7'],
  ['a deaf bus', redis({ roundTripMs: undefined }), 'do not come through', 'SPUBLISH'],
  ['eviction', redis({ info: info.replace('noeviction', 'allkeys-lru') }), 'thrown away (allkeys-lru)', 'noeviction'],
  ['an old database', interpretDatabase({ ...book, version: 140_001 }), 'too old', 'PostgreSQL 15'],
  ['no tables', interpretDatabase({ ...book, appliedMs: undefined }), 'never made', 'start the role'],
  ['old tables', interpretDatabase({ ...book, appliedMs: 4 }), 'older version', 'migrates'],
  [
    'no book of one of two',
    houses({ database: interpretDatabase({ ...book, appliedMs: 4 }) }),
    'a: the tables',
    'migr',
  ],
  ['an issuer of one of two', houses({ issuer: 'https://x.test' }, ['https://a.test']), 'a: pods do not', 'x.test'],
  [
    'pages of one of two',
    houses({ origin: 'https://x.test' }, undefined, ['https://a.test']),
    'a: pods refuse',
    'x.test',
  ],
  ['no provider', provider({}, { status: 404 }), 'login.test answers 404', 'OIDC_ISSUER'],
  ['another page', provider({}, { body: undefined }), 'no OpenID provider', 'OIDC_ISSUER'],
  ['another name', provider({ issuer: `${issuer}/` }), 'calls itself otherwise', `${issuer}/,`],
  ['a provider without keys', provider({}, { keys: { keys: [] } }), 'shows no keys', 'jwks_uri'],
  ['a client without an issuer', configuration({ ...relay, OIDC_CLIENT_ID: 'x' }), 'OIDC_ISSUER: missing', 'table'],
  ['organisations that nobody can read', configuration({ ...relay, ORGANISATIONS: '{}' }), 'expected a list', 'table'],
  ['a silent STUN server', interpretStun({ where: 'a:1', answered: false }), 'a:1 does not answer', 'UDP'],
  ['no summer time', interpretTimeZone('Europe/Berlin', () => 'GMT+01:00'), 'incomplete', 'image'],
];

const warned: [string, Finding, string][] = [
  ['a slip of the pen', configuration({ ...relay, TURN_SECERT: 'x' }), 'TURN_SECERT'],
  ['no relay', configuration({}), 'no relay'],
  ['private addresses', resolved(['10.0.0.1', 'fd00::1']), 'private'],
  ['a certificate that ends', tls({ validUntilMs: 13.5 * day }), 'in 13 days'],
  ['old TLS', tls({ acceptsOld: true }), 'TLS 1.1'],
  ['a clock that strays', clock(2_100), '2.1 s ahead'],
  ['an end', interpretHealth(200, 503, parts(true, true)), 'shut down'],
  ['a flood', interpretUpgrade({ status: 503 }), '503'],
  ['a far Redis', redis({ roundTripMs: 60 }), '60 ms'],
  ['boundless memory', redis({ info: info.replace('maxmemory:1000', 'maxmemory:0') }), 'no bound'],
  ['a far database', interpretDatabase({ ...book, latencyMs: 80 }), '80 ms'],
  ['a newer database', interpretDatabase({ ...book, appliedMs: 6 }), 'newer'],
  ['a provider without PKCE', provider({ code_challenge_methods_supported: [] }), 'PKCE'],
  ['no SPF', interpretMailDomain({ spf: [], dmarc: ['v=DMARC1; p=none'] }), 'no SPF'],
];

const fine: [string, Finding][] = [
  ['settings', configuration(relay)],
  ['a name', resolved(['10.0.0.1', '8.8.8.8'])],
  ['a certificate', tls({})],
  ['clocks', clock(1_900)],
  ['health', interpretHealth(200, 200, parts(true))],
  ['headers', page({ server: 'proxy' })],
  ['keys', keys([key], ['https://video.test'])],
  ['a line', interpretUpgrade({ opened: true, pongMs: 3 })],
  ['origins', interpretOrigins({ status: 403 }, ['https://a.test'])],
  ['hidden figures', interpretMetricsPort([{ where: '/metrics', isOpen: false }])],
  ['Redis', redis({})],
  ['Valkey', redis({ info: `${info}valkey_version:8.1.0\r\n` })],
  ['a database', interpretDatabase(book)],
  ['organisations', houses({}, ['https://a.test'], ['https://a.test'])],
  ['a provider', provider({})],
  ['a provider that says nothing of PKCE', provider({ code_challenge_methods_supported: undefined })],
  ['a sender', interpretMailDomain({ spf: ['v=spf1 -all'], dmarc: ['v=DMARC1'] })],
  ['STUN', interpretStun({ where: 'a:1', answered: true })],
];

it('looks for the description of a provider behind its whole address', () => {
  const at = '/.well-known/openid-configuration';
  expect(['https://a.test', 'https://a.test/b/'].map((of) => discoveryOf(of).href)).toEqual([
    `https://a.test${at}`,
    `https://a.test/b${at}`,
  ]);
});

it('tells of every organisation what is broken, and each fix once', () => {
  const refused = ['a', 'b'].map((id) => ({ ...house, id, origin: `https://${id}.test` }));
  const unmade = interpretDatabase({ ...book, appliedMs: undefined });
  const found = interpretOrganisations([...refused, ...['c', 'd'].map((id) => ({ ...house, id, database: unmade }))], {
    issuers: undefined,
    origins: ['https://a.test'],
  });
  expect(found).toEqual({
    state: 'broken',
    says: 'b: pods refuse its pages; c: the tables were never made; d: the tables were never made',
    fix: 'put https://b.test into SIGNALLING_ORIGINS. start the role appointments once: it makes them.',
  });
});

describe('the doctor', () => {
  it.each(broken)('calls %s broken', (_title, finding, says, fix) => {
    expect(finding.state).toBe('broken');
    expect(finding.says).toContain(says);
    expect(finding.fix).toContain(fix);
  });

  it.each(warned)('warns of %s', (_title, finding, says) => {
    expect(finding).toMatchObject({ state: 'warning', says: expect.stringContaining(says) });
    expect(finding.fix).toMatch(/\.$/);
  });

  it.each(fine)('finds nothing wrong with %s', (_title, finding) => {
    expect(finding).toEqual({ state: 'ok', says: expect.stringMatching(/\S/) });
  });

  it('speaks of the worst of several, and of all that is good', () => {
    const findings = [ok('a'), skipped('b'), ok('c')];
    expect(worst(findings, 'none')).toEqual(ok('a; c'));
    expect(worst([...findings, warning('d', 'mend it.')], 'none')).toEqual(warning('d', 'mend it.'));
    expect(worst([], 'none')).toEqual(skipped('none'));
  });

  it('knows the relays of every region, each with its secret', () => {
    const regions = [
      { name: 'de', urls: ['turn:de.test', 'turns:de.test:443'], secret: 'the-secret-of-germany' },
      { name: 'at', urls: ['turn:at.test?transport=tcp'] },
    ];
    const { settings } = readDoctorSettings({
      TURN_REGIONS: JSON.stringify(regions),
      TURN_SECRET: 'the-secret-of-all',
    });
    expect(relaysOf({ settings }).map(({ server, secret }) => [server.host, server.transport, secret])).toEqual([
      ['de.test', 'udp', 'the-secret-of-germany'],
      ['de.test', 'tls', 'the-secret-of-germany'],
      ['at.test', 'tcp', 'the-secret-of-all'],
    ]);
  });

  it.each([
    ['turn:turn.test', { host: 'turn.test', port: 3478, transport: 'udp' }],
    ['turn:10.0.0.1:80?transport=tcp', { host: '10.0.0.1', port: 80, transport: 'tcp' }],
    ['turns:[2001:db8::1]:443?transport=tcp', { host: '2001:db8::1', port: 443, transport: 'tls' }],
    ['https://turn.test', undefined],
  ])('reads the address of a relay: %s', (text, server) => {
    expect(relayOf(text)).toEqual(server);
  });
});
