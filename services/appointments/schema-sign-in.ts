/** The tables of signing in. Digests only: nothing here opens a session, and every row has an end in `retention.ts`. */
import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { advisors } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** One-time sign-in links: SHA-256 of the token. The row goes when it is used. */
export const signInTokens = pgTable('sign_in_tokens', {
  sha256: text('sha256').primaryKey(),
  advisorId: text('advisor_id')
    .notNull()
    .references(() => advisors.id, { onDelete: 'cascade' }),
  expiresAt: moment('expires_at').notNull(),
});

/**
 * Signed-in browsers: SHA-256 of the cookie. `expiresAt` slides with use, `endsAt` does not. Who leads or operates and does not
 * advise has no row in `advisors`, and a `name` here. `subject` and `providerSession` are digests of what the provider calls them.
 */
export const sessions = pgTable(
  'sessions',
  {
    sha256: text('sha256').primaryKey(),
    personId: text('person_id').notNull().default('house'),
    advisorId: text('advisor_id').references(() => advisors.id, { onDelete: 'cascade' }),
    name: text('name').notNull().default(''),
    roles: text('roles', { enum: ['advisor', 'lead', 'operator'] })
      .array()
      .notNull()
      .default([]),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endsAt: moment('ends_at'),
    subject: text('subject'),
    providerSession: text('provider_session'),
    idTokenEnc: text('id_token_enc'),
  },
  (table) => [index('sessions_by_subject').on(table.subject), index('sessions_by_provider').on(table.providerSession)],
);

/** What may be used once: states of sign-ins under way, ids of the provider's logout tokens. */
export const usedOnce = pgTable(
  'used_once',
  { id: text('id').primaryKey(), expiresAt: moment('expires_at').notNull() },
  (table) => [index('used_once_by_end').on(table.expiresAt)],
);
