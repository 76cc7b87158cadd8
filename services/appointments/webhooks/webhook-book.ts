/** Keeps the receivers of an organisation: makes, changes, lists and deletes them, and gives them new secrets. */
import { randomBytes } from 'node:crypto';
import {
  type CreatedWebhook,
  type NewWebhook,
  type NewWebhookSecret,
  VisavisError,
  Webhook,
  type WebhookChange,
  type WebhookId,
  type WebhookList,
} from '@visavis/shared';
import { asc, count, eq, inArray, max, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Context } from '../context.ts';
import type { Db } from '../database.ts';
import { webhookMessages, webhooks } from '../schema-webhooks.ts';
import { openSecret, openUrl, sealWebhook } from './webhook-sealed.ts';
import { newWebhookSecret } from './webhook-signature.ts';

/** Every change looks at them all; an organisation has a handful of systems. */
const mostWebhooks = 20;
const defaultPreviousHours = 24;
const hour = 3_600_000;

type Row = typeof webhooks.$inferSelect;
type Counts = { waiting: number; setAside: number; lastDelivered: Date | null };

/** Messages on their way and set aside, and when the last one was taken, by webhook. */
async function countsOf(db: Pick<Db, 'select'>, ids: string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: webhookMessages.webhookId,
      waiting: count(webhookMessages.nextAttemptAt),
      setAside: count(webhookMessages.setAsideAt),
      lastDelivered: max(webhookMessages.deliveredAt),
    })
    .from(webhookMessages)
    .where(inArray(webhookMessages.webhookId, ids))
    .groupBy(webhookMessages.webhookId);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

function viewOf({ vault, clock }: Context, row: Row, counts: Counts | undefined): Webhook {
  const until = row.previousSecretUntil;
  return v.parse(Webhook, {
    id: row.id,
    url: openUrl(vault, row),
    events: row.events,
    isActive: row.isActive,
    createdAt: row.createdAt.toISOString(),
    previousSecretUntil: until !== null && until.getTime() > clock.now() ? until.toISOString() : null,
    waiting: counts?.waiting ?? 0,
    setAside: counts?.setAside ?? 0,
    lastDeliveredAt: counts?.lastDelivered?.toISOString() ?? null,
  });
}

/** Answers `GET /api/v1/webhooks`, oldest first. */
export async function listWebhooks(context: Context): Promise<WebhookList> {
  const rows = await context.db.select().from(webhooks).orderBy(asc(webhooks.createdAt), asc(webhooks.id));
  const counts = await countsOf(
    context.db,
    rows.map(({ id }) => id),
  );
  return { webhooks: rows.map((row) => viewOf(context, row, counts.get(row.id))) };
}

/** Answers `POST /api/v1/webhooks`. @throws {VisavisError} `conflict` beside twenty others */
export async function createWebhook(context: Context, wish: NewWebhook): Promise<CreatedWebhook> {
  const { db, vault, clock } = context;
  const id = randomBytes(16).toString('base64url');
  const secret = newWebhookSecret();
  const row = await db.transaction(async (tx) => {
    const [all] = await tx.select({ count: count() }).from(webhooks);
    if ((all?.count ?? 0) >= mostWebhooks) throw new VisavisError('conflict', `${mostWebhooks} webhooks at most`);
    const [made] = await tx
      .insert(webhooks)
      .values({
        id,
        urlEnc: sealWebhook(vault, id, 'url_enc', wish.url),
        events: wish.events,
        secretEnc: sealWebhook(vault, id, 'secret_enc', secret),
        createdAt: new Date(clock.now()),
      })
      .returning();
    if (made === undefined) throw new VisavisError('unavailable', 'not written');
    return made;
  });
  context.log.info('webhook created', { count: wish.events.length });
  return { ...viewOf(context, row, undefined), secret };
}

/** Writes `columns`; who is changed by hand need not rest any longer. @throws {VisavisError} `not-found` */
async function write(context: Context, id: WebhookId, columns: Partial<Row>): Promise<Webhook> {
  const change = { ...columns, restsUntil: null };
  const [row] = await context.db.update(webhooks).set(change).where(eq(webhooks.id, id)).returning();
  if (row === undefined) throw new VisavisError('not-found', 'no such webhook');
  context.mailQueued();
  return viewOf(context, row, (await countsOf(context.db, [id])).get(id));
}

/** Answers `PATCH /api/v1/webhooks/:id`. @throws {VisavisError} `not-found` */
export async function changeWebhook(context: Context, id: WebhookId, change: WebhookChange): Promise<Webhook> {
  const { url, events, isActive } = change;
  const changed = await write(context, id, {
    ...(url === undefined ? {} : { urlEnc: sealWebhook(context.vault, id, 'url_enc', url) }),
    ...(events === undefined ? {} : { events }),
    ...(isActive === undefined ? {} : { isActive }),
  });
  context.log.info('webhook changed');
  return changed;
}

/** Answers `DELETE /api/v1/webhooks/:id`, with all its messages. @throws {VisavisError} `not-found` */
export async function deleteWebhook(context: Context, id: WebhookId): Promise<void> {
  const gone = await context.db.delete(webhooks).where(eq(webhooks.id, id)).returning({ id: webhooks.id });
  if (gone.length === 0) throw new VisavisError('not-found', 'no such webhook');
  context.log.info('webhook deleted');
}

/** Answers `POST /api/v1/webhooks/:id/secret`: a new one, beside which the one before stays good for a while. @throws {VisavisError} `not-found` */
export async function renewSecret(context: Context, id: WebhookId, wish: NewWebhookSecret): Promise<CreatedWebhook> {
  const { vault, clock } = context;
  const { previousHours = defaultPreviousHours } = wish;
  const secret = newWebhookSecret();
  await context.db.transaction(async (tx) => {
    const [row] = await tx.select().from(webhooks).where(eq(webhooks.id, id)).for('update');
    if (row === undefined) throw new VisavisError('not-found', 'no such webhook');
    const previous = sealWebhook(vault, id, 'previous_secret_enc', openSecret(vault, row));
    await tx
      .update(webhooks)
      .set({
        secretEnc: sealWebhook(vault, id, 'secret_enc', secret),
        previousSecretEnc: previousHours === 0 ? null : previous,
        previousSecretUntil: previousHours === 0 ? null : new Date(clock.now() + previousHours * hour),
      })
      .where(eq(webhooks.id, id));
  });
  context.log.info('webhook secret renewed');
  return { ...(await write(context, id, { id })), secret };
}

/** For retention: secrets that are good no more are forgotten; answers how many. */
export async function forgetPreviousSecrets(db: Pick<Db, 'update'>, nowMs: number): Promise<number> {
  const rows = await db
    .update(webhooks)
    .set({ previousSecretEnc: null, previousSecretUntil: null })
    .where(sql`${webhooks.previousSecretUntil} <= ${new Date(nowMs).toISOString()}::timestamptz`)
    .returning({ is: webhooks.id });
  return rows.length;
}
