/** The end of every record, by the clock (SECURITY.md §8.5): secrets with the appointment, contact data days later, the rest when it has expired. */
import { type Clock, errorKind, type Log } from '@visavis/runtime';
import { limits } from '@visavis/shared';
import { and, eq, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { deleteUnusedFeeds } from './calendar-feed/feed-address.ts';
import type { Db, Transaction } from './database.ts';
import type { AppointmentsMetrics } from './metrics.ts';
import { signRetention } from './retention-proof.ts';
import { forgetTerms } from './rules/terms.ts';
import { advisorHours, appointments, requests, retentionProofs } from './schema.ts';
import { companions } from './schema-companions.ts';
import { outbox } from './schema-mails.ts';
import type { SigningKeys } from './signing-keys.ts';
import { every } from './single-run.ts';
import { tableEnds } from './table-ends.ts';
import { forgetPreviousSecrets } from './webhooks/webhook-book.ts';

export interface RetentionDeps {
  db: Db;
  keys: SigningKeys;
  clock: Clock;
  log: Log;
  metrics: AppointmentsMetrics;
  /** Days from an appointment's end to its deletion, as the organisation wants it now. */
  retentionDays(): Promise<number>;
  /** Counts those of the appointments that were not counted yet, before they are deleted. */
  countLast(tx: Transaction, ids: string[]): Promise<void>;
  /** Deletes mails kept as files that are older than the moment; answers how many. */
  clearMails(beforeMs: number): Promise<number>;
}

export interface Retention {
  /** Runs now, as it does every hour; a run that fails is logged and tried again. */
  run(): Promise<void>;
  close(): Promise<void>;
}

const hour = 3_600_000;
const day = 24 * hour;
/** One number for all instances: "retain" in ASCII. */
const retentionLock = 0x72657461696e;
/** How long a request that came to nothing stays: the guest may still look at what became of it. */
const requestsKeptMs = 7 * day;
/** After a long stand-still the rest comes with the next run. */
const mostAtOnce = 5_000;

/**
 * The appointments that match, held until the transaction ends. Always first and in one order: who changes an appointment
 * or sends its mail holds its row too, and nobody waits in a circle.
 */
async function hold(tx: Transaction, match: SQL | undefined): Promise<string[]> {
  const rows = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(match)
    .orderBy(appointments.id)
    .limit(mostAtOnce)
    .for('update');
  return rows.map(({ id }) => id);
}

/** Link secret and code go when the room is over or the appointment cancelled. */
async function eraseSecrets(tx: Transaction, overBefore: Date): Promise<number> {
  const ended = or(lte(appointments.endsAt, overBefore), eq(appointments.status, 'cancelled'));
  const ids = await hold(tx, and(ended, or(isNotNull(appointments.linkSecretEnc), isNotNull(appointments.codeEnc))));
  if (ids.length === 0) return 0;
  await tx.update(appointments).set({ linkSecretEnc: null, codeEnc: null }).where(inArray(appointments.id, ids));
  await tx.update(requests).set({ codeEnc: null }).where(inArray(requests.appointmentId, ids));
  return ids.length;
}

/** Mails of appointments that are over lose what they said; those that were never sent are given up. */
async function eraseMails(tx: Transaction, overBefore: Date, now: Date): Promise<number> {
  const holding = tx.select({ id: outbox.appointmentId }).from(outbox).where(isNotNull(outbox.payloadEnc));
  const ids = await hold(tx, and(lte(appointments.endsAt, overBefore), inArray(appointments.id, holding)));
  if (ids.length === 0) return 0;
  const givenUp = sql`case when ${outbox.sentAt} is null then coalesce(${outbox.failedAt}, ${now.toISOString()}::timestamptz) end`;
  const rows = await tx
    .update(outbox)
    .set({ payloadEnc: null, failedAt: givenUp })
    .where(and(isNotNull(outbox.payloadEnc), inArray(outbox.appointmentId, ids)))
    .returning({ id: outbox.id });
  return rows.length;
}

/** Nobody comes to a room that is over: companions are forgotten, their unsent mails too; of a cancelled one, link and code at once. */
async function eraseCompanions(tx: Transaction, overBefore: Date): Promise<number> {
  const over = tx.select({ id: appointments.id }).from(appointments).where(lte(appointments.endsAt, overBefore));
  const cancelled = tx.select({ id: appointments.id }).from(appointments).where(eq(appointments.status, 'cancelled'));
  await tx
    .update(companions)
    .set({ linkSecretEnc: null, codeEnc: null })
    .where(and(isNotNull(companions.linkSecretEnc), inArray(companions.appointmentId, cancelled)));
  const gone = await tx
    .delete(companions)
    .where(inArray(companions.appointmentId, over))
    .returning({ is: companions.id });
  return gone.length;
}

async function deleteAppointments(deps: RetentionDeps, tx: Transaction, endedBefore: Date): Promise<number> {
  const ids = await hold(tx, lte(appointments.endsAt, endedBefore));
  if (ids.length === 0) return 0;
  await deps.countLast(tx, ids);
  await tx.delete(appointments).where(inArray(appointments.id, ids));
  return ids.length;
}

/** Requests that came to nothing, and those whose time is long past whatever they came to; those that became an appointment go with it. */
async function deleteRequests(tx: Transaction, nowMs: number, endedBefore: Date): Promise<number> {
  const looked = new Date(Math.max(nowMs - requestsKeptMs, endedBefore.getTime()));
  const forgotten = and(isNull(requests.appointmentId), lte(requests.startsAt, endedBefore));
  const gone = await tx
    .delete(requests)
    .where(or(lte(requests.endedAt, looked), forgotten))
    .returning({ is: requests.id });
  return gone.length;
}

/** An advisor's exceptions go with their day; a zone may be a day behind UTC. */
async function dropPastExceptions(tx: Transaction, nowMs: number): Promise<number> {
  const day = sql`jsonb_build_object('day', ${new Date(nowMs - 24 * hour).toISOString().slice(0, 10)}::text)`;
  const kept = sql`jsonb_path_query_array(${advisorHours.hours}, '$.exceptions[*] ? (@.day >= $day)', ${day})`;
  const rows = await tx
    .update(advisorHours)
    .set({ hours: sql`jsonb_set(${advisorHours.hours}, '{exceptions}', ${kept})` })
    .where(sql`jsonb_path_exists(${advisorHours.hours}, '$.exceptions[*] ? (@.day < $day)', ${day})`)
    .returning({ is: advisorHours.advisorId });
  return rows.length;
}

/** What has expired by itself: every table whose end is a moment in its rows. */
async function deleteExpired(tx: Transaction, nowMs: number): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  for (const [name, end] of tableEnds) {
    if (end.by !== 'clock') continue;
    const latest = new Date(nowMs - end.keptMs);
    // A column of days holds texts, and a day is over when the next one has begun.
    const isPast =
      end.column.dataType === 'string' ? lt(end.column, latest.toISOString().slice(0, 10)) : lte(end.column, latest);
    const gone = await tx.delete(end.table).where(isPast).returning({ is: sql`1` });
    deleted[name] = gone.length;
  }
  return deleted;
}

