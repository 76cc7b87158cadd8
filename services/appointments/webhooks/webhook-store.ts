/** Waiting messages as their worker needs them: which receivers have some, claim, put back, finish. Any number of workers may do so at once. */
import { and, asc, count, eq, inArray, isNotNull, isNull, lte, min, or, sql } from 'drizzle-orm';
import type { Db } from '../database.ts';
import type { Vault } from '../encryption.ts';
import { webhookMessages, webhooks } from '../schema-webhooks.ts';
import { openSecrets, openUrl } from './webhook-sealed.ts';
import { leaseMs } from './webhook-step.ts';

/** A message that is this worker's until the lease ends. */
export interface ClaimedMessage {
  id: string;
  webhookId: string;
  event: string;
  body: string;
  /** Counts this attempt. */
  attempt: number;
  dueSinceMs: number;
  createdAtMs: number;
}

/** Where messages of one receiver go now, and what signs them. */
export interface Receiver {
  url: string;
  secrets: string[];
}

const due = (nowMs: number) =>
  and(isNotNull(webhookMessages.nextAttemptAt), lte(webhookMessages.nextAttemptAt, new Date(nowMs)));
const awake = (nowMs: number) =>
  and(eq(webhooks.isActive, true), or(isNull(webhooks.restsUntil), lte(webhooks.restsUntil, new Date(nowMs))));

/** Webhooks with messages that are due, and that do not rest. */
export async function dueWebhooks(db: Db, nowMs: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: webhooks.id })
    .from(webhooks)
    .innerJoin(webhookMessages, eq(webhookMessages.webhookId, webhooks.id))
    .where(and(awake(nowMs), due(nowMs)));
  return rows.map(({ id }) => id);
}

/** Claims at most `limit` messages of one webhook, oldest first, with its address and secrets as they are now; null: nothing to do. */
export async function claimMessages(
  db: Db,
  vault: Pick<Vault, 'open'>,
  webhookId: string,
  nowMs: number,
  limit: number,
): Promise<{ receiver: Receiver; messages: ClaimedMessage[] } | null> {
  return db.transaction(async (tx) => {
    const [webhook] = await tx
      .select()
      .from(webhooks)
      .where(and(eq(webhooks.id, webhookId), awake(nowMs)));
    if (webhook === undefined) return null;
    const found = await tx
      .select({ id: webhookMessages.id })
      .from(webhookMessages)
      .where(and(eq(webhookMessages.webhookId, webhookId), due(nowMs)))
      .orderBy(asc(webhookMessages.createdAt), asc(webhookMessages.id))
      .limit(limit)
      .for('update', { skipLocked: true });
    if (found.length === 0) return null;
    const ids = found.map(({ id }) => id);
    const rows = await tx
      .update(webhookMessages)
      .set({ attempts: sql`${webhookMessages.attempts} + 1`, nextAttemptAt: new Date(nowMs + leaseMs) })
      .where(inArray(webhookMessages.id, ids))
      .returning();
    const messages = rows.map(({ attempts, dueSince, createdAt, ...row }) => ({
      ...row,
      attempt: attempts,
      dueSinceMs: dueSince.getTime(),
      createdAtMs: createdAt.getTime(),
    }));
    return { receiver: { url: openUrl(vault, webhook), secrets: openSecrets(vault, webhook, nowMs) }, messages };
  });
}

/** Only the holder of this very attempt may say what became of it; a late voice changes nothing. */
const held = ({ id, attempt }: ClaimedMessage) =>
  and(eq(webhookMessages.id, id), eq(webhookMessages.attempts, attempt), isNotNull(webhookMessages.nextAttemptAt));

/** Puts the message back until `atMs`, and lets the receiver rest until `restsUntilMs`. */
export async function putBack(
  db: Db,
  message: ClaimedMessage,
  failure: string,
  { atMs, restsUntilMs }: { atMs: number; restsUntilMs: number },
): Promise<void> {
  await db
    .update(webhookMessages)
    .set({ nextAttemptAt: new Date(atMs), lastError: failure })
    .where(held(message));
  await db
    .update(webhooks)
    .set({ restsUntil: new Date(restsUntilMs) })
    .where(eq(webhooks.id, message.webhookId));
}

/** Ends the message: delivered, or set aside for `failure`. Delivered, it goes at once where what it tells of is erased. */
export async function finish(db: Db, message: ClaimedMessage, atMs: number, failure: string | null): Promise<void> {
  const at = new Date(atMs);
  const end = failure === null ? { deliveredAt: at, lastError: null } : { setAsideAt: at, lastError: failure };
  const [row] = await db
    .update(webhookMessages)
    .set({ ...end, nextAttemptAt: null })
    .where(held(message))
    .returning({ appointment: webhookMessages.appointmentId, request: webhookMessages.requestId });
  // Asked after the update, which waits for an erasing under way and then sees what it did.
  const isOfNobody = row?.appointment === null && row.request === null;
  if (failure === null && isOfNobody) await db.delete(webhookMessages).where(eq(webhookMessages.id, message.id));
}

/** Its receiver wants no messages any more: nothing is written down or sent until somebody switches it on again. */
export async function switchOff(db: Db, webhookId: string): Promise<void> {
  await db.update(webhooks).set({ isActive: false }).where(eq(webhooks.id, webhookId));
}

/** How many messages wait for receivers that are active, since when the oldest does (null: none), and how many were set aside. */
export async function backlog(db: Db): Promise<{ waiting: number; oldestMs: number | null; setAside: number }> {
  const [row] = await db
    .select({ waiting: count(), oldest: min(webhookMessages.dueSince) })
    .from(webhookMessages)
    .innerJoin(webhooks, and(eq(webhooks.id, webhookMessages.webhookId), eq(webhooks.isActive, true)))
    .where(isNotNull(webhookMessages.nextAttemptAt));
  const [aside] = await db
    .select({ count: count() })
    .from(webhookMessages)
    .where(isNotNull(webhookMessages.setAsideAt));
  return {
    waiting: row?.waiting ?? 0,
    oldestMs: row?.oldest ? row.oldest.getTime() : null,
    setAside: aside?.count ?? 0,
  };
}
