/** How the rows of every table end. Whoever adds a table adds its line here: a test compares this list with the database. */
import { statisticsMonths } from '@visavis/shared';
import { type AnyPgColumn, getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import {
  advisorHours,
  advisors,
  apiKeys,
  appointments,
  attemptCounters,
  requests,
  retentionProofs,
  services,
  signingKeys,
  slotHolds,
  spentWork,
} from './schema.ts';
import { calendarFeeds } from './schema-calendar-feeds.ts';
import { companions } from './schema-companions.ts';
import { letters } from './schema-letters.ts';
import { appointmentMailKeys, requestMailKeys } from './schema-mail-keys.ts';
import { outbox } from './schema-mails.ts';
import { houseChanges, houseRules, termsVersions } from './schema-rules.ts';
import { sessions, signInTokens, usedOnce } from './schema-sign-in.ts';
import { dailyCounts, openCounts } from './schema-statistics.ts';
import { walkInDuty, walkIns } from './schema-walk-ins.ts';
import { toldOutcomes, webhookMessages, webhooks } from './schema-webhooks.ts';

const day = 86_400_000;
const statisticsKeptMs = (statisticsMonths / 12) * 365 * day;

/**
 * - `clock`: retention deletes a row once `column` lies `keptMs` back. Nothing else is to be written for such a table.
 * - `owner`: a row belongs to a row of another table and goes with it (`on delete cascade`).
 * - `job`: a step of its own in `retention.ts`; `mostDays` after it was over nothing is left. Promised are 90 at most.
 * - `house`: what the organisation set up, kept until somebody changes it. Nothing of a guest is in it.
 */
export type TableEnd =
  | { by: 'clock'; table: PgTable; column: AnyPgColumn; keptMs: number }
  | { by: 'job'; table: PgTable; mostDays: number }
  | { by: 'owner' | 'house'; table: PgTable };

const clock = (table: PgTable, column: AnyPgColumn, keptMs = 0): TableEnd => ({ by: 'clock', table, column, keptMs });
const owner = (table: PgTable): TableEnd => ({ by: 'owner', table });
const job = (table: PgTable, mostDays = 30): TableEnd => ({ by: 'job', table, mostDays });
const house = (table: PgTable): TableEnd => ({ by: 'house', table });

const ends: readonly TableEnd[] = [
  job(appointments),
  job(requests),
  job(companions),
  job(calendarFeeds, 90),
  owner(letters),
  owner(outbox),
  owner(appointmentMailKeys),
  owner(requestMailKeys),
  owner(toldOutcomes),
  clock(webhookMessages, webhookMessages.createdAt, 7 * day),
  // Names go with the conversation, see `walk-ins/walk-in-state.ts`; whoever wishes to be called is forgotten after five days.
  clock(walkIns, walkIns.changedAt, 7 * day),
  clock(walkInDuty, walkInDuty.seenAt, day),
  clock(slotHolds, slotHolds.cellAt, day),
  clock(spentWork, spentWork.expiresAt),
  clock(attemptCounters, attemptCounters.expiresAt),
  clock(sessions, sessions.expiresAt),
  clock(signInTokens, signInTokens.expiresAt),
  clock(usedOnce, usedOnce.expiresAt),
  clock(signingKeys, signingKeys.goneAt),
  clock(dailyCounts, dailyCounts.day, statisticsKeptMs),
  clock(openCounts, openCounts.since, statisticsKeptMs),
  clock(retentionProofs, retentionProofs.ranAt, 365 * day),
  clock(houseChanges, houseChanges.changedAt, 90 * day),
  house(houseRules),
  // Former versions that no consent refers to go by a step in `retention.ts`.
  house(termsVersions),
  house(advisors),
  house(advisorHours),
  house(services),
  house(apiKeys),
  house(webhooks),
];

/** The end of each table, by its name in the database. */
export const tableEnds: ReadonlyMap<string, TableEnd> = new Map(
  ends.map((end) => [getTableConfig(end.table).name, end]),
);
