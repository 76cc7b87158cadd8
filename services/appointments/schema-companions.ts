/** The table of companions, beside the others of `schema.ts` and with the same rules. */
import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { appointments } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * The third person of an appointment: one at a time, with a link and a code of their own. Another link is another row; the row
 * goes with a withdrawal, and when the room is over.
 */
export const companions = pgTable('companions', {
  id: text('id').primaryKey(),
  appointmentId: text('appointment_id')
    .notNull()
    .unique()
    .references(() => appointments.id, { onDelete: 'cascade' }),
  kind: text('kind', { enum: ['relative', 'carer', 'interpreter', 'sign-interpreter'] }).notNull(),
  language: text('language', { enum: ['de', 'en'] }).notNull(),
  nameEnc: text('name_enc').notNull(),
  emailEnc: text('email_enc'),
  codeHmac: text('code_hmac').notNull(),
  codePepper: integer('code_pepper').notNull(),
  codeEnc: text('code_enc'),
  linkSecretEnc: text('link_secret_enc'),
  linkSecretMode: text('link_secret_mode', { enum: ['service', 'browser'] }).notNull(),
  consentVersion: text('consent_version'),
  consentAt: moment('consent_at'),
  admittedAt: moment('admitted_at'),
  createdAt: moment('created_at').notNull(),
});
