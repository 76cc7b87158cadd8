/** Keys with which programs use the HTTP interface: `vv_<id>_<secret>`, of which only the secret's digest is kept. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { type Scope, scopes } from './scopes.ts';

/**
 * What is kept of a key. `sha256` is base64url of the secret's digest: 256 random bits need no slower one. Without `scopes` the key
 * is good for all that programs may do.
 */
export const ApiKeyRecord = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  sha256: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  scopes: v.optional(v.pipe(v.array(v.picklist(scopes)), v.minLength(1))),
});
export type ApiKeyRecord = v.InferOutput<typeof ApiKeyRecord>;

/**
 * Where keys lie: in a folder beside the embedded database (`api-keys-folder.ts`), which a running service has locked, or
 * in PostgreSQL (`api-keys-postgres.ts`).
 */
export interface ApiKeys {
  add(record: ApiKeyRecord): Promise<void>;
  find(id: string): Promise<ApiKeyRecord | null>;
  /** Oldest first. */
  list(): Promise<ApiKeyRecord[]>;
  /** False when there was no such key. A revoked key is refused from its next request on. */
  revoke(id: string): Promise<boolean>;
}

const shape = /^vv_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
const digest = (secret: string) => createHash('sha256').update(secret).digest();

/**
 * A new key: its text, which is shown once, and what to keep of it; for `granted` only, or for everything.
 * @throws {ValiError} for a name that is empty or too long, or an empty list
 */
export function newApiKey(
  name: string,
  nowMs: number,
  granted?: readonly Scope[],
): { key: string; record: ApiKeyRecord } {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const sha256 = digest(secret).toString('base64url');
  const createdAt = new Date(nowMs).toISOString();
  const limited = granted === undefined ? {} : { scopes: [...new Set(granted)] };
  const record = v.parse(ApiKeyRecord, { id, name, sha256, createdAt, ...limited });
  return { key: `vv_${id}_${secret}`, record };
}

/** The record of a genuine key, else null. */
export async function verifyApiKey(keys: ApiKeys, key: string): Promise<ApiKeyRecord | null> {
  const [, id, secret] = shape.exec(key) ?? [];
  if (id === undefined || secret === undefined) return null;
  const record = await keys.find(id);
  if (record === null) return null;
  return timingSafeEqual(Buffer.from(record.sha256, 'base64url'), digest(secret)) ? record : null;
}
