/** The table of letters: written words about an appointment or a request, gone with it. See `letters/`. */
import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { appointments, requests } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * One letter. It belongs to the request, to the appointment, or to both once the one became the other; `textEnc` is sealed.
 * `readAt`: a person of the other side has opened it.
 */
export const letters = pgTable(
  'letters',
  {
    id: text('id').primaryKey(),
    appointmentId: text('appointment_id').references(() => appointments.id, { onDelete: 'cascade' }),
    requestId: text('request_id').references(() => requests.id, { onDelete: 'cascade' }),
    from: text('from_side', { enum: ['advisor', 'guest'] }).notNull(),
    textEnc: text('text_enc').notNull(),
    readAt: moment('read_at'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    index('letters_by_appointment').on(table.appointmentId, table.createdAt),
    index('letters_by_request').on(table.requestId, table.createdAt),
  ],
);
