/** Whether the names that browsers are given lead somewhere. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopbackName } from '@visavis/runtime';
import { bareHost, relayOf, relaysOf, signallingUrl } from '../addresses.ts';
import { broken, type Check, type Context, type Finding, ok, warning, worst } from '../check.ts';

/** What was found for one name; no addresses when there is none. */
export interface Resolved {
  name: string;
  addresses: readonly string[];
}

const inside =
  /^(10\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe80|::1$)/i;

/** Addresses of one name, judged for browsers out in the world. */
export function interpretDns({ name, addresses }: Resolved): Finding {
  if (addresses.length === 0) {
    return broken(`${name} has no address`, 'add an A record (and an AAAA record), or correct the name.');
  }
  const [v4, v6] = [4, 6].map((family) => addresses.filter((address) => isIP(address) === family).length);
  if (!isLoopbackName(name) && addresses.every((address) => inside.test(address))) {
    return warning(
      `${name} leads to private addresses only`,
      'guests outside cannot reach them: publish a public address.',
    );
  }
  return ok(`${name}: ${v4} × IPv4, ${v6} × IPv6`);
}

async function resolve(name: string): Promise<Resolved> {
  const found = await lookup(name, { all: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  });
  return { name, addresses: found.map(({ address }) => address) };
}

function namesOf(context: Context): string[] {
  const stun = context.settings.STUN_URLS.flatMap((url) => relayOf(url)?.host ?? []);
  const relays = relaysOf(context).map(({ server }) => server.host);
  const names = [bareHost(context.url), bareHost(signallingUrl(context)), ...stun, ...relays];
  return [...new Set(names)].filter((name) => isIP(name) === 0);
}

export const dnsCheck: Check = {
  name: 'dns',
  remedy: 'look at the resolver of this machine (/etc/resolv.conf).',
  async run(context) {
    const resolved = await Promise.all(namesOf(context).map(resolve));
    return worst(resolved.map(interpretDns), 'addresses instead of names');
  },
};
