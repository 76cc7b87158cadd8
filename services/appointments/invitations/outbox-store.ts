/** The outbox table as its worker needs it: claim, put back, finish. Any number of workers may do so at once. */
import { and, asc, count, eq, inArray, isNotNull, isNull, lte, min, or, sql } from 'drizzle-orm';
import type { Database, Db, Transaction } from '../database.ts';
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

/** What mails are about: an appointment, a request, a companion or a letter, whose row is locked while its mails are looked at. */
interface Owner {
  column: 'appointmentId' | 'requestId' | 'companionId' | 'letterId';
  id: string;
  uselessFromMs: number;
}

/** Every unfinished mail of these, oldest first. */
async function waitingOf(tx: Transaction, owners: readonly Owner[]) {
  return tx
    .select()
    .from(outbox)
    .where(and(or(...owners.map(({ column, id }) => eq(outbox[column], id))), unfinished))
    .orderBy(asc(outbox.createdAt), asc(outbox.id));
}

type OutboxRow = Awaited<ReturnType<typeof waitingOf>>[number];

const mailOf = ({ nextAttemptAt, createdAt, ...row }: OutboxRow): WaitingMail => ({
  ...row,
  nextAttemptAtMs: nextAttemptAt.getTime(),
  createdAtMs: createdAt.getTime(),
});

function claimOf(rows: readonly OutboxRow[], owner: Owner, nowMs: number): ClaimedMail[] {
  const waiting = rows.filter((row) => row[owner.column] === owner.id).map(mailOf);
  const mail = mailToSend(waiting, nowMs);
  if (!mail) return [];
  return [{ mail, attempt: mail.attempts + 1, older: waiting.slice(0, -1), uselessFromMs: owner.uselessFromMs }];
}

/** Takes them all at once: the older ones are nobody else's meanwhile, too. */
async function lease(tx: Transaction, claimed: readonly ClaimedMail[], nowMs: number): Promise<void> {
  const sent = inArray(
    outbox.id,
    claimed.map(({ mail }) => mail.id),
  );
  await tx
    .update(outbox)
    .set({
      nextAttemptAt: new Date(nowMs + leaseMs),
      attempts: sql`case when ${sent} then ${outbox.attempts} + 1 else ${outbox.attempts} end`,
      lastErrorCode: sql`case when ${sent} then null else ${outbox.lastErrorCode} end`,
    })
    .where(
      inArray(
        outbox.id,
        claimed.flatMap(({ mail, older }) => [mail.id, ...older.map(({ id }) => id)]),
      ),
    );
}

const due = (nowMs: number) => and(unfinished, lte(outbox.nextAttemptAt, new Date(nowMs)));

async function dueAppointments(tx: Transaction, nowMs: number, limit: number): Promise<Owner[]> {
  const found = await tx
    .select({ id: appointments.id, endsAt: appointments.endsAt })
    .from(appointments)
    .where(inArray(appointments.id, tx.select({ id: outbox.appointmentId }).from(outbox).where(due(nowMs))))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return found.map(({ id, endsAt }) => ({ column: 'appointmentId', id, uselessFromMs: endsAt.getTime() }));
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
    column: 'requestId',
    id,
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
  return found.map(({ id, endsAt }) => ({ column: 'companionId', id, uselessFromMs: endsAt.getTime() }));
}

/** That a letter waits is worth telling as long as any mail is. */
async function dueLetters(tx: Transaction, nowMs: number, limit: number): Promise<Owner[]> {
  const found = await tx
    .select({ id: letters.id })
    .from(letters)
    .where(inArray(letters.id, tx.select({ id: outbox.letterId }).from(outbox).where(due(nowMs))))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return found.map(({ id }) => ({ column: 'letterId', id, uselessFromMs: Number.MAX_SAFE_INTEGER }));
}

/** Who looks for whose mails. */
const looks = {
  appointmentId: dueAppointments,
  requestId: dueRequests,
  companionId: dueCompanions,
  letterId: dueLetters,
} as const;

/** Of a request before its appointment: so they are told in their order when both are of the same moment. */
const owned = ['requestId', 'appointmentId', 'companionId', 'letterId'] as const;

/** Of whom anything is due: mostly of nobody. */
async function dueColumns(db: Db, nowMs: number): Promise<Owner['column'][]> {
  const any = (column: Owner['column']) =>
    sql<boolean>`exists (select from ${outbox} where ${and(due(nowMs), isNotNull(outbox[column]))})`;
  const [found] = await db
    .select({
      appointmentId: any('appointmentId'),
      requestId: any('requestId'),
      companionId: any('companionId'),
      letterId: any('letterId'),
    })
    .from(sql`(select 1) as nothing`);
  return owned.filter((column) => found?.[column]);
}

/**
 * Claims at most `limit` mails, one an appointment, request or companion. The row of these is what workers lock (SKIP LOCKED), so that
 * two never look at the mails of one at once, nor while a change of it is being written.
 */
export async function claimMails(db: Db, nowMs: number, limit: number): Promise<ClaimedMail[]> {
  const columns = await dueColumns(db, nowMs);
  if (columns.length === 0) return [];
  return db.transaction(async (tx) => {
    const owners: Owner[] = [];
    for (const column of columns) {
      if (owners.length < limit) owners.push(...(await looks[column](tx, nowMs, limit - owners.length)));
    }
    const rows = owners.length === 0 ? [] : await waitingOf(tx, owners);
    const claimed = owners
      .flatMap((owner) => claimOf(rows, owner, nowMs))
      .toSorted((a, b) => a.mail.createdAtMs - b.mail.createdAtMs);
    if (claimed.length > 0) await lease(tx, claimed, nowMs);
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

/** What {@link finish} does to a mail that stands for itself alone, as most do. */
const finishing = {
  name: 'outbox_finish',
  text: `
update outbox set payload_enc = null, sent_at = $3::text::timestamptz, failed_at = $4::text::timestamptz,
  last_error_code = coalesce($5::text, last_error_code)
where id = $1::text and attempts = $2::text::int and sent_at is null and failed_at is null`,
};

/** Ends the mail and the older ones it stands for, and erases what they held. */
export async function finish(
  { db, ask }: Pick<Database, 'db' | 'ask'>,
  claimed: ClaimedMail,
  atMs: number,
  failure: string | null,
): Promise<void> {
  const at = new Date(atMs);
  const end = { ...(failure === null ? { sentAt: at } : { failedAt: at, lastErrorCode: failure }), payloadEnc: null };
  const older = claimed.older.map(({ id }) => id);
  if (older.length === 0) {
    const [sentAt, failedAt] = failure === null ? [at.toISOString(), null] : [null, at.toISOString()];
    await ask(finishing, [claimed.mail.id, String(claimed.attempt), sentAt, failedAt, failure]);
    return;
  }
  await db.transaction(async (tx) => {
    const mine = await tx.update(outbox).set(end).where(held(claimed)).returning({ id: outbox.id });
    if (mine.length === 0) return;
    await tx
      .update(outbox)
      .set(end)
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
