/** How often somebody may wish for a slot, by the address they ask from and by the e-mail address they name. */
import { countAttempt, holdCounters } from '../attempt-counters.ts';
import { type AttemptKind, attemptRules, waitMs } from '../attempts.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';

/** Answers how long to wait, 0 when the wish counts. An e-mail address is counted so that nobody floods somebody else's. */
export async function countWish(context: Context, tx: Transaction, email: string, address: string): Promise<number> {
  const now = context.clock.now();
  const names: [AttemptKind, string][] = [
    ['booking', address],
    ['booking-mail', email.toLowerCase()],
  ];
  const keyed = names.map(([kind, value]) => ({ kind, key: context.attemptKeys(kind, value) }));
  const counters = await holdCounters(
    tx,
    keyed.map(({ key }) => key),
  );
  const counterOf = (key: string) => counters.get(key) ?? null;
  const wait = Math.max(...keyed.map(({ kind, key }) => waitMs(attemptRules[kind], counterOf(key), now)));
  if (wait > 0) return wait;
  for (const { kind, key } of keyed) await countAttempt(tx, kind, key, counterOf(key), now);
  return 0;
}
