/** Resume tokens: the pods' own short-lived word that a page sat in a seat, so that any pod can give it back. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject, webcrypto } from 'node:crypto';
import type { Clock } from '@visavis/runtime';
import { fromBase64url, type Incarnation, ResumeClaims, resumeType, VisavisError } from '@visavis/shared';
import { jwtVerify } from 'jose';
import * as v from 'valibot';

/** Issuer and audience: pods speak to pods. */
const pods = 'visavis-pods';

export type ResumeSeat = Omit<ResumeClaims, 'iat' | 'exp'>;

export interface ResumeTokens {
  issue(seat: ResumeSeat): Promise<string>;
  /** @throws {VisavisError} `ticket-invalid`, `ticket-expired`, `room-over` */
  check(token: string, incarnation: Incarnation): Promise<ResumeClaims>;
}

export interface ResumeOptions {
  /** 32 bytes as base64url each; the first signs, all verify. Rotation: put the new one first, drop the old after the TTL. */
  keys: readonly string[];
  ttlMs: number;
  clockToleranceMs: number;
}

const keyId = (key: Uint8Array): string =>
  createHmac('sha256', key).update('visavis/resume key id').digest('base64url').slice(0, 11);

type Ring = ReadonlyMap<string, Promise<webcrypto.CryptoKey>>;

const derived = (key: Uint8Array): Uint8Array => new Uint8Array(hkdfSync('sha256', key, '', 'visavis/resume', 32));

/** Imported once: a fresh import for every token leaves the process's memory in crumbs. */
const verifyingKey = (key: Uint8Array): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('raw', derived(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);

/** JWS (RFC 7515 §7.1) by HS256. At once: the way over another thread, as WebCrypto has it, takes ten times the work. */
function signer(key: Uint8Array): (claims: ResumeClaims & { iss: string; aud: string }) => string {
  const secret: KeyObject = createSecretKey(derived(key));
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
  const ring: Ring = new Map(keys.map((key) => [keyId(key), verifyingKey(key)] as const));
  const sign = signer(current);
  return {
    issue: async (seat) => {
      const now = Math.floor(clock.now() / 1000);
      return sign({ ...seat, iss: pods, aud: pods, iat: now, exp: now + Math.floor(options.ttlMs / 1000) });
    },
    check: async (token, incarnation) => {
      const claims = await verified(token, ring, options, clock.now());
      if (claims.incarnation !== incarnation) throw new VisavisError('ticket-invalid', 'made for another page');
      if (claims.until * 1000 <= clock.now()) throw new VisavisError('room-over');
      return claims;
    },
  };
}

async function verified(token: string, ring: Ring, options: ResumeOptions, now: number): Promise<ResumeClaims> {
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => ring.get(kid ?? '') ?? Promise.reject(new Error('no key')),
      {
        algorithms: ['HS256'],
        typ: resumeType,
        issuer: pods,
        audience: pods,
        requiredClaims: ['iat', 'exp'],
        maxTokenAge: options.ttlMs / 1000,
        clockTolerance: options.clockToleranceMs / 1000,
        currentDate: new Date(now),
      },
    );
    return v.parse(ResumeClaims, payload);
  } catch (error) {
    const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
    throw new VisavisError(expired ? 'ticket-expired' : 'ticket-invalid', 'resume token refused', { cause: error });
  }
}
