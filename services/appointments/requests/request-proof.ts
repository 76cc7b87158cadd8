/** Whether somebody has a guest's link to a request and its code: same rules and the same silence as at the door of a room. */
import type { DialInCode, RequestId } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { countAttempt, holdCounters } from '../attempt-counters.ts';
import { type AttemptKind, attemptRules, waitMs } from '../attempts.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { requests } from '../schema.ts';
import { type Held, holdRequest } from './decide.ts';

export type RequestProof =
  | { outcome: 'proven'; held: Held }
  | { outcome: 'refused' }
  | { outcome: 'too-many'; retryAfterMs: number };

interface Shown {
  request: RequestId;
  code: DialInCode;
  address: string;
}

/** An unknown request is counted and compared like a known one, so that both behave alike. */
export async function proveRequest(context: Context, tx: Transaction, shown: Shown): Promise<RequestProof> {
  const now = context.clock.now();
  const names: [AttemptKind, string][] = [
    ['address', shown.address],
    ['request', shown.request],
  ];
  const keyed = names.map(([kind, value]) => ({ kind, key: context.attemptKeys(kind, value) }));
  const counters = await holdCounters(
    tx,
    keyed.map(({ key }) => key),
  );
  const waits = keyed.map(({ kind, key }) => waitMs(attemptRules[kind], counters.get(key) ?? null, now));
  const retryAfterMs = Math.max(...waits);
  if (retryAfterMs > 0) return { outcome: 'too-many', retryAfterMs };
  const [row] = await tx.select().from(requests).where(eq(requests.id, shown.request));
  const stored = row ? { hmac: row.codeHmac, pepper: row.codePepper } : context.codes.digest('none', shown.code);
  const matches = context.codes.matches(shown.request, shown.code, stored);
  if (row && matches) {
    const held = await holdRequest(tx, row.id);
    // A corrected address may have ended this very code while one waited.
    return held.row.codeHmac === row.codeHmac ? { outcome: 'proven', held } : { outcome: 'refused' };
  }
  for (const { kind, key } of keyed) await countAttempt(tx, kind, key, counters.get(key) ?? null, now);
  return { outcome: 'refused' };
}
