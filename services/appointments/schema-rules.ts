/** The tables of what a lead decides: settings and texts of the organisation, versions of the terms, and who changed what. */
import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** One row, `id` always `own`. `revision` rises with every change of anything here, and tells instances to read again. */
export const houseRules = pgTable('house_rules', {
  id: text('id').primaryKey(),
  revision: integer('revision').notNull(),
  /** An `OwnSettings` of `shared`. */
  settings: jsonb('settings').notNull(),
  /** A `HouseTexts` of `shared`. */
  texts: jsonb('texts').notNull(),
});

/** Who changed what and when. Names of those who work here, none of a guest. */
export const houseChanges = pgTable(
  'house_changes',
  {
    id: text('id').primaryKey(),
    changedAt: moment('changed_at').notNull(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    what: text('what', { enum: ['settings', 'texts', 'terms', 'advisors'] }).notNull(),
    changes: jsonb('changes').notNull(),
  },
  (table) => [index('house_changes_by_time').on(table.changedAt)],
);

/** Versions of the terms written here; without `publishedAt` a draft. They stay as long as they hold or a consent refers to them. */
export const termsVersions = pgTable('terms_versions', {
  version: text('version').primaryKey(),
  /** A `TermsTexts` of `shared`. */
  texts: jsonb('texts').notNull(),
  validFrom: moment('valid_from'),
  publishedAt: moment('published_at'),
  createdAt: moment('created_at').notNull(),
});
