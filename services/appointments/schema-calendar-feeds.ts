/** Addresses at which calendars read when an advisor is busy. Digests only; each has an end in `retention.ts`. */
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { advisors } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** One for each advisor who wants it. `sha256` is base64url of the digest of the address's secret; `askedAt` is told to a day. */
export const calendarFeeds = pgTable('calendar_feeds', {
  advisorId: text('advisor_id')
    .primaryKey()
    .references(() => advisors.id, { onDelete: 'cascade' }),
  sha256: text('sha256').notNull().unique(),
  language: text('language', { enum: ['de', 'en'] }).notNull(),
  createdAt: moment('created_at').notNull(),
  askedAt: moment('asked_at'),
});
