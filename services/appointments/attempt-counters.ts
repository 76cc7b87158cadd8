/** Keeps the attempt counters in the database, so that all instances count together. What is counted is stored as an HMAC. */
import { createHmac } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { type AttemptKind, attemptRules, type Counter, counted } from './attempts.ts';
import type { Transaction } from './database.ts';
import { lengthPrefixed, type Vault } from './encryption.ts';
import { attemptCounters } from './schema.ts';

/** Names the counter of one thing without naming the thing. */
export type AttemptKeys = (kind: AttemptKind, counted: string) => string;

/** Keys are made with a secret, so that nobody who reads the table can try addresses. */
export function createAttemptKeys(vault: Vault): AttemptKeys {
  const [key] = vault.derive('attempt-counters');
  if (key === undefined) throw new Error('no counter key');
  return (kind, value) => createHmac('sha256', key).update(lengthPrefixed(kind, value)).digest('base64url');
}

/**
 * Reads counters and holds them until the transaction ends: attempts at the same thing go through one after the other, so
 * a hundred at once are not a hundred free guesses.
 */
export async function holdCounters(tx: Transaction, keys: readonly string[]): Promise<Map<string, Counter>> {
  // In one order, so that nobody waits in a circle, and in one statement: each more is a way to the database and back.
  const numbers = [...keys].sort().map((key) => Buffer.from(key, 'base64url').readBigInt64BE(0));
  const locks = sql`string_to_array(${numbers.join(',')}, ',')::bigint[]`;
  await tx.execute(sql`select pg_advisory_xact_lock(number) from unnest(${locks}) as number`);
  const rows = await tx
    .select()
    .from(attemptCounters)
    .where(inArray(attemptCounters.key, [...keys]));
  return new Map(
    rows.map((row) => [
      row.key,
      { count: row.count, startedAtMs: row.startedAt.getTime(), blockedUntilMs: row.blockedUntil?.getTime() ?? null },
    ]),
  );
}

/** Adds one to a counter that {@link holdCounters} holds. */
export async function countAttempt(
  tx: Transaction,
  kind: AttemptKind,
  key: string,
  counter: Counter | null,
  nowMs: number,
): Promise<void> {
  const next = counted(attemptRules[kind], counter, nowMs);
  const row = {
    count: next.count,
    startedAt: new Date(next.startedAtMs),
    blockedUntil: next.blockedUntilMs === null ? null : new Date(next.blockedUntilMs),
    expiresAt: new Date(next.startedAtMs + attemptRules[kind].windowMs),
  };
  await tx
    .insert(attemptCounters)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: attemptCounters.key, set: row });
}

/** Forgets the failures at one appointment: the advisor gave out a new code. */
export async function clearCounter(tx: Transaction, key: string): Promise<void> {
  await tx.delete(attemptCounters).where(eq(attemptCounters.key, key));
}
