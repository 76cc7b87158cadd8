/** Resume tokens: the pods' own short-lived word that a page sat in a seat, so that any pod can give it back. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Clock } from '@visavis/runtime';
import { fromBase64url, type Incarnation, ResumeClaims, resumeType, VisavisError } from '@visavis/shared';
import * as v from 'valibot';
import { JwtError, type JwtRules, openJwt } from './jwt.ts';

/** Issuer and audience: pods speak to pods. */
const pods = 'visavis-pods';

export type ResumeSeat = Omit<ResumeClaims, 'iat' | 'exp'>;

export interface ResumeTokens {
  issue(seat: ResumeSeat): Promise<string>;
  /** @throws {VisavisError} `ticket-invalid`, `ticket-expired`, `room-over` */
  check(token: string, incarnation: Incarnation): Promise<ResumeClaims>;
}

export interface ResumeOptions {
  /** 32 bytes as base64url each; the first signs, all verify. Rotation: the new one second on all pods, then first, and the old one away after the TTL. */
  keys: readonly string[];
  ttlMs: number;
  clockToleranceMs: number;
}

const keyId = (key: Uint8Array): string =>
  createHmac('sha256', key).update('visavis/resume key id').digest('base64url').slice(0, 11);

type Ring = ReadonlyMap<string, KeyObject>;

/** Made once: a fresh key for every token leaves the process's memory in crumbs. */
const derived = (key: Uint8Array): KeyObject =>
  createSecretKey(new Uint8Array(hkdfSync('sha256', key, '', 'visavis/resume', 32)));

/** JWS (RFC 7515 §7.1) by HS256. At once: the way over another thread, as WebCrypto has it, takes ten times the work. */
function signer(key: Uint8Array): (claims: ResumeClaims & { iss: string; aud: string }) => string {
  const secret = derived(key);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ alg: 'HS256', typ: resumeType, kid: keyId(key) });
  return (claims) => {
    const text = `${header}.${part(claims)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
}

export function resumeTokens(options: ResumeOptions, clock: Clock): ResumeTokens {
  const keys = options.keys.map(fromBase64url);
  if (keys.some(({ length }) => length !== 32)) throw new RangeError('a resume key has 32 bytes');
  const [current] = keys;
  if (!current) throw new RangeError('at least one resume key');
  const ring: Ring = new Map(keys.map((key) => [keyId(key), derived(key)] as const));
  const rules: JwtRules = {
    ...{ algorithm: 'HS256', type: resumeType, issuers: [pods], audience: pods },
    maxAgeMs: options.ttlMs,
    clockToleranceMs: options.clockToleranceMs,
  };
  const sign = signer(current);
  return {
    issue: async (seat) => {
      const now = Math.floor(clock.now() / 1000);
      return sign({ ...seat, iss: pods, aud: pods, iat: now, exp: now + Math.floor(options.ttlMs / 1000) });
    },
    check: async (token, incarnation) => {
      const claims = await verified(token, ring, rules, clock.now());
      if (claims.incarnation !== incarnation) throw new VisavisError('ticket-invalid', 'made for another page');
      if (claims.until * 1000 <= clock.now()) throw new VisavisError('room-over');
      return claims;
    },
  };
}

async function verified(token: string, ring: Ring, rules: JwtRules, now: number): Promise<ResumeClaims> {
  const keyOf = async ({ kid = '' }: { kid?: string }) => ring.get(kid) ?? Promise.reject(new Error('no key'));
  try {
    return v.parse(ResumeClaims, await openJwt(token, keyOf, rules, now));
  } catch (error) {
    const isExpired = error instanceof JwtError && error.fault === 'expired';
    throw new VisavisError(isExpired ? 'ticket-expired' : 'ticket-invalid', 'resume token refused', { cause: error });
  }
}
