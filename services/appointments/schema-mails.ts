/** The table of mails that wait, beside the others of `schema.ts` and with the same rules. */
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { appointments, requests } from './schema.ts';
import { companions } from './schema-companions.ts';
import { letters } from './schema-letters.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * Mails that wait to be sent, of an appointment, a request, a companion or a letter, written in the transaction that made them necessary. `payloadEnc` holds all facts of the
 * mail as encrypted JSON; it is emptied when the appointment is over, and goes with the request. Exactly one of `sentAt` and `failedAt` is set at the end.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    appointmentId: text('appointment_id').references(() => appointments.id, { onDelete: 'cascade' }),
    requestId: text('request_id').references(() => requests.id, { onDelete: 'cascade' }),
    companionId: text('companion_id').references(() => companions.id, { onDelete: 'cascade' }),
    letterId: text('letter_id').references(() => letters.id, { onDelete: 'cascade' }),
    kind: text('kind', {
      enum: [
        ...(['invite', 'move', 'cancel', 'code', 'remind', 'advisor'] as const),
        ...(['verify', 'link', 'received', 'proposed', 'declined', 'expired', 'withdrawn'] as const),
        'letter',
      ],
    }).notNull(),
    language: text('language', { enum: ['de', 'en'] }).notNull(),
    payloadEnc: text('payload_enc'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull(),
    sentAt: moment('sent_at'),
    failedAt: moment('failed_at'),
    lastErrorCode: text('last_error_code'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    // What is done stays for weeks: whoever looks for what waits must not read all of it each time.
    index('outbox_waiting').on(table.nextAttemptAt).where(sql`sent_at is null and failed_at is null`),
    index('outbox_by_appointment').on(table.appointmentId, table.createdAt),
    index('outbox_by_request').on(table.requestId, table.createdAt),
    index('outbox_by_companion').on(table.companionId, table.createdAt),
    index('outbox_by_letter').on(table.letterId),
  ],
);
