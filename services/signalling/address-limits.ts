/** What one address may do: limits that an operator may set, and networks in which many people share one address. */
import { BlockList, isIP, SocketAddress } from 'node:net';
import { ConfigError, setting } from '@visavis/runtime';
import { limits as protocol } from '@visavis/shared';
import * as v from 'valibot';
import type { PodLimits } from './config.ts';
import type { Rate } from './seat-store.ts';

/** Hellos of an address over all pods: a burst, then one every so often. */
export const hellosPerAddress: Rate = { burst: 120, everyMs: 500 };

/** Wider than this is not a network of people who belong together; of IPv6, limits count the /64. */
const bitsOf = { 4: { least: 8, most: 32 }, 6: { least: 16, most: 64 } } as const;

/** What a rate that was used up is remembered for: README.md promises that nothing in the store lives longer. */
const longestMs = 86_400_000;

interface Network {
  address: string;
  bits: number;
  family: 'ipv4' | 'ipv6';
}

/** `::ffff:203.0.113.7`, in whatever spelling, as the IPv4 address that it means; every other address as it is. */
function plainOf(address: string): { address: string; mappedBits: number } {
  if (isIP(address) !== 6) return { address, mappedBits: 0 };
  const [, plain] = /^::ffff:([\d.]+)$/.exec(new SocketAddress({ address, family: 'ipv6' }).address) ?? [];
  return plain === undefined ? { address, mappedBits: 0 } : { address: plain, mappedBits: 96 };
}

function listOf(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, bits, family } of networks) list.addSubnet(address, bits, family);
  return list;
}

/** An address alone is a network of one; of IPv6 the /64 that it is counted in, and none in which all of IPv4 lies, mapped. */
function networkOf(text: string): Network | undefined {
  const [, written = '', bits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const { address, mappedBits } = plainOf(written);
  const version = isIP(address);
  if (version !== 4 && version !== 6) return undefined;
  const { least, most } = bitsOf[version];
  const length = bits === undefined ? most : Number(bits) - mappedBits;
  if (length < least || length > most) return undefined;
  const network: Network = { address, bits: length, family: `ipv${version}` };
  return version === 6 && listOf([network]).check('::', 'ipv6') ? undefined : network;
}

/** For the settings schema. README.md explains each key. */
export const addressLimitSettings = {
  SIGNALLING_WIDE_NETWORKS: v.pipe(
    setting.list(''),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.value.every((text) => networkOf(text))) return;
      addIssue({ expected: 'networks like 203.0.113.0/24 (/8 to /32, of IPv6 /16 to /64 and none that holds ::)' });
    }),
  ),
  SIGNALLING_WIDE_TIMES: setting.integer(20, 2, 100),
  SIGNALLING_LINES_PER_ADDRESS: setting.integer(protocol.connectionsPerAddress, 10, 10_000),
  SIGNALLING_STRANGERS_PER_ADDRESS: setting.integer(
    protocol.connectionsBeforeHelloPerAddress,
    5,
    protocol.connectionsBeforeHelloPerPod / 2,
  ),
  SIGNALLING_HELLOS_PER_ADDRESS: setting.integer(hellosPerAddress.burst, 10, 10_000),
  SIGNALLING_HELLO_EVERY_MS: setting.integer(hellosPerAddress.everyMs, 10, 60_000),
};

interface AddressLimitKeys {
  SIGNALLING_WIDE_NETWORKS: readonly string[];
  SIGNALLING_WIDE_TIMES: number;
  SIGNALLING_LINES_PER_ADDRESS: number;
  SIGNALLING_STRANGERS_PER_ADDRESS: number;
  SIGNALLING_HELLOS_PER_ADDRESS: number;
  SIGNALLING_HELLO_EVERY_MS: number;
}

/** Whether a group of addresses, as limits count them, lies in one of these networks. */
export function isWithin(networks: readonly string[]): (group: string) => boolean {
  const known = listOf(networks.map(networkOf).filter((network) => network !== undefined));
  return (group) => {
    const address = group.replace(/\/\d+$/, '');
    const version = isIP(address);
    return version !== 0 && known.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}

/** So many times as many, so many times as often; a store counts in whole milliseconds. */
const oftener = ({ burst, everyMs }: Rate, times: number): Rate => ({
  burst: burst * times,
  everyMs: Math.max(1, Math.round(everyMs / times)),
});

/**
 * What the keys mean for a pod.
 * @throws {ConfigError} for hellos that the store would have to remember for more than a day
 */
export function addressLimitsFrom(keys: AddressLimitKeys): Partial<PodLimits> {
  const usual: Rate = { burst: keys.SIGNALLING_HELLOS_PER_ADDRESS, everyMs: keys.SIGNALLING_HELLO_EVERY_MS };
  const wide = keys.SIGNALLING_WIDE_NETWORKS.length > 0 ? [oftener(usual, keys.SIGNALLING_WIDE_TIMES)] : [];
  if ([usual, ...wide].some(({ burst, everyMs }) => burst * everyMs > longestMs)) {
    throw new ConfigError(['SIGNALLING_HELLO_EVERY_MS: times SIGNALLING_HELLOS_PER_ADDRESS a day at most']);
  }
  return {
    isWide: isWithin(keys.SIGNALLING_WIDE_NETWORKS),
    wideTimes: keys.SIGNALLING_WIDE_TIMES,
    connectionsPerAddress: keys.SIGNALLING_LINES_PER_ADDRESS,
    connectionsBeforeHelloPerAddress: keys.SIGNALLING_STRANGERS_PER_ADDRESS,
    hellosPerAddressBurst: usual.burst,
    hellosPerAddressEveryMs: usual.everyMs,
  };
}

/** What this group may do: open lines and strangers of it at this pod, of which it leaves others half, and its hellos over all pods. */
export function limitsOf(limits: PodLimits, group: string): { lines: number; strangers: number; hellos: Rate } {
  const { connectionsPerAddress: lines, connectionsBeforeHelloPerAddress: strangers } = limits;
  const hellos: Rate = { burst: limits.hellosPerAddressBurst, everyMs: limits.hellosPerAddressEveryMs };
  if (!limits.isWide(group)) return { lines, strangers, hellos };
  const times = limits.wideTimes;
  return {
    lines: lines * times,
    strangers: Math.min(strangers * times, limits.connectionsBeforeHelloPerPod / 2),
    hellos: oftener(hellos, times),
  };
}
