/** Whether the names that browsers are given lead somewhere. */
import { isIP } from 'node:net';
import { isLoopbackName } from '@visavis/runtime';
import { bareHost, relayOf, relaysOf, signallingUrl } from '../addresses.ts';
import { broken, type Check, type Context, type Finding, ok, warning, worst } from '../check.ts';
import { type Resolved, resolveName } from '../names.ts';

const inside =
  /^(10\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe80|::1$)/i;

const areInside = (addresses: readonly string[]): boolean => addresses.every((address) => inside.test(address));

/** Addresses of one name, judged for browsers out in the world: what DNS says counts, where it says anything. */
export function interpretDns({ name, told, here }: Resolved): Finding {
  const addresses = told ?? here;
  if (addresses.length === 0 && here.length > 0) {
    return warning(
      `only this machine knows ${name}, DNS does not`,
      'publish an A record (and an AAAA record): a hosts file is read by nobody else.',
    );
  }
  if (addresses.length === 0) {
    return broken(`${name} has no address`, 'add an A record (and an AAAA record), or correct the name.');
  }
  if (!isLoopbackName(name) && areInside(addresses)) {
    return warning(
      `${name} leads to private addresses only`,
      'guests outside cannot reach them: publish a public address.',
    );
  }
  const [v4, v6] = [4, 6].map((family) => addresses.filter((address) => isIP(address) === family).length);
  const isElsewhere = told !== undefined && here.length > 0 && areInside(here);
  return ok(`${name}: ${v4} × IPv4, ${v6} × IPv6${isElsewhere ? ' (this machine goes to a private one)' : ''}`);
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
    const resolved = await Promise.all(namesOf(context).map((name) => resolveName(name, context)));
    return worst(resolved.map(interpretDns), 'addresses instead of names');
  },
};
