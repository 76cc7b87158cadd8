/** The tables of webhooks, beside the others of `schema.ts` and with the same rules: who is told, and the messages on their way. */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { appointments, requests } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * Receivers that the organisation chose. Address and secrets are sealed: both open something at the receiver. `restsUntil`: after a failure
 * nothing is sent there for a while.
 */
export const webhooks = pgTable('webhooks', {
  id: text('id').primaryKey(),
  urlEnc: text('url_enc').notNull(),
  events: text('events').array().notNull(),
  secretEnc: text('secret_enc').notNull(),
  previousSecretEnc: text('previous_secret_enc'),
  previousSecretUntil: moment('previous_secret_until'),
  isActive: boolean('is_active').notNull().default(true),
  restsUntil: moment('rests_until'),
  createdAt: moment('created_at').notNull(),
});

/**
 * Messages to receivers, written in the transaction that made them necessary; `body` is what is sent, byte for byte, in every attempt. `dueSince` begins
 * the day after which a message is set aside. They end after a week, and with what they tell of.
 */
export const webhookMessages = pgTable(
  'webhook_messages',
  {
    id: text('id').primaryKey(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    appointmentId: text('appointment_id').references(() => appointments.id, { onDelete: 'cascade' }),
    requestId: text('request_id').references(() => requests.id, { onDelete: 'cascade' }),
    event: text('event').notNull(),
    body: text('body').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Null when there is none to come. */
    nextAttemptAt: moment('next_attempt_at'),
    deliveredAt: moment('delivered_at'),
    setAsideAt: moment('set_aside_at'),
    lastError: text('last_error'),
    dueSince: moment('due_since').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    index('webhook_messages_due').on(table.webhookId, table.nextAttemptAt),
    // For the gauges, every few seconds: what was delivered stays for a week.
    index('webhook_messages_waiting').on(table.dueSince).where(sql`next_attempt_at is not null`),
    index('webhook_messages_aside').on(table.setAsideAt).where(sql`set_aside_at is not null`),
    index('webhook_messages_by_age').on(table.createdAt),
    index('webhook_messages_by_appointment').on(table.appointmentId),
    index('webhook_messages_by_request').on(table.requestId),
  ],
);

/** What receivers were told became of an appointment, so that the clock and the advisor do not tell it twice. */
export const toldOutcomes = pgTable('told_outcomes', {
  appointmentId: text('appointment_id')
    .primaryKey()
    .references(() => appointments.id, { onDelete: 'cascade' }),
  outcome: text('outcome', { enum: ['held', 'missed'] }).notNull(),
});
