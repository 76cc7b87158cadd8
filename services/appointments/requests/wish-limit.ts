/** How often somebody may wish for a slot, by the address they ask from and by the e-mail address they name. */
import { countAttempt, holdCounters } from '../attempt-counters.ts';
import { type AttemptKind, attemptRules, waitMs } from '../attempts.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import type { WishesBefore } from './suspicion.ts';

/** Milliseconds to wait, 0 when the wish counts, and what there was before it. */
export interface CountedWish {
  waitMs: number;
  before: Pick<WishesBefore, 'byAddress' | 'byMail'>;
}

/** The counters of a wish. */
export function wishKeys(context: Context, email: string, address: string): { kind: AttemptKind; key: string }[] {
  const names: [AttemptKind, string][] = [
    ['booking', address],
    ['booking-mail', email.toLowerCase()],
  ];
  return names.map(([kind, value]) => ({ kind, key: context.attemptKeys(kind, value) }));
}

/** Counts a wish. An e-mail address is counted so that nobody floods somebody else's. */
export async function countWish(
  context: Context,
  tx: Transaction,
  email: string,
  address: string,
): Promise<CountedWish> {
  const now = context.clock.now();
  const keyed = wishKeys(context, email, address);
  const counters = await holdCounters(
    tx,
    keyed.map(({ key }) => key),
  );
  const counterOf = (key: string) => counters.get(key) ?? null;
  const before = ({ kind, key }: (typeof keyed)[number]) => {
    const counter = counterOf(key);
    return counter !== null && now < counter.startedAtMs + attemptRules[kind].windowMs ? counter.count : 0;
  };
  const [byAddress = 0, byMail = 0] = keyed.map(before);
  const wait = Math.max(...keyed.map(({ kind, key }) => waitMs(attemptRules[kind], counterOf(key), now)));
  const counted = { waitMs: wait, before: { byAddress, byMail } };
  if (wait > 0) return counted;
  for (const { kind, key } of keyed) await countAttempt(tx, kind, key, counterOf(key), now);
  return counted;
}
