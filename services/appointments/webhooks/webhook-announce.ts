/** Writes down, in the transaction that makes it so, what receivers are to be told of a request or an appointment. */
import { randomBytes } from 'node:crypto';
import type { WebhookEvent, WebhookMessage } from '@visavis/shared';
import { and, arrayContains, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { AppointmentRow } from '../proof.ts';
import { appointments, requests } from '../schema.ts';
import { webhookMessages, webhooks } from '../schema-webhooks.ts';

type RequestRow = typeof requests.$inferSelect;
type Cause = NonNullable<WebhookMessage['data']['cause']>;

/** Of an appointment by its id, or of a request that is none yet. `movedFrom` is the beginning before a move. */
export type News = { event: WebhookEvent; movedFrom?: Date; cause?: Cause } & (
  | { appointment: string }
  | { request: RequestRow }
);

/** Active ones that want to hear of `event`. */
export const listeners = (tx: Pick<Transaction, 'select'>, event: WebhookEvent) =>
  tx
    .select({ id: webhooks.id, createdAt: webhooks.createdAt })
    .from(webhooks)
    .where(and(eq(webhooks.isActive, true), arrayContains(webhooks.events, [event])));

interface Subject {
  appointment: AppointmentRow | null;
  request: RequestRow | null;
}

/** What the message is about, as this transaction leaves it. */
async function subjectOf(tx: Transaction, news: News): Promise<Subject> {
  if ('request' in news) return { appointment: null, request: news.request };
  const [appointment] = await tx.select().from(appointments).where(eq(appointments.id, news.appointment));
  const [request] = await tx.select().from(requests).where(eq(requests.appointmentId, news.appointment));
  return { appointment: appointment ?? null, request: request ?? null };
}

function messageOf(news: News, { appointment, request }: Subject, nowMs: number) {
  const subject = appointment ?? request;
  if (subject === null) return null;
  const { startsAt, durationMinutes } = subject;
  const message = {
    type: news.event,
    timestamp: new Date(nowMs).toISOString(),
    data: {
      appointment: appointment?.id ?? null,
      request: request?.id ?? null,
      service: request?.serviceId ?? appointment?.serviceId ?? null,
      advisor: subject.advisorId,
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + durationMinutes * 60_000).toISOString(),
      mode: subject.mode,
      sequence: appointment?.sequence ?? 0,
      movedFrom: news.movedFrom?.toISOString() ?? null,
      cause: news.cause ?? null,
    },
  };
  const owner = { appointmentId: message.data.appointment, requestId: message.data.request };
  return { ...owner, event: news.event, body: JSON.stringify(message) };
}

function rowsOf(receivers: readonly string[], message: ReturnType<typeof messageOf>, nowMs: number) {
  if (message === null) return [];
  const now = new Date(nowMs);
  return receivers.map((webhookId) => ({
    ...message,
    id: randomBytes(16).toString('base64url'),
    webhookId,
    nextAttemptAt: now,
    dueSince: now,
    createdAt: now,
  }));
}

/** Everything of a news of a request that is no appointment yet: a row for each of `receivers`, by their ids. */
export const requestMessages = (receivers: readonly string[], news: News & { request: RequestRow }, nowMs: number) =>
  rowsOf(receivers, messageOf(news, { appointment: null, request: news.request }, nowMs), nowMs);

/** One message for each receiver that wants it. After the commit, whoever changed something says that mails and messages wait. */
export async function announce(tx: Transaction, news: News, nowMs: number): Promise<void> {
  const receivers = await listeners(tx, news.event);
  if (receivers.length === 0) return;
  const ids = receivers.map(({ id }) => id);
  const rows = rowsOf(ids, messageOf(news, await subjectOf(tx, news), nowMs), nowMs);
  if (rows.length > 0) await tx.insert(webhookMessages).values(rows);
}
