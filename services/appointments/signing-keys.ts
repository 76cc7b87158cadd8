/** The keys that sign tickets: a new one every 30 days, published before it signs and until its last ticket has expired. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type Clock, errorKind, type Log } from '@visavis/runtime';
import { limits, ticketAlgorithm } from '@visavis/shared';
import { sql } from 'drizzle-orm';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import * as v from 'valibot';
import type { Db } from './database.ts';
import type { Vault } from './encryption.ts';
import { signingKeys } from './schema.ts';
import { every } from './single-run.ts';

/** How long a key signs, how long before that it is published, and how long after it stays so. */
export const keyLife = {
  signsMs: 30 * 86_400_000,
  publishedBeforeMs: 86_400_000,
  publishedAfterMs: limits.ticketTtlMs + limits.clockToleranceMs + 3_600_000,
} as const;

/** A public key as JWKS shows it (RFC 7517, RFC 8037). */
export const PublicKey = v.strictObject({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.string(),
  kid: v.string(),
  alg: v.literal(ticketAlgorithm),
  use: v.literal('sig'),
});
export type PublicKey = v.InferOutput<typeof PublicKey>;
const PrivateKey = v.strictObject({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: v.string(), d: v.string() });

/** When one key lives; milliseconds since 1970. */
export interface KeyTimes {
  signsFromMs: number;
  signsUntilMs: number;
}

/** Which key is to be made now, if any: the first one signs at once, a successor when its predecessor ends. */
export function nextKey(keys: readonly KeyTimes[], nowMs: number): KeyTimes | null {
  const lastEnd = Math.max(0, ...keys.map((key) => key.signsUntilMs));
  if (lastEnd - nowMs > keyLife.publishedBeforeMs) return null;
  const signsFromMs = Math.max(lastEnd, nowMs);
  return { signsFromMs, signsUntilMs: signsFromMs + keyLife.signsMs };
}

export interface SigningKeys {
  /** The key that signs now, for WebCrypto and for signing at once. */
  current(): { kid: string; key: CryptoKey; local: KeyObject };
  /** All keys that anybody may need to verify a ticket, as the JWKS document. */
  jwks(): { keys: PublicKey[] };
  /** Looks now; done by itself every minute. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

interface LoadedKey extends KeyTimes {
  publicKey: PublicKey;
  key: CryptoKey;
  local: KeyObject;
  goneAtMs: number;
}

const privatePlace = (kid: string) => ({ table: 'signing_keys', column: 'private_enc', id: kid });
/** One number for all instances ("vvkey" in ASCII): two that start at once must not both make the first key. */
const makingLock = 0x76766b6579;

async function makeKey(vault: Vault, times: KeyTimes, nowMs: number): Promise<typeof signingKeys.$inferInsert> {
  const pair = await generateKeyPair(ticketAlgorithm, { extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const privateJwk = v.parse(PrivateKey, await exportJWK(pair.privateKey));
  const publicKey = v.parse(PublicKey, { ...publicJwk, kid, alg: ticketAlgorithm, use: 'sig' });
  return {
    kid,
    privateEnc: vault.seal(JSON.stringify(privateJwk), privatePlace(kid)),
    publicKey: JSON.stringify(publicKey),
    createdAt: new Date(nowMs),
    signsFrom: new Date(times.signsFromMs),
    signsUntil: new Date(times.signsUntilMs),
    goneAt: new Date(times.signsUntilMs + keyLife.publishedAfterMs),
  };
}

async function loadKey(vault: Vault, row: typeof signingKeys.$inferSelect): Promise<LoadedKey> {
  const sealed: unknown = JSON.parse(vault.open(row.privateEnc, privatePlace(row.kid)));
  const shown: unknown = JSON.parse(row.publicKey);
  const jwk = v.parse(PrivateKey, sealed);
  const key = await importJWK(jwk, ticketAlgorithm);
  if (key instanceof Uint8Array) throw new TypeError('a signing key is not a secret');
  return {
    publicKey: v.parse(PublicKey, shown),
    key,
    local: createPrivateKey({ key: jwk, format: 'jwk' }),
    signsFromMs: row.signsFrom.getTime(),
    signsUntilMs: row.signsUntil.getTime(),
    goneAtMs: row.goneAt.getTime(),
  };
}

/** Makes what is due and answers all keys that are not gone. */
async function refresh(db: Db, vault: Vault, nowMs: number): Promise<LoadedKey[]> {
  const rows = await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${makingLock})`);
    const known = await tx.select().from(signingKeys);
    const times = known.map((row) => ({
      signsFromMs: row.signsFrom.getTime(),
      signsUntilMs: row.signsUntil.getTime(),
    }));
    const next = nextKey(times, nowMs);
    if (next === null) return known;
    return [
      ...known,
      ...(await tx
        .insert(signingKeys)
        .values(await makeKey(vault, next, nowMs))
        .returning()),
    ];
  });
  return Promise.all(rows.filter((row) => row.goneAt.getTime() > nowMs).map((row) => loadKey(vault, row)));
}

/**
 * Loads the keys, makes the first one if there is none, and looks again every minute for what another instance made.
 * @throws {SealBroken} when the data key is not the one that sealed them
 */
export async function openSigningKeys(db: Db, vault: Vault, clock: Clock, log: Log): Promise<SigningKeys> {
  let keys = await refresh(db, vault, clock.now());
  const refreshing = every(
    clock,
    60_000,
    async () => {
      keys = await refresh(db, vault, clock.now());
    },
    (error) => log.warn('signing keys not refreshed', { kind: errorKind(error) }),
  );
  return {
    current() {
      const now = clock.now();
      const signing = keys.filter((key) => key.signsFromMs <= now).sort((a, b) => b.signsFromMs - a.signsFromMs)[0];
      if (signing === undefined) throw new Error('no signing key');
      return { kid: signing.publicKey.kid, key: signing.key, local: signing.local };
    },
    jwks: () => ({ keys: keys.filter((key) => key.goneAtMs > clock.now()).map((key) => key.publicKey) }),
    refresh: refreshing.kick,
    close: refreshing.close,
  };
}
