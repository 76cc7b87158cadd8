/**
 * Proof of work before a request: costs a browser a moment and a flood of requests a lot, and asks no third party. The server
 * keeps nothing of a challenge it gives out; of one that was used, a digest until it expires.
 */
import { createHash, createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { WorkChallenge } from '@visavis/shared';
import { lengthPrefixed, type Vault } from '../encryption.ts';

export const workLifeMs = 30 * 60_000;
const harderBits = 2;

/** A piece of work that was done: what to remember so that it is not shown again. */
export interface DoneWork {
  id: string;
  expiresAtMs: number;
  /** More than the least that is asked of everybody. */
  isHard: boolean;
}

export interface WorkOffice {
  /** `isHard`: for whoever asks for much of it, four times the work. */
  issue(nowMs: number, isHard?: boolean): WorkChallenge;
  /** Null for anything but work of this office, done, and not expired. Whether it was shown before is not known here. */
  check(work: { challenge: string; nonce: string }, nowMs: number): DoneWork | null;
}

const shape = /^w1\.(\d{1,12})\.(\d{1,2})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** How many bits at the beginning of `bytes` are zero. */
export function leadingZeroBits(bytes: Uint8Array): number {
  const full = bytes.findIndex((byte) => byte !== 0);
  return full === -1 ? bytes.length * 8 : full * 8 + Math.clz32(bytes[full] ?? 0) - 24;
}

/**
 * Challenges are `w1.<expiry in seconds>.<bits>.<random>.<HMAC-SHA-256>`. 16 bits are about 65,000 digests: a tenth of a
 * second on a laptop, under a second on an old phone.
 */
export function createWorkOffice(vault: Vault, bits: number): WorkOffice {
  const keys = vault.derive('booking-work');
  const mac = (key: KeyObject, fields: readonly string[]) =>
    createHmac('sha256', key)
      .update(lengthPrefixed('work', ...fields))
      .digest();
  return {
    issue(nowMs, isHard = false) {
      const expires = Math.floor((nowMs + workLifeMs) / 1000);
      const wanted = isHard ? bits + harderBits : bits;
      const fields = [String(expires), String(wanted), randomBytes(16).toString('base64url')];
      const [key] = keys;
      if (key === undefined) throw new Error('no key for work');
      const challenge = `w1.${fields.join('.')}.${mac(key, fields).toString('base64url')}`;
      return { challenge, bits: wanted, expiresAt: new Date(expires * 1000).toISOString() };
    },
    check({ challenge, nonce }, nowMs) {
      const [, expires = '', wanted = '', random = '', tag = ''] = shape.exec(challenge) ?? [];
      if (tag === '' || Number(expires) * 1000 <= nowMs) return null;
      const given = Buffer.from(tag, 'base64url');
      if (!keys.some((key) => timingSafeEqual(mac(key, [expires, wanted, random]), given))) return null;
      const digest = createHash('sha256').update(`${challenge}.${nonce}`).digest();
      if (leadingZeroBits(digest) < Number(wanted)) return null;
      return { id: random, expiresAtMs: Number(expires) * 1000, isHard: Number(wanted) > bits };
    },
  };
}
