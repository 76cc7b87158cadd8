/** Which appointments and requests an e-mail address has, without the address: for "send me my link again". */
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { appointments, requests } from './schema.ts';

/** `key` is an HMAC of the address. A row goes with what it leads to. */
export const appointmentMailKeys = pgTable(
  'appointment_mail_keys',
  {
    appointmentId: text('appointment_id')
      .primaryKey()
      .references(() => appointments.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
  },
  (table) => [index('appointment_mail_keys_by_key').on(table.key)],
);

/** The same for requests. */
export const requestMailKeys = pgTable(
  'request_mail_keys',
  {
    requestId: text('request_id')
      .primaryKey()
      .references(() => requests.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
  },
  (table) => [index('request_mail_keys_by_key').on(table.key)],
);
