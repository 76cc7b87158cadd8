/** What one address may do: limits that an operator may set, and networks in which many people share one address. */
import { BlockList, isIP } from 'node:net';
import { setting } from '@visavis/runtime';
import { limits as protocol } from '@visavis/shared';
import * as v from 'valibot';
import type { PodLimits } from './config.ts';
import type { Rate } from './seat-store.ts';

/** Hellos of an address over all pods: a burst, then one every so often. */
export const hellosPerAddress: Rate = { burst: 120, everyMs: 500 };

/** Wider than this is not a network of people who belong together; of IPv6, limits count the /64. */
const bitsOf = { 4: { least: 8, most: 32 }, 6: { least: 16, most: 64 } } as const;

/** An address alone is a network of one; of IPv6 the /64 that it is counted in. */
function networkOf(text: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version !== 4 && version !== 6) return undefined;
  const { least, most } = bitsOf[version];
  const length = bits === undefined ? most : Number(bits);
  return length < least || length > most ? undefined : { address, bits: length, family: `ipv${version}` };
}

/** For the settings schema. README.md explains each key. */
export const addressLimitSettings = {
  SIGNALLING_WIDE_NETWORKS: v.pipe(
    setting.list(''),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.value.every((text) => networkOf(text))) return;
      addIssue({ expected: 'networks like 203.0.113.0/24 (/8 to /32, of IPv6 /16 to /64)' });
    }),
  ),
  SIGNALLING_WIDE_TIMES: setting.integer(20, 2, 100),
  SIGNALLING_LINES_PER_ADDRESS: setting.integer(protocol.connectionsPerAddress, 10, 10_000),
  SIGNALLING_STRANGERS_PER_ADDRESS: setting.integer(
    protocol.connectionsBeforeHelloPerAddress,
    5,
    protocol.connectionsBeforeHelloPerPod,
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
  const known = new BlockList();
  for (const text of networks) {
    const network = networkOf(text);
    if (network) known.addSubnet(network.address, network.bits, network.family);
  }
  return (group) => {
    const address = group.replace(/\/\d+$/, '');
    const version = isIP(address);
    return version !== 0 && known.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}

/** What the keys mean for a pod. */
export const addressLimitsFrom = (keys: AddressLimitKeys): Partial<PodLimits> => ({
  isWide: isWithin(keys.SIGNALLING_WIDE_NETWORKS),
  wideTimes: keys.SIGNALLING_WIDE_TIMES,
  connectionsPerAddress: keys.SIGNALLING_LINES_PER_ADDRESS,
  connectionsBeforeHelloPerAddress: keys.SIGNALLING_STRANGERS_PER_ADDRESS,
  hellosPerAddressBurst: keys.SIGNALLING_HELLOS_PER_ADDRESS,
  hellosPerAddressEveryMs: keys.SIGNALLING_HELLO_EVERY_MS,
});

/** What this group may do: open lines and strangers of it at this pod, and its hellos over all pods. */
export function limitsOf(limits: PodLimits, group: string): { lines: number; strangers: number; hellos: Rate } {
  const times = limits.isWide(group) ? limits.wideTimes : 1;
  return {
    lines: limits.connectionsPerAddress * times,
    strangers: limits.connectionsBeforeHelloPerAddress * times,
    hellos: {
      burst: limits.hellosPerAddressBurst * times,
      everyMs: Math.max(1, Math.round(limits.hellosPerAddressEveryMs / times)),
    },
  };
}
