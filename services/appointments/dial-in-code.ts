/** The dial-in code: 8 digits that prove "has the mail, is a person". Stored as a peppered digest only (SECURITY.md §7). */
import { createHmac, createSecretKey, randomInt, timingSafeEqual } from 'node:crypto';
import { DialInCode } from '@visavis/shared';
import * as v from 'valibot';
import { lengthPrefixed } from './encryption.ts';

/** A secret that only the services know, so that a stolen database does not give the codes away. */
export interface Pepper {
  version: number;
  /** 32 bytes. */
  key: Uint8Array;
}

/** A stored code: base64url of the digest, and the version of the pepper that made it. */
export interface CodeDigest {
  hmac: string;
  pepper: number;
}

/** Digests and compares codes; the first pepper digests, all compare. */
export interface CodeBook {
  digest(appointment: string, code: DialInCode): CodeDigest;
  /** In constant time for a known pepper; false when its version is unknown. */
  matches(appointment: string, code: DialInCode, stored: CodeDigest): boolean;
}

/** Eight uniform digits; leading zeros count. */
export function newDialInCode(): DialInCode {
  return v.parse(DialInCode, String(randomInt(0, 100_000_000)).padStart(8, '0'));
}

/** `HMAC-SHA-256(pepper, lv("dial-in", appointment, code))`. */
export function createCodeBook(peppers: readonly [Pepper, ...Pepper[]]): CodeBook {
  const keys = new Map(peppers.map((pepper) => [pepper, createSecretKey(pepper.key)]));
  const hmac = (pepper: Pepper, appointment: string, code: string) =>
    createHmac('sha256', keys.get(pepper) ?? pepper.key)
      .update(lengthPrefixed('dial-in', appointment, code))
      .digest();
  return {
    digest: (appointment, code) => ({
      hmac: hmac(peppers[0], appointment, code).toString('base64url'),
      pepper: peppers[0].version,
    }),
    matches(appointment, code, stored) {
      const pepper = peppers.find((one) => one.version === stored.pepper);
      const expected = Buffer.from(stored.hmac, 'base64url');
      const actual = hmac(pepper ?? peppers[0], appointment, code);
      return pepper !== undefined && expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
}
