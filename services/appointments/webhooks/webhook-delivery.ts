/** Brings what waits to one receiver: signed, sent, and noted as delivered, to be tried again or set aside. */
import type { Clock, Log } from '@visavis/runtime';
import type { Db } from '../database.ts';
import type { Vault } from '../encryption.ts';
import type { WebhookMetrics } from './webhook-metrics.ts';
import type { WebhookPost } from './webhook-post.ts';
import { signedHeaders } from './webhook-signature.ts';
import { afterFailure } from './webhook-step.ts';
import { type ClaimedMessage, claimMessages, finish, putBack, type Receiver, switchOff } from './webhook-store.ts';

export interface WebhookDeps {
  db: Db;
  vault: Pick<Vault, 'open'>;
  post: WebhookPost;
  clock: Clock;
  log: Log;
  metrics: WebhookMetrics;
  /** In [0, 1); spreads what is tried again. */
  chance?: () => number;
}

/** Messages to one receiver at once. */
const atOnce = 3;

async function fail(deps: WebhookDeps, message: ClaimedMessage, failure: string): Promise<void> {
  const { clock, log, metrics, db, chance = Math.random } = deps;
  const now = clock.now();
  const verdict = afterFailure(failure, now - message.dueSinceMs, chance());
  const fields = { event: message.event, attempt: message.attempt, reason: failure };
  if (verdict.outcome === 'again') {
    await putBack(db, message, failure, { atMs: now + verdict.inMs, restsUntilMs: now + verdict.restMs });
    metrics.attempt(message.event, 'postponed');
    log.warn('webhook postponed', { ...fields, retryInMs: verdict.inMs });
    return;
  }
  await finish(db, message, now, failure);
  if (verdict.outcome === 'gone') await switchOff(db, message.webhookId);
  metrics.attempt(message.event, 'set-aside');
  log.error(verdict.outcome === 'gone' ? 'webhook switched off' : 'webhook set aside', fields);
}

/** True when the receiver took it. */
async function deliver(
  deps: WebhookDeps,
  receiver: Receiver,
  message: ClaimedMessage,
  signal: AbortSignal,
): Promise<boolean> {
  const { clock, log, metrics, db } = deps;
  const startedAt = clock.now();
  const headers = signedHeaders(receiver.secrets, message, startedAt);
  const failure = await deps.post({ url: receiver.url, headers, body: message.body }, signal);
  if (failure !== null) {
    await fail(deps, message, failure);
    return false;
  }
  const now = clock.now();
  await finish(db, message, now, null);
  metrics.attempt(message.event, 'delivered');
  metrics.delivered(now - message.createdAtMs);
  log.info('webhook delivered', { event: message.event, attempt: message.attempt, durationMs: now - startedAt });
  return true;
}

/** All that is due at one receiver, until it fails, nothing is left or `signal` says stop. @throws what the database throws */
export async function tellReceiver(deps: WebhookDeps, webhookId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const claimed = await claimMessages(deps.db, deps.vault, webhookId, deps.clock.now(), atOnce);
    if (claimed === null) return;
    const told = await Promise.allSettled(claimed.messages.map((one) => deliver(deps, claimed.receiver, one, signal)));
    const broken = told.find((one) => one.status === 'rejected');
    if (broken) throw broken.reason;
    if (told.some((one) => one.status === 'fulfilled' && !one.value)) return;
  }
}
