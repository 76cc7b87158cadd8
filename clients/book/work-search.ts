/** Finds the nonce that a challenge asks for: the same sum as `requests/work.ts` of the appointments service checks. Pure. */
import { sha256 } from '@noble/hashes/sha2.js';

/** Whether the first `bits` bits of `digest` are zero. */
function isEnough(digest: Uint8Array, bits: number): boolean {
  const full = bits >> 3;
  for (let at = 0; at < full; at++) if (digest[at] !== 0) return false;
  return (digest[full] ?? 0) >> (8 - (bits & 7)) === 0;
}

/** Tries numbers from 0 on; `bits` is at most 32. The nonce is the number in base 36. */
export function findNonce(challenge: string, bits: number): string {
  const encoder = new TextEncoder();
  const begun = sha256.create().update(encoder.encode(`${challenge}.`));
  for (let tried = 0; ; tried++) {
    const nonce = tried.toString(36);
    if (isEnough(begun.clone().update(encoder.encode(nonce)).digest(), bits)) return nonce;
  }
}
