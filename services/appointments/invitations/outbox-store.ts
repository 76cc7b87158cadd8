/** The outbox table as its worker needs it: claim, put back, finish. Any number of workers may do so at once. */
import { and, asc, count, eq, inArray, isNull, lte, min } from 'drizzle-orm';
import type { Db, Transaction } from '../database.ts';
import { appointments, outbox } from '../schema.ts';
import { leaseMs, mailToSend, type WaitingMail } from './outbox-step.ts';

/** A mail that is this worker's until the lease ends, and the older ones that it tells as well. */
export interface ClaimedMail {
  mail: WaitingMail;
  /** Counts this attempt. */
  attempt: number;
  older: readonly WaitingMail[];
  appointmentEndsAtMs: number;
}

const unfinished = and(isNull(outbox.sentAt), isNull(outbox.failedAt));

async function waitingOf(tx: Transaction, appointmentId: string): Promise<WaitingMail[]> {
  const rows = await tx
    .select()
    .from(outbox)
    .where(and(eq(outbox.appointmentId, appointmentId), unfinished))
    .orderBy(asc(outbox.createdAt), asc(outbox.id));
  return rows.map(({ nextAttemptAt, createdAt, ...row }) => ({
    ...row,
    nextAttemptAtMs: nextAttemptAt.getTime(),
    createdAtMs: createdAt.getTime(),
  }));
}

async function claimOne(tx: Transaction, appointmentId: string, endsAt: Date, nowMs: number): Promise<ClaimedMail[]> {
  const waiting = await waitingOf(tx, appointmentId);
  const mail = mailToSend(waiting, nowMs);
  if (!mail) return [];
  const attempt = mail.attempts + 1;
  const ids = waiting.map(({ id }) => id);
  await tx
    .update(outbox)
    .set({ nextAttemptAt: new Date(nowMs + leaseMs) })
    .where(inArray(outbox.id, ids));
  await tx.update(outbox).set({ attempts: attempt, lastErrorCode: null }).where(eq(outbox.id, mail.id));
  return [{ mail, attempt, older: waiting.slice(0, -1), appointmentEndsAtMs: endsAt.getTime() }];
}

/**
 * Claims at most `limit` mails, one an appointment. The appointment's row is what workers lock (SKIP LOCKED), so that two
 * never look at the mails of one appointment at once, nor while a change of it is being written.
 */
export async function claimMails(db: Db, nowMs: number, limit: number): Promise<ClaimedMail[]> {
  return db.transaction(async (tx) => {
    const due = tx
      .select({ id: outbox.appointmentId })
      .from(outbox)
      .where(and(unfinished, lte(outbox.nextAttemptAt, new Date(nowMs))));
    const found = await tx
      .select({ id: appointments.id, endsAt: appointments.endsAt })
      .from(appointments)
      .where(inArray(appointments.id, due))
      .limit(limit)
      .for('no key update', { skipLocked: true });
    const claimed: ClaimedMail[] = [];
    for (const { id, endsAt } of found) claimed.push(...(await claimOne(tx, id, endsAt, nowMs)));
    return claimed;
  });
}

/** Only the holder of this very attempt may say what became of it; a late voice changes nothing. */
const held = (claimed: ClaimedMail) =>
  and(eq(outbox.id, claimed.mail.id), eq(outbox.attempts, claimed.attempt), unfinished);

/** Puts the mail, and the older ones it stands for, back until `atMs`. */
export async function putBack(db: Db, claimed: ClaimedMail, atMs: number, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    const mine = await tx
      .update(outbox)
      .set({ nextAttemptAt: new Date(atMs), lastErrorCode: reason })
      .where(held(claimed))
      .returning({ id: outbox.id });
    const older = claimed.older.map(({ id }) => id);
    if (mine.length === 0 || older.length === 0) return;
    await tx
      .update(outbox)
      .set({ nextAttemptAt: new Date(atMs) })
      .where(and(inArray(outbox.id, older), unfinished));
  });
}

/** Ends the mail and the older ones it stands for, and erases what they held. */
export async function finish(db: Db, claimed: ClaimedMail, atMs: number, failure: string | null): Promise<void> {
  const at = new Date(atMs);
  const end = failure === null ? { sentAt: at } : { failedAt: at, lastErrorCode: failure };
  await db.transaction(async (tx) => {
    const mine = await tx
      .update(outbox)
      .set({ ...end, payloadEnc: null })
      .where(held(claimed))
      .returning({ id: outbox.id });
    const older = claimed.older.map(({ id }) => id);
    if (mine.length === 0 || older.length === 0) return;
    await tx
      .update(outbox)
      .set({ ...end, payloadEnc: null })
      .where(and(inArray(outbox.id, older), unfinished));
  });
}

/** How many mails wait, and since when the oldest does (null: none). */
export async function backlog(db: Db): Promise<{ waiting: number; oldestMs: number | null }> {
  const [row] = await db
    .select({ waiting: count(), oldest: min(outbox.createdAt) })
    .from(outbox)
    .where(unfinished);
  return { waiting: row?.waiting ?? 0, oldestMs: row?.oldest ? row.oldest.getTime() : null };
}
