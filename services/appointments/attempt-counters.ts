/** Keeps the attempt counters in the database, so that all instances count together. What is counted is stored as an HMAC. */
import { createHmac } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
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

/** What `hold_counters` takes: keys as a list in one text, and the numbers of their locks in one order, so that nobody waits in a circle. */
export function heldBy(keys: readonly string[]): { keys: string; locks: string } {
  const sorted = [...keys].sort();
  const numbers = sorted.map((key) => Buffer.from(key, 'base64url').readBigInt64BE(0));
  return { keys: sorted.join(','), locks: numbers.join(',') };
}

/** Of a counter, as `hold_counters` answers it. */
const columns = {
  key: sql<string>`key`,
  count: sql<number>`count`,
  startedAt: sql<Date>`started_at`.mapWith(attemptCounters.startedAt),
  blockedUntil: sql<Date | null>`blocked_until`.mapWith(attemptCounters.blockedUntil),
};

/**
 * Reads counters and holds them until the transaction ends: attempts at the same thing go through one after the other, so
 * a hundred at once are not a hundred free guesses.
 */
export async function holdCounters(tx: Transaction, wanted: readonly string[]): Promise<Map<string, Counter>> {
  const { keys, locks } = heldBy(wanted);
  const held = sql`hold_counters(string_to_array(${locks}, ',')::bigint[], string_to_array(${keys}, ','))`;
  const rows = await tx.select(columns).from(held);
  return new Map(
    rows.map((row) => [
      row.key,
      { count: row.count, startedAtMs: row.startedAt.getTime(), blockedUntilMs: row.blockedUntil?.getTime() ?? null },
    ]),
  );
}

/** The columns of a counter after one more. */
export function countedColumns(kind: AttemptKind, counter: Counter | null, nowMs: number) {
  const next = counted(attemptRules[kind], counter, nowMs);
  return {
    count: next.count,
    startedAt: new Date(next.startedAtMs),
    blockedUntil: next.blockedUntilMs === null ? null : new Date(next.blockedUntilMs),
    expiresAt: new Date(next.startedAtMs + attemptRules[kind].windowMs),
  };
}

/** Adds one to a counter that {@link holdCounters} holds. */
export async function countAttempt(
  tx: Transaction,
  kind: AttemptKind,
  key: string,
  counter: Counter | null,
  nowMs: number,
): Promise<void> {
  const row = countedColumns(kind, counter, nowMs);
  await tx
    .insert(attemptCounters)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: attemptCounters.key, set: row });
}

/** Forgets the failures at one appointment: the advisor gave out a new code. */
export async function clearCounter(tx: Transaction, key: string): Promise<void> {
  await tx.delete(attemptCounters).where(eq(attemptCounters.key, key));
}