async function runOnce(deps: RetentionDeps): Promise<Record<string, number>> {
  const nowMs = deps.clock.now();
  const overBefore = new Date(nowMs - limits.roomClosesAfterMs);
  const endedBefore = new Date(nowMs - (await deps.retentionDays()) * day);
  const ended = await deps.db.transaction(async (tx) => {
    // One instance at a time: the others find nothing left to do.
    await tx.execute(sql`select pg_advisory_xact_lock(${retentionLock}::bigint)`);
    const mails = await eraseMails(tx, overBefore, new Date(nowMs));
    const secrets = await eraseSecrets(tx, overBefore);
    const forgotten = await eraseCompanions(tx, overBefore);
    const deleted = await deleteAppointments(deps, tx, endedBefore);
    const unconfirmed = await deleteRequests(tx, nowMs, endedBefore);
    const exceptions = await dropPastExceptions(tx, nowMs);
    const expired = await deleteExpired(tx, nowMs);
    const counts = {
      link_secrets: secrets,
      companions: forgotten,
      outbox: mails,
      appointments: deleted,
      advisor_hours: exceptions,
      calendar_feeds: await deleteUnusedFeeds(tx, nowMs),
      webhook_secrets: await forgetPreviousSecrets(tx, nowMs),
      requests: unconfirmed,
      terms_versions: await forgetTerms(tx, nowMs),
      ...expired,
    };
    if (deleted + unconfirmed > 0)
      await tx.insert(retentionProofs).values(await signRetention(deps.keys, counts, nowMs));
    return counts;
  });
  return { ...ended, mail_files: await deps.clearMails(endedBefore.getTime()) };
}

/** Runs every hour until closed; not at once, see `run`. */
export function createRetention(deps: RetentionDeps): Retention {
  const { clock, log, metrics } = deps;
  const task = async () => {
    const ended = await runOnce(deps);
    for (const [table, count] of Object.entries(ended)) {
      if (count === 0) continue;
      metrics.retention(table, count);
      log.info('records ended', { job: 'retention', table, count });
    }
    metrics.retentionDone(clock.now());
  };
  const runs = every(clock, hour, task, (error) =>
    log.error('retention failed', { job: 'retention', kind: errorKind(error) }),
  );
  return { run: runs.kick, close: runs.close };
}
