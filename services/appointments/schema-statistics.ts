/** The tables of the statistics: numbers alone. No row belongs to anybody, and only what is five at least has a day. */
import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';

/** What is counted: measure and bucket of `shared/statistics.ts`, and the service, empty where none was chosen. */
const counted = () => ({
  service: text('service').notNull(),
  measure: text('measure').notNull(),
  bucket: text('bucket').notNull(),
});
const day = (name: string) => date(name, { mode: 'string' }).notNull();

/** Bundles that may be given out: so many since the bundle before, on the day that filled it. */
export const dailyCounts = pgTable(
  'daily_counts',
  { day: day('day'), ...counted(), count: integer('count').notNull() },
  (table) => [
    primaryKey({ columns: [table.day, table.service, table.measure, table.bucket] }),
    check('daily_counts_enough', sql`${table.count} >= 5`),
  ],
);

/**
 * What came since the last bundle: has no day, and is never given out. Spread over lanes, so that those who count do not wait for
 * each other. Below zero when something was put right.
 */
export const openCounts = pgTable(
  'open_counts',
  {
    ...counted(),
    lane: smallint('lane').notNull(),
    count: integer('count').notNull(),
    /** When this row was begun, so that what never becomes a bundle has an end. */
    since: day('since'),
  },
  (table) => [
    primaryKey({ columns: [table.service, table.measure, table.bucket, table.lane] }),
    index('open_counts_by_begin').on(table.since),
  ],
);
