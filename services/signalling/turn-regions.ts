/** The relays of an operator: several regions from `TURN_REGIONS`, or the one of `TURN_URLS`. */
import { isIP } from 'node:net';
import { ConfigError } from '@visavis/runtime';
import * as v from 'valibot';
import type { IceOptions } from './ice.ts';

const hostOf = (url: string): string => url.replace(/^turns?:/, '').replace(/(:\d+)?(\?.*)?$/, '');

function isNetwork(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

/** One relay. Several entries may have the same `name`: a pool, and `weight` says how it is shared. */
const TurnRegion = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, 'expected a name of small letters, digits and hyphens')),
  urls: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^turns?:/, 'expected turn: or turns:'))),
    v.minLength(1),
    v.maxLength(8),
    v.check((urls) => new Set(urls.map(hostOf)).size === 1, 'expected the addresses of one host'),
  ),
  stunUrls: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^stun:/))), v.maxLength(2))),
  secret: v.optional(v.pipe(v.string(), v.minLength(16))),
  weight: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000)), 1),
  clients: v.optional(v.array(v.pipe(v.string(), v.check(isNetwork, 'expected a network like 203.0.113.0/24'))), []),
});
export type TurnRegion = v.InferOutput<typeof TurnRegion>;

/** For the settings schema: a JSON array, as text. Its issues name the key and quote no value. */
export const turnRegions = v.optional(
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
      try {
        return JSON.parse(dataset.value);
      } catch {
        addIssue({ message: 'expected JSON', expected: 'a JSON array of regions' });
        return NEVER;
      }
    }),
    v.pipe(v.array(TurnRegion), v.minLength(1)),
  ),
);

interface TurnKeys {
  STUN_URLS: readonly string[];
  TURN_URLS: readonly string[];
  TURN_SECRET?: string | undefined;
  TURN_REGIONS?: readonly TurnRegion[] | undefined;
  TURN_NEAREST: readonly string[];
}

/**
 * What the keys mean together.
 * @throws {ConfigError} for both forms at once, a region without any secret, or a nearest region that does not exist
 */
export function iceOptionsFrom(keys: TurnKeys): Omit<IceOptions, 'ttlMs'> {
  const { STUN_URLS: stunUrls, TURN_URLS: turnUrls, TURN_SECRET: turnSecret, TURN_NEAREST: nearest } = keys;
  const regions = keys.TURN_REGIONS ?? [];
  const problems: string[] = [];
  if (regions.length > 0 && turnUrls.length > 0) problems.push('TURN_URLS: not beside TURN_REGIONS');
  if (turnSecret === undefined && regions.some(({ secret }) => secret === undefined)) {
    problems.push('TURN_SECRET: missing, and a region has no secret of its own');
  }
  if (nearest.some((wanted) => !regions.some(({ name }) => name === wanted))) {
    problems.push('TURN_NEAREST: names a region that is not in TURN_REGIONS');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { stunUrls, turnUrls, turnSecret, regions, nearest };
}
