/** Which relay a browser is told: the nearest region by configuration, and in it by weight, the same for a room every time. */
import { createHash } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import type { TurnRegion } from './turn-regions.ts';

/** Who asks. */
export interface TurnAsker {
  /** What stays the same for both sides of a conversation: its room. */
  key: string;
  /** Address or group of it, as limits count it; only compared, never kept and never logged. */
  address: string;
  /** The relay that was named did not work out. */
  elsewhere: boolean;
}

const networks = new WeakMap<TurnRegion, BlockList>();

function networksOf(region: TurnRegion): BlockList {
  const known = networks.get(region);
  if (known) return known;
  const list = new BlockList();
  for (const network of region.clients) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  networks.set(region, list);
  return list;
}

/** 0 for the region that names the browser's network, then the pod's own order, then everybody else. */
function distance(region: TurnRegion, nearest: readonly string[], address: string): number {
  const plain = address.replace(/\/\d+$/, '');
  if (region.clients.length > 0 && networksOf(region).check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')) return 0;
  const place = nearest.indexOf(region.name);
  return place === -1 ? nearest.length + 1 : place + 1;
}

/**
 * Weighted rendezvous hashing (Schindelhauer, Schomaker 2005): the smallest wins, each as often as its weight says. A
 * relay that comes or goes moves nobody but those who are on it.
 */
function score(key: string, { name, urls, weight }: TurnRegion): number {
  const digest = createHash('sha256')
    .update(`${key}\n${name}\n${urls.join(' ')}`)
    .digest();
  return -Math.log((digest.readUIntBE(0, 6) + 1) / (2 ** 48 + 1)) / weight;
}

/**
 * Regions of weight 0 are out of service. `elsewhere` is the best of another region, or another relay of the same one.
 * Undefined when no region is in service.
 */
export function chooseTurn(
  regions: readonly TurnRegion[],
  nearest: readonly string[],
  { key, address, elsewhere }: TurnAsker,
): TurnRegion | undefined {
  const ranked = regions
    .filter(({ weight }) => weight > 0)
    .map((region) => ({ region, far: distance(region, nearest, address), score: score(key, region) }))
    .sort((a, b) => a.far - b.far || a.score - b.score)
    .map(({ region }) => region);
  const [first, second] = ranked;
  if (!elsewhere) return first;
  return ranked.find(({ name }) => name !== first?.name) ?? second ?? first;
}
