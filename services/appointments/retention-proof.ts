/** The signed line of a retention run: how much was deleted and when, for whoever must show that it was. */
import { randomBytes } from 'node:crypto';
import { ticketAlgorithm } from '@visavis/shared';
import { SignJWT } from 'jose';
import type { retentionProofs } from './schema.ts';
import type { SigningKeys } from './signing-keys.ts';

/** `typ` of the proof: never to be taken for a ticket (RFC 8725 §3.11). */
export const retentionProofType = 'visavis-retention+jwt';

/** The header of any proof: with the public key in it, which outlives the key's own days. */
export function proofHeader(keys: SigningKeys, typ: string) {
  const { kid } = keys.current();
  const shown = keys.jwks().keys.find((one) => one.kid === kid);
  return { alg: ticketAlgorithm, typ, kid, ...(shown ? { jwk: shown } : {}) };
}

/** A JWS over the moment and the number of rows by table, with the public key in its header for later. */
export async function signRetention(
  keys: SigningKeys,
  deleted: Record<string, number>,
  nowMs: number,
): Promise<typeof retentionProofs.$inferInsert> {
  const jws = await new SignJWT({ deleted })
    .setProtectedHeader(proofHeader(keys, retentionProofType))
    .setIssuedAt(Math.floor(nowMs / 1000))
    .sign(keys.current().key);
  return { id: randomBytes(16).toString('base64url'), ranAt: new Date(nowMs), jws };
}
