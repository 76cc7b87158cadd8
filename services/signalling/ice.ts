/** Which STUN and TURN servers a browser is told, with credentials that expire (draft-uberti-behave-turn-rest-00). */
import { createHmac, randomBytes } from 'node:crypto';
import type { IceServer } from '@visavis/shared';
import { chooseTurn, type TurnAsker } from './turn-choice.ts';
import type { TurnRegion } from './turn-regions.ts';

export interface IceOptions {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  /** Shared with the relay (coturn's `static-auth-secret`); without it no relay is handed out. */
  turnSecret: string | undefined;
  /** Instead of `turnUrls`; each browser is told one of them. */
  regions?: readonly TurnRegion[];
  /** Names of regions as they lie to this pod, the nearest first. */
  nearest?: readonly string[];
  ttlMs: number;
}

export interface IceAnswer {
  iceServers: IceServer[];
  /** How long the credential opens new allocations, in seconds; 0 when there is none. */
  iceTtlS: number;
}

const rank = (url: string): number => {
  if (url.startsWith('turns:')) return 2;
  return /[?&]transport=tcp/.test(url) ? 1 : 0;
};

/**
 * `username = <unix expiry>:<16 hex>`, `credential = base64(HMAC-SHA1(secret, username))`. The name says nothing about
 * room or person. Order: STUN, then the relay over UDP, TCP, TLS.
 */
export function iceServersFor(
  options: IceOptions,
  now: number,
  random: () => Buffer = () => randomBytes(8),
): IceAnswer {
  const iceServers: IceServer[] = [];
  if (options.stunUrls.length > 0) iceServers.push({ urls: [...options.stunUrls] });
  if (options.turnUrls.length === 0 || options.turnSecret === undefined) return { iceServers, iceTtlS: 0 };
  const ttlS = Math.floor(options.ttlMs / 1000);
  const username = `${Math.floor(now / 1000) + ttlS}:${random().toString('hex')}`;
  const credential = createHmac('sha1', options.turnSecret).update(username).digest('base64');
  iceServers.push({ urls: [...options.turnUrls].sort((a, b) => rank(a) - rank(b)), username, credential });
  return { iceServers, iceTtlS: ttlS };
}

/** The same for who asks: the servers of one region where there are several, so at most one STUN and one TURN host. */
export function iceServersNear(options: IceOptions, asker: TurnAsker, now: number): IceAnswer {
  const { regions = [], nearest = [] } = options;
  if (regions.length === 0) return iceServersFor(options, now);
  const chosen = chooseTurn(regions, nearest, asker);
  return iceServersFor(
    {
      stunUrls: chosen?.stunUrls ?? options.stunUrls,
      turnUrls: chosen?.urls ?? [],
      turnSecret: chosen?.secret ?? options.turnSecret,
      ttlMs: options.ttlMs,
    },
    now,
  );
}
