/** The outbox table as its worker needs it: claim, put back, finish. Any number of workers may do so at once. */
import { and, asc, count, eq, inArray, isNull, lte, min, type SQL } from 'drizzle-orm';
import type { Db, Transaction } from '../database.ts';
import { appointments, requests } from '../schema.ts';
import { companions } from '../schema-companions.ts';
import { letters } from '../schema-letters.ts';
import { outbox } from '../schema-mails.ts';
import { leaseMs, mailToSend, type WaitingMail } from './outbox-step.ts';

/** A mail that is this worker's until the lease ends, and the older ones that it tells as well. */
export interface ClaimedMail {
  mail: WaitingMail;
  /** Counts this attempt. */
  attempt: number;
  older: readonly WaitingMail[];
  /** From then on the mail has nothing to say, milliseconds since 1970. */
  uselessFromMs: number;
}

const unfinished = and(isNull(outbox.sentAt), isNull(outbox.failedAt));

/** What mails are about: an appointment, a request or a companion, whose row is locked while its mails are looked at. */
interface Owner {
  mails: SQL;
  uselessFromMs: number;
}

async function waitingOf(tx: Transaction, owner: Owner): Promise<WaitingMail[]> {
  const rows = await tx
    .select()
    .from(outbox)
    .where(and(owner.mails, unfinished))
    .orderBy(asc(outbox.createdAt), asc(outbox.id));
  return rows.map(({ nextAttemptAt, createdAt, ...row }) => ({
    ...row,
    nextAttemptAtMs: nextAttemptAt.getTime(),
    createdAtMs: createdAt.getTime(),
  }));
}

async function claimOne(tx: Transaction, owner: Owner, nowMs: number): Promise<ClaimedMail[]> {
  const waiting = await waitingOf(tx, owner);
  const mail = mailToSend(waiting, nowMs);
  if (!mail) return [];
  const attempt = mail.attempts + 1;
  const ids = waiting.map(({ id }) => id);
  await tx
    .update(outbox)
    .set({ nextAttemptAt: new Date(nowMs + leaseMs) })
    .where(inArray(outbox.id, ids));
  await tx.update(outbox).set({ attempts: attempt, lastErrorCode: null }).where(eq(outbox.id, mail.id));
  return [{ mail, attempt, older: waiting.slice(0, -1), uselessFromMs: owner.uselessFromMs }];
}

const due = (nowMs: number) => and(unfinished, lte(outbox.nextAttemptAt, new Date(nowMs)));

async function dueAppointments(tx: Transaction, nowMs: number, limit: number): Promise<Owner[]> {
  const found = await tx
    .select({ id: appointments.id, endsAt: appointments.endsAt })
    .from(appointments)
    .where(inArray(appointments.id, tx.select({ id: outbox.appointmentId }).from(outbox).where(due(nowMs))))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return found.map(({ id, endsAt }) => ({ mails: eq(outbox.appointmentId, id), uselessFromMs: endsAt.getTime() }));
}

/** That a request has come to nothing is worth telling for a day after its time. */
const toldAfterMs = 24 * 60 * 60_000;

async function dueRequests(tx: Transaction, nowMs: number, limit: number): Promise<Owner[]> {
  const found = await tx
    .select({ id: requests.id, startsAt: requests.startsAt })
    .from(requests)
    .where(inArray(requests.id, tx.select({ id: outbox.requestId }).from(outbox).where(due(nowMs))))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return found.map(({ id, startsAt }) => ({
    mails: eq(outbox.requestId, id),
    uselessFromMs: startsAt.getTime() + toldAfterMs,
  }));
}

async function dueCompanions(tx: Transaction, nowMs: number, limit: number): Promise<Owner[]> {
  const found = await tx
    .select({ id: companions.id, endsAt: appointments.endsAt })
    .from(companions)
    .innerJoin(appointments, eq(appointments.id, companions.appointmentId))
    .where(inArray(companions.id, tx.select({ id: outbox.companionId }).from(outbox).where(due(nowMs))))
    .limit(limit)
    .for('no key update', { of: companions, skipLocked: true });
  return found.map(({ id, endsAt }) => ({ mails: eq(outbox.companionId, id), uselessFromMs: endsAt.getTime() }));
}

/** That a letter waits is worth telling as long as any mail is. */
async function dueLetters(tx: Transaction, nowMs: number, limit: number): Promise<Owner[]> {
  const found = await tx
    .select({ id: letters.id })
    .from(letters)
    .where(inArray(letters.id, tx.select({ id: outbox.letterId }).from(outbox).where(due(nowMs))))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return found.map(({ id }) => ({ mails: eq(outbox.letterId, id), uselessFromMs: Number.MAX_SAFE_INTEGER }));
}

/**
 * Claims at most `limit` mails, one an appointment, request or companion. The row of these is what workers lock (SKIP LOCKED), so that
 * two never look at the mails of one at once, nor while a change of it is being written.
 */
export async function claimMails(db: Db, nowMs: number, limit: number): Promise<ClaimedMail[]> {
  return db.transaction(async (tx) => {
    const owners: Owner[] = [];
    for (const dueOf of [dueAppointments, dueRequests, dueCompanions, dueLetters]) {
      if (owners.length < limit) owners.push(...(await dueOf(tx, nowMs, limit - owners.length)));
    }
    const claimed: ClaimedMail[] = [];
    for (const owner of owners) claimed.push(...(await claimOne(tx, owner, nowMs)));
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
