/** Shows the messages of one receiver, and sends one of them again. */
import {
  VisavisError,
  type WebhookDeliveries,
  WebhookDelivery,
  type WebhookId,
  type WebhookMessageId,
} from '@visavis/shared';
import { and, desc, eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { Context } from '../context.ts';
import type { Db } from '../database.ts';
import { webhookMessages, webhooks } from '../schema-webhooks.ts';

/** Most in one answer. */
const longestList = 100;

type Row = typeof webhookMessages.$inferSelect;

const viewOf = (row: Row): WebhookDelivery =>
  v.parse(WebhookDelivery, {
    id: row.id,
    type: row.event,
    createdAt: row.createdAt.toISOString(),
    status: row.deliveredAt !== null ? 'delivered' : row.setAsideAt !== null ? 'set-aside' : 'waiting',
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    lastError: row.lastError,
  });

/** The row of one receiver. @throws {VisavisError} `not-found` */
export async function ownWebhook(db: Pick<Db, 'select'>, id: WebhookId) {
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id));
  if (row === undefined) throw new VisavisError('not-found', 'no such webhook');
  return row;
}

/** Answers `GET /api/v1/webhooks/:id/messages`: the newest hundred. @throws {VisavisError} `not-found` */
export async function listMessages(context: Context, id: WebhookId): Promise<WebhookDeliveries> {
  await ownWebhook(context.db, id);
  const rows = await context.db
    .select()
    .from(webhookMessages)
    .where(eq(webhookMessages.webhookId, id))
    .orderBy(desc(webhookMessages.createdAt), desc(webhookMessages.id))
    .limit(longestList);
  return { messages: rows.map(viewOf) };
}

/**
 * Answers `POST /api/v1/webhooks/:id/messages/:message/resend`: due at once, and for another day, with the same id and body.
 * @throws {VisavisError} `not-found`, `conflict` while the webhook is switched off
 */
export async function resendMessage(
  context: Context,
  id: WebhookId,
  message: WebhookMessageId,
): Promise<WebhookDelivery> {
  const now = new Date(context.clock.now());
  const row = await context.db.transaction(async (tx) => {
    const webhook = await ownWebhook(tx, id);
    const [due] = await tx
      .update(webhookMessages)
      .set({ nextAttemptAt: now, dueSince: now, deliveredAt: null, setAsideAt: null })
      .where(and(eq(webhookMessages.id, message), eq(webhookMessages.webhookId, id)))
      .returning();
    if (due === undefined) throw new VisavisError('not-found', 'no such message');
    if (!webhook.isActive) throw new VisavisError('conflict', 'the webhook is switched off');
    await tx.update(webhooks).set({ restsUntil: null }).where(eq(webhooks.id, id));
    return due;
  });
  context.mailQueued();
  context.log.info('webhook sent again', { event: row.event });
  return viewOf(row);
}
