/** The end of a day: what has become enough gets that day and may be given out; the rest stays open. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { dayAfter, dayOf } from '../offers/zone-time.ts';
import { dailyCounts, openCounts } from '../schema-statistics.ts';
import { isFirstUse } from '../used-once.ts';
import { fullBundles } from './bundles.ts';

type Parts = Pick<Context, 'db' | 'clock' | 'calendar'>;

/** A day is closed once; this long after nobody asks for it any more. */
const rememberedMs = 3 * 86_400_000;

/** The last day on the organisation's calendar that is over. */
export const lastClosedDay = ({ clock, calendar }: Omit<Parts, 'db'>): string =>
  dayAfter(dayOf(clock.now(), calendar.timeZone), -1);

async function closeIn(tx: Transaction, day: string): Promise<void> {
  const open = await tx
    .select()
    .from(openCounts)
    .orderBy(openCounts.measure, openCounts.bucket, openCounts.service, openCounts.lane)
    .for('update');
  for (const { lanes, ...bundle } of fullBundles(open)) {
    const { service, measure, bucket } = bundle;
    const key = and(eq(openCounts.service, service), eq(openCounts.measure, measure), eq(openCounts.bucket, bucket));
    // Only what was added up: a lane that somebody began meanwhile is of the next bundle.
    await tx.delete(openCounts).where(and(key, inArray(openCounts.lane, lanes)));
    await tx.insert(dailyCounts).values({ day, ...bundle });
  }
}

/** Answers what to call now and then: the first call of a day, on whichever instance, closes the day before. */
export function createDayClosing(parts: Parts): () => Promise<void> {
  let closed = '';
  return async () => {
    const day = lastClosedDay(parts);
    if (day === closed) return;
    await parts.db.transaction(async (tx) => {
      const untilMs = parts.clock.now() + rememberedMs;
      if (await isFirstUse(tx, 'statistics-day', day, untilMs)) await closeIn(tx, day);
    });
    closed = day;
  };
}
