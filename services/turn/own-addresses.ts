/** The addresses that a relay sends from: two of its allocations meet there, so it must not be denied to itself. */
import { BlockList, isIP, isIPv4 } from 'node:net';
import type { TurnSettings } from './config.ts';
import { addressBytes } from './stun-address.ts';

/** What nobody may ever be sent to, whoever asks: this host, link local with cloud metadata, multicast; IPv4 and IPv6. */
const never = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  never.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 96],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  never.addSubnet(net, bits, 'ipv6');
}

const family = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6');
const isNever = (address: string): boolean => never.check(address, family(address));

function mustBeAddress(name: string, address: string): string {
  if (isIP(address) === 0) throw new RangeError(`${name}: expected an address`);
  return address;
}

/** Of this machine; a wildcard would be told to peers as it is, and coturn takes it for "any" where it is allowed. */
function mustBeOwn(name: string, address: string): string {
  if (isIP(address) === 0 || /^[0.:]+$/.test(address))
    throw new RangeError(`${name}: expected an address of this machine`);
  return address;
}

export interface OwnAddresses {
  /** `relay-ip`, where they are not simply those that are listened at. */
  relay: readonly string[];
  /** `external-ip`, always in pairs. */
  external: readonly string[];
  /** `allowed-peer-ip`: those that relayed packets leave from. */
  allowed: readonly string[];
}

/**
 * coturn maps a public address without a private one to every address of the machine, bridges of containers too, and then
 * sends to the first; so each gets the one it means. The private half it allows by itself, whatever that is.
 */
function pairOf(text: string, relays: readonly string[]): [string, string] {
  const pair = halvesOf(text, relays);
  if (isNever(pair[1])) throw new RangeError('external-ip: expected an address that others may be sent to');
  return pair;
}

function halvesOf(text: string, relays: readonly string[]): [string, string] {
  const [first = '', second, ...rest] = text.split('/');
  const outside = mustBeAddress('external-ip', first);
  if (rest.length > 0) throw new RangeError('external-ip: expected PUBLIC or PUBLIC/PRIVATE');
  if (second !== undefined) return [outside, mustBeOwn('external-ip', second)];
  if (relays.length === 0 || relays.includes(outside)) return [outside, mustBeOwn('external-ip', outside)];
  const [inside, ...others] = relays.filter((address) => family(address) === family(outside));
  if (inside === undefined || others.length > 0) throw new RangeError('external-ip: expected PUBLIC/PRIVATE');
  return [outside, inside];
}

/**
 * What is given decides: addresses to relay from, else those listened at, else the private halves of the external ones.
 * Without any of them coturn looks for itself, and nothing is allowed that the deny list refuses.
 * @throws {RangeError} for what is no address, a wildcard, a public address that may belong to several, or an inner half that is never allowed
 */
export function ownAddresses(settings: Pick<TurnSettings, 'listeningIps' | 'relayIps' | 'externalIps'>): OwnAddresses {
  const listening = (settings.listeningIps ?? []).map((address) => mustBeOwn('listening-ip', address));
  const relay = (settings.relayIps ?? []).map((address) => mustBeOwn('relay-ip', address));
  const given = relay.length > 0 ? relay : listening;
  const pairs = (settings.externalIps ?? []).map((text) => pairOf(text, given));
  const from = given.length > 0 ? given : [...new Set(pairs.map(([, inside]) => inside))];
  return {
    relay: listening.length > 0 ? relay : from,
    external: pairs.map((pair) => pair.join('/')),
    allowed: from.filter((address) => !isNever(address)),
  };
}

function mustBeRange(name: string, text: string): { ends: string[]; first: Buffer; last: Buffer } {
  const ends = text.split('-');
  const [one = '', other = one] = ends;
  const areAddresses = ends.length <= 2 && ends.every((end) => isIP(end) !== 0 && !end.includes('%'));
  if (!areAddresses || isIP(one) !== isIP(other)) throw new RangeError(`${name}: expected an address or first-last`);
  const [first, last] = [addressBytes(one), addressBytes(other)];
  if (first.compare(last) > 0) throw new RangeError(`${name}: expected first-last, not last-first`);
  return { ends, first, last };
}

/**
 * An operator's exception: an address, or `first-last` that differ in the last number only (a /24; of IPv6 a /120).
 * @throws {RangeError} for anything else, what coturn takes for "any", and what nobody may be sent to
 */
export function mustBeException(text: string): string {
  const { ends, first, last } = mustBeRange('allowed', text);
  if (!first.subarray(0, -1).equals(last.subarray(0, -1))) throw new RangeError('allowed: expected a /24 at most');
  // So narrow a range does not hold one of those between its ends.
  if (ends.some(isNever)) throw new RangeError('allowed: nobody may be sent to this host, link local or multicast');
  return text;
}

/** What an operator denies besides: an address or `first-last`. @throws {RangeError} for anything else, and for what coturn takes for "any" */
export function mustBeDenied(text: string): string {
  const { first } = mustBeRange('denied', text);
  if (first.every((byte) => byte === 0)) throw new RangeError('denied: expected more than zeros, which mean "any"');
  return text;
}
