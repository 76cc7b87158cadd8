/** Fills coturn's configuration in: one template, whatever the version and wherever it runs. */
import { readFileSync } from 'node:fs';
import { deniedRanges } from './deny-list.ts';
import { mustBeDenied, mustBeException, ownAddresses } from './own-addresses.ts';

/** All of a relay that differs between places. Left out: coturn's own default, or none. */
export interface TurnSettings {
  /** coturn's version, for instance `4.17.2`: some options exist only before or after one. */
  version: string;
  realm: string;
  /** The secret shared with signalling; a second one while it is being exchanged. 16 characters at least. */
  secrets: readonly string[];
  listeningIps?: readonly string[];
  /** Without these the listening ones, or else the machine's halves of `externalIps`; whichever, they may talk to each other. */
  relayIps?: readonly string[];
  /** `PUBLIC` or, behind a NAT, `PUBLIC/PRIVATE`; the pairs of other relays too, so that relays meet inside. */
  externalIps?: readonly string[];
  port?: number;
  /** Without a certificate there is no TLS. */
  tls?: { port: number; certificate: string; privateKey: string };
  relayPorts?: { min: number; max: number };
  quotas?: { perUser: number; total: number; maxBytesPerSecond: number; capacityBytesPerSecond: number };
  /** Further denied addresses or `first-last` ranges: every internal public range. The relay's own addresses are allowed even so. */
  denied?: readonly string[];
  /** Exceptions: other relays whose addresses are denied; ranges within a /24. */
  allowed?: readonly string[];
  /** For tests on one machine only: lifts the deny list, and leaves what `denied` says. */
  everyPeerAllowed?: boolean;
  pidFile?: string;
  database?: string;
}

const defaultQuotas = {
  perUser: 24,
  total: 1200,
  maxBytesPerSecond: 500_000,
  capacityBytesPerSecond: 60_000_000,
};

type Value = string | number | undefined;

function valuesOf(settings: TurnSettings): Record<string, Value | readonly Value[]> {
  const { tls, relayPorts, quotas = defaultQuotas, everyPeerAllowed = false } = settings;
  const ranges = deniedRanges.map(({ first, last }) => `${first}-${last}`);
  const own = ownAddresses(settings);
  return {
    'listening-ip': settings.listeningIps,
    'relay-ip': own.relay,
    'external-ip': own.external,
    'listening-port': settings.port ?? 3478,
    'tls-listening-port': tls?.port,
    'min-port': relayPorts?.min ?? 49_152,
    'max-port': relayPorts?.max ?? 65_535,
    realm: settings.realm,
    secret: settings.secrets,
    'user-quota': quotas.perUser,
    'total-quota': quotas.total,
    'max-bps': quotas.maxBytesPerSecond,
    'bps-capacity': quotas.capacityBytesPerSecond,
    certificate: tls?.certificate,
    'private-key': tls?.privateKey,
    'cipher-list': tls && 'ECDHE+AESGCM:ECDHE+CHACHA20',
    'without-tls': tls ? undefined : 'no-tls',
    'pid-file': settings.pidFile,
    database: settings.database,
    'allow-loopback-peers': everyPeerAllowed ? 'allow-loopback-peers' : undefined,
    denied: [...(everyPeerAllowed ? [] : ranges), ...(settings.denied ?? []).map(mustBeDenied)],
    allowed: [...new Set([...own.allowed, ...(settings.allowed ?? []).map(mustBeException)])],
  };
}

/** `4.17.2` → 4017, so that versions compare as numbers. */
function versionNumber(text: string): number {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(text) ?? [];
  if (major === undefined || minor === undefined) throw new RangeError('not a coturn version');
  return Number(major) * 1000 + Number(minor);
}

function isFor(version: number, from: string, to: string): boolean {
  return (from === '' || version >= versionNumber(from)) && (to === '' || version <= versionNumber(to));
}

function fill(line: string, values: Record<string, Value | readonly Value[]>): string[] {
  const name = /@([a-z-]+)@/.exec(line)?.[1];
  if (name === undefined) return [line];
  if (!(name in values)) throw new RangeError(`the template asks for an unknown value: ${name}`);
  const found = values[name];
  const all = Array.isArray(found) ? found : [found];
  return all
    .filter((value) => value !== undefined)
    .map((value) => {
      if (/[\s"'#]/.test(String(value))) throw new RangeError(`${name}: no spaces, quotes or number signs`);
      return line.replace(`@${name}@`, () => String(value));
    });
}

/**
 * The text of a `turnserver.conf`. It holds the secret: write it with mode 0600.
 * @throws {RangeError} for an unknown version, a short secret, addresses that are none, or a value that would break out of its line
 */
export function renderTurnConfig(settings: TurnSettings): string {
  if (settings.secrets.length === 0 || settings.secrets.some((secret) => secret.length < 16)) {
    throw new RangeError('secret: 16 characters at least');
  }
  const version = versionNumber(settings.version);
  const values = valuesOf(settings);
  const template = readFileSync(new URL('./turnserver.conf.template', import.meta.url), 'utf8');
  const lines: string[] = [];
  for (const line of template.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, from, to, rest] = /^\[([\d.]*?)\.\.([\d.]*)\] (.*)$/.exec(line) ?? [];
    if (rest === undefined) lines.push(...fill(line, values));
    else if (isFor(version, from ?? '', to ?? '')) lines.push(...fill(rest, values));
  }
  return `${lines.join('\n')}\n`;
}
