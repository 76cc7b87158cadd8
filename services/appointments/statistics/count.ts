/** Counts what happens, in the transaction in which it happens: one more of its kind, and nothing else. */
import { randomInt } from 'node:crypto';
import type { BucketOf, Measure } from '@visavis/shared';
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { dayOf } from '../offers/zone-time.ts';
import { openCounts } from '../schema-statistics.ts';
import { type CountKey, keyOf } from './bundles.ts';

/** Something that happened; `by` is one without it, and minus one takes back what was counted before. */
export interface Happening extends CountKey {
  measure: Measure;
  by?: 1 | -1;
}

/** Of a service of the offer, or of none. */
export const happening = <M extends Measure>(
  service: string | null,
  measure: M,
  bucket: BucketOf<M>,
  by: 1 | -1 = 1,
): Happening => ({ service: service ?? '', measure, bucket, by });

/** Rows that a number is spread over: as many can count the same thing at the same moment. */
const lanes = 8;

/**
 * Call it last in a transaction, because what it touches is touched by many. In one order, so that nobody waits in a circle.
 */
export async function count(
  { clock, calendar }: Pick<Context, 'clock' | 'calendar'>,
  tx: Pick<Transaction, 'insert'>,
  happenings: readonly Happening[],
): Promise<void> {
  const sums = new Map<string, { key: CountKey; count: number }>();
  for (const { service, measure, bucket, by = 1 } of happenings) {
    const key = { service, measure, bucket };
    sums.set(keyOf(key), { key, count: (sums.get(keyOf(key))?.count ?? 0) + by });
  }
  const since = dayOf(clock.now(), calendar.timeZone);
  const lane = randomInt(lanes);
  const rows = [...sums]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .filter(([, sum]) => sum.count !== 0)
    .map(([, sum]) => ({ ...sum.key, lane, count: sum.count, since }));
  if (rows.length === 0) return;
  await tx
    .insert(openCounts)
    .values(rows)
    .onConflictDoUpdate({
      target: [openCounts.service, openCounts.measure, openCounts.bucket, openCounts.lane],
      set: { count: sql`${openCounts.count} + excluded.count` },
    });
}
