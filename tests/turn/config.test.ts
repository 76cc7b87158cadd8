/** What is written into coturn's configuration. */
import { ConfigError, readConfig } from '@visavis/runtime';
import { deniedRanges, renderTurnConfig, type TurnSettings } from '@visavis/turn';
import { describe, expect, it } from 'vitest';
import { TurnEnvironment, turnSettings } from '../../services/turn/settings.ts';
import { coturnOptions } from './coturn-options.ts';

const settings: TurnSettings = { version: '4.17.2', realm: 'turn.example.de', secrets: ['a-secret-of-24-characters'] };
const linesOf = (changes: Partial<TurnSettings> = {}) => renderTurnConfig({ ...settings, ...changes }).split('\n');

describe('the configuration of coturn', () => {
  it('asks for time-limited credentials and relays UDP to public addresses only', () => {
    expect(linesOf()).toEqual(
      expect.arrayContaining([
        'use-auth-secret',
        'static-auth-secret=a-secret-of-24-characters',
        'realm=turn.example.de',
        'stale-nonce=600',
        'no-tcp-relay',
        'no-multicast-peers',
        'user-quota=24',
        'no-tls',
        ...deniedRanges.map(({ first, last }) => `denied-peer-ip=${first}-${last}`),
      ]),
    );
  });

  it('holds no comment, no open value and no option without a value', () => {
    for (const line of linesOf()) expect(line).not.toMatch(/[#@[\]]|=$|undefined/);
  });

  it.each([
    ['4.6.1', ['no-cli', 'no-rfc5780', 'no-software-attribute', 'no-dtls', 'no-tlsv1'], ['unauthorized-ratelimit']],
    ['4.9.0', ['no-cli', 'no-dtls'], ['no-rfc5780', 'no-tlsv1', 'unauthorized-ratelimit']],
    ['4.13.1', ['no-dtls'], ['no-cli', 'no-tlsv1', 'unauthorized-ratelimit']],
    ['4.14.0', ['unauthorized-ratelimit', 'simple-log'], ['log-min-level=warning']],
    ['4.17.2', ['unauthorized-ratelimit', 'log-min-level=warning'], ['no-cli', 'no-dtls', 'no-tlsv1', 'no-rfc5780']],
  ])('has the options of version %s and no others', (version, present, absent) => {
    const lines = linesOf({ version });
    for (const option of present) expect(lines).toContain(option);
    for (const option of absent) expect(lines).not.toContain(option);
  });

  it('names only options that 4.17 knows, with a value where one is needed', () => {
    const every = {
      listeningIps: ['192.0.2.1'],
      relayIps: ['192.0.2.1'],
      externalIps: ['198.51.100.1/192.0.2.1'],
      secrets: ['the-current-secret', 'the-previous-secret'],
      denied: ['203.0.114.7'],
      allowed: ['203.0.114.8'],
      pidFile: '/run/turn.pid',
      database: '/var/turndb',
    };
    const tls = { port: 443, certificate: '/c.pem', privateKey: '/k.pem' };
    for (const lines of [linesOf(every), linesOf({ tls }), linesOf({ everyPeerAllowed: true })]) {
      for (const line of lines.filter((text) => text !== '')) {
        const [name = '', value] = line.split('=', 2);
        const { withValue, alone } = coturnOptions;
        expect(value === undefined ? alone.has(name) : withValue.has(name) || alone.has(name), line).toBe(true);
      }
    }
  });

  it('repeats what there are several of', () => {
    const secrets = ['the-current-secret', 'the-previous-secret'];
    const lines = linesOf({ secrets, denied: ['203.0.114.7'], allowed: ['203.0.114.8'] });
    for (const secret of secrets) expect(lines).toContain(`static-auth-secret=${secret}`);
    expect(lines).toContain('denied-peer-ip=203.0.114.7');
    expect(lines).toContain('allowed-peer-ip=203.0.114.8');
  });

  it('speaks TLS with forward secrecy where there is a certificate', () => {
    const lines = linesOf({ tls: { port: 443, certificate: '/c.pem', privateKey: '/k.pem' } });
    expect(lines).toEqual(
      expect.arrayContaining([
        'tls-listening-port=443',
        'cert=/c.pem',
        'pkey=/k.pem',
        expect.stringMatching(/^cipher-list=ECDHE/),
      ]),
    );
    expect(lines).not.toContain('no-tls');
  });

  it('lifts the deny list only when asked to', () => {
    const lines = linesOf({ everyPeerAllowed: true });
    expect(lines).toContain('allow-loopback-peers');
    expect(lines.filter((line) => line.startsWith('denied'))).toEqual([]);
    expect(linesOf()).not.toContain('allow-loopback-peers');
  });

  it.each<Partial<TurnSettings>>([
    { realm: 'a\nno-auth' },
    { realm: 'a b' },
    { secrets: ['a-secret-with#a-comment'] },
    { secrets: ['short'] },
    { secrets: [] },
    { version: 'latest' },
    { denied: ['10.0.0.1\nno-auth'] },
    { denied: ['198.51.100.0/24'] },
    { denied: ['foo;bar'] },
    { denied: ['203.0.114.9-203.0.114.8'] },
    { denied: ['203.0.114.8-2001:4860::7'] },
    { denied: ['0.0.0.0-0.255.255.255'] },
    { denied: ['fe80::7%eth0'] },
    { allowed: ['0.0.0.0'] },
    { allowed: ['::'] },
    { allowed: ['169.254.169.254'] },
    { allowed: ['127.0.0.1'] },
    { allowed: ['10.0.0.1-fd00::1'] },
    { allowed: ['10.0.0.0/8'] },
    { allowed: ['100.0.0.0-200.0.0.0'] },
    { allowed: ['1.0.0.1-223.255.255.255'] },
    { allowed: ['10.0.0.9-10.0.0.8'] },
    { allowed: ['10.0.0.0-10.0.1.255'] },
    { allowed: ['2001:4860::-2001:4860::ffff'] },
    { allowed: ['::ffff:169.254.169.254'] },
    { listeningIps: ['0.0.0.0'] },
    { relayIps: ['::'] },
    { listeningIps: ['eth0'] },
    { externalIps: ['turn.example.de'] },
    { externalIps: ['203.0.114.7/'] },
    { externalIps: ['203.0.114.7/169.254.1.1'] },
    { externalIps: ['203.0.114.7/127.0.0.1'] },
    { externalIps: ['127.0.0.1'] },
    { externalIps: ['203.0.114.7'], relayIps: ['127.0.0.1'] },
    { externalIps: ['203.0.114.7'], listeningIps: ['10.0.0.7', '10.0.0.8'] },
    { externalIps: ['203.0.114.7'], listeningIps: ['2001:4860::7'] },
  ])('refuses %j', (changes) => {
    expect(() => linesOf(changes)).toThrow(RangeError);
  });
});

describe('the relay’s own address', () => {
  const about = (changes: Partial<TurnSettings>) =>
    linesOf(changes).filter((line) => /^(relay-ip|external-ip|allowed-peer-ip)=/.test(line));

  it.each<[string, Partial<TurnSettings>, string[]]>([
    ['nothing is known', {}, []],
    [
      'it has a public address',
      { externalIps: ['203.0.114.7'] },
      ['relay-ip=203.0.114.7', 'external-ip=203.0.114.7/203.0.114.7', 'allowed-peer-ip=203.0.114.7'],
    ],
    [
      'it is behind a NAT',
      { externalIps: ['203.0.114.7/10.0.0.7'] },
      ['relay-ip=10.0.0.7', 'external-ip=203.0.114.7/10.0.0.7', 'allowed-peer-ip=10.0.0.7'],
    ],
    ['it listens at one', { listeningIps: ['10.0.0.7'] }, ['allowed-peer-ip=10.0.0.7']],
    [
      'it listens at one and relays from another',
      { listeningIps: ['10.0.0.7'], relayIps: ['10.0.0.8'] },
      ['relay-ip=10.0.0.8', 'allowed-peer-ip=10.0.0.8'],
    ],
    [
      'it listens inside and only the public address is said',
      { listeningIps: ['10.0.0.7', '2001:4860::7'], externalIps: ['203.0.114.7'] },
      ['external-ip=203.0.114.7/10.0.0.7', 'allowed-peer-ip=10.0.0.7', 'allowed-peer-ip=2001:4860::7'],
    ],
    [
      'it is one of several behind a NAT',
      { listeningIps: ['10.0.0.7'], externalIps: ['203.0.114.7/10.0.0.7', '203.0.114.8/10.0.0.8'] },
      ['external-ip=203.0.114.7/10.0.0.7', 'external-ip=203.0.114.8/10.0.0.8', 'allowed-peer-ip=10.0.0.7'],
    ],
    [
      'an exception is added',
      { relayIps: ['10.0.0.7'], allowed: ['10.0.0.8-10.0.0.9', '10.0.0.7'] },
      ['relay-ip=10.0.0.7', 'allowed-peer-ip=10.0.0.7', 'allowed-peer-ip=10.0.0.8-10.0.0.9'],
    ],
    ['it is on loopback', { listeningIps: ['127.0.0.1', '::1'] }, []],
    ['it is link local', { relayIps: ['169.254.0.7', 'fe80::7'] }, ['relay-ip=169.254.0.7', 'relay-ip=fe80::7']],
  ])('is allowed, and alone, when %s', (_title, changes, expected) => {
    expect(about(changes)).toEqual(expected);
  });

  it('stays allowed when it stands in a range that is denied', () => {
    const lines = linesOf({ externalIps: ['203.0.114.7'], denied: ['203.0.114.0-203.0.114.255'] });
    expect(lines).toContain('denied-peer-ip=203.0.114.0-203.0.114.255');
    expect(lines).toContain('allowed-peer-ip=203.0.114.7');
  });
});

describe('the environment of the relay', () => {
  const env = { TURN_REALM: 'turn.example.de', TURN_SECRET: 'a-secret-of-24-characters' };
  const read = (more: Record<string, string>) =>
    turnSettings(readConfig(TurnEnvironment, { ...env, ...more }, 'TURN_'));

  it('has defaults for everything but realm and secret', () => {
    expect(linesOf(read({}))).toEqual(linesOf({ version: '4.17' }));
    expect(() => readConfig(TurnEnvironment, {}, 'TURN_')).toThrow(/TURN_REALM: missing[\s\S]*TURN_SECRET: missing/);
  });

  it('takes lists, TLS and the secret before', () => {
    const lines = linesOf(
      read({
        TURN_SECRET_PREVIOUS: 'the-secret-before-it',
        TURN_EXTERNAL_IPS: '203.0.114.7/10.0.0.7, 2001:4860::7',
        TURN_TLS_PORT: '443',
        TURN_TLS_CERTIFICATE: '/c.pem',
        TURN_TLS_KEY: '/k.pem',
      }),
    );
    expect(lines).toContain('static-auth-secret=the-secret-before-it');
    expect(lines).toContain('external-ip=203.0.114.7/10.0.0.7');
    expect(lines).toContain('external-ip=2001:4860::7/2001:4860::7');
    expect(lines).toContain('tls-listening-port=443');
  });

  it('refuses half of TLS and a key that it does not know', () => {
    expect(() => read({ TURN_TLS_PORT: '443' })).toThrow(RangeError);
    expect(() => read({ TURN_REALMS: 'x' })).toThrow(ConfigError);
  });
});
