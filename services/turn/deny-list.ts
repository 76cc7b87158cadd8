/** Where the relay must never send anything: every range that is not public unicast, with addresses to try it by. */
import { BlockList, isIPv4 } from 'node:net';

/** One `denied-peer-ip` line of coturn. */
export interface DeniedRange {
  first: string;
  last: string;
  /** What lives there, and the registry entry that says so. */
  reason: string;
  /** Addresses of the range that a probe asks for: its edges and what an attacker would try first. */
  probes: readonly string[];
}

const range = (first: string, last: string, reason: string, ...more: string[]): DeniedRange => ({
  first,
  last,
  reason,
  probes: [...new Set([first, ...more, last])],
});

/**
 * IANA's special-purpose registries (RFC 6890 and its updates), multicast included. The `::ffff:` line is not decoration:
 * without it coturn 4.6 relays to `::ffff:127.0.0.1` on an IPv6 allocation. No range begins with `::` or `0.0.0.0`: coturn
 * takes those for "any" and would deny all of the other family; the two addresses themselves it refuses unasked.
 */
export const deniedRanges: readonly DeniedRange[] = [
  range('0.0.0.1', '0.255.255.255', 'this network, RFC 791', '0.0.0.0'),
  range('10.0.0.0', '10.255.255.255', 'private, RFC 1918', '10.1.2.3'),
  range('100.64.0.0', '100.127.255.255', 'carrier-grade NAT, RFC 6598'),
  range('127.0.0.0', '127.255.255.255', 'loopback, RFC 1122', '127.0.0.1'),
  range('169.254.0.0', '169.254.255.255', 'link local and cloud metadata, RFC 3927', '169.254.169.254'),
  range('172.16.0.0', '172.31.255.255', 'private, RFC 1918', '172.17.0.1'),
  range('192.0.0.0', '192.0.0.255', 'protocol assignments, RFC 6890'),
  range('192.0.2.0', '192.0.2.255', 'documentation, RFC 5737'),
  range('192.88.99.0', '192.88.99.255', '6to4 relay anycast, RFC 7526'),
  range('192.168.0.0', '192.168.255.255', 'private, RFC 1918', '192.168.1.1'),
  range('198.18.0.0', '198.19.255.255', 'benchmarking, RFC 2544'),
  range('198.51.100.0', '198.51.100.255', 'documentation, RFC 5737'),
  range('203.0.113.0', '203.0.113.255', 'documentation, RFC 5737'),
  range('224.0.0.0', '255.255.255.255', 'multicast and reserved, RFC 1112', '224.0.0.1'),
  range('::1', '::ffff:ffff', 'loopback and IPv4-compatible, RFC 4291', '::', '::7f00:1'),
  range(
    '::ffff:0.0.0.0',
    '::ffff:255.255.255.255',
    'IPv4 in IPv6 clothes, RFC 4291',
    '::ffff:127.0.0.1',
    '::ffff:10.1.2.3',
  ),
  range('64:ff9b::', '64:ff9b::ffff:ffff', 'NAT64, RFC 6052', '64:ff9b::a00:1'),
  range('64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', 'local NAT64, RFC 8215'),
  range('100::', '100::ffff:ffff:ffff:ffff', 'discard, RFC 6666'),
  range('2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', 'Teredo, RFC 4380'),
  range('2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 'documentation, RFC 3849'),
  range('2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '6to4, RFC 3056', '2002:7f00:1::'),
  range('fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'unique local, RFC 4193', 'fd00::1'),
  range('fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'link local, RFC 4291', 'fe80::1'),
  range('ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'multicast, RFC 4291', 'ff02::1'),
];

const innerIpv4 = new BlockList();
for (const { first, last, reason } of deniedRanges) {
  // Examples' own addresses stand for public ones.
  if (isIPv4(first) && !reason.startsWith('documentation')) innerIpv4.addRange(first, last, 'ipv4');
}
/** Whether an IPv4 address is one that peers elsewhere do not reach. */
export const isInnerIpv4 = (address: string): boolean => innerIpv4.check(address, 'ipv4');

/** Public addresses of well-known resolvers: a relay that refuses these refuses everybody. Nothing is sent to them. */
export const publicProbes = { ipv4: '8.8.8.8', ipv6: '2001:4860:4860::8888' } as const;
