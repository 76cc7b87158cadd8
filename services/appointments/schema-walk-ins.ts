/** The tables of the queue: who came from the portal, and which advisors take people. Every row has an end in `walk-ins/walk-in-end.ts`. */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { advisors, appointments } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * Somebody handed over by the portal. Name and insurance number stay until the conversation or the call is over; then only service
 * and times do, for days. `secretSha256` is the digest of what the person's page shows; `talkMinutes` is known where the advisor said so.
 */
export const walkIns = pgTable(
  'walk_ins',
  {
    id: text('id').primaryKey(),
    serviceId: text('service_id').notNull(),
    language: text('language', { enum: ['de', 'en'] }).notNull(),
    phase: text('phase', {
      enum: ['waiting', 'taken', 'over', 'left', 'call-me', 'called', 'expired'],
    }).notNull(),
    nameEnc: text('name_enc'),
    insuranceEnc: text('insurance_enc'),
    phoneEnc: text('phone_enc'),
    secretSha256: text('secret_sha256').notNull(),
    joinedAt: moment('joined_at').notNull(),
    seenAt: moment('seen_at').notNull(),
    changedAt: moment('changed_at').notNull(),
    advisorId: text('advisor_id').references(() => advisors.id),
    appointmentId: text('appointment_id').references(() => appointments.id, { onDelete: 'set null' }),
    talkMinutes: integer('talk_minutes'),
  },
  (table) => [
    index('walk_ins_by_phase').on(table.phase, table.joinedAt),
    index('walk_ins_by_appointment').on(table.appointmentId),
    // Everybody who waits asks for the last conversations every few seconds.
    index('walk_ins_talks')
      .on(table.serviceId, table.changedAt)
      .where(sql`phase = 'over' and talk_minutes is not null`),
    // Nobody has two people at once, on however many tabs and instances.
    uniqueIndex('walk_ins_one_at_a_time').on(table.advisorId).where(sql`${table.phase} = 'taken'`),
  ],
);

/** Advisors at their queue: whether they take people, whether they talk, and when their page last said so. */
export const walkInDuty = pgTable('walk_in_duty', {
  advisorId: text('advisor_id')
    .primaryKey()
    .references(() => advisors.id, { onDelete: 'cascade' }),
  isFree: boolean('is_free').notNull(),
  isTalking: boolean('is_talking').notNull(),
  seenAt: moment('seen_at').notNull(),
});
