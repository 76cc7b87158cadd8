/**
 * Tells receivers what waits for them. At least once: twice only when a worker dies between the receiver's yes and the note of it, then with the
 * same `webhook-id`. Each receiver is told by itself, so that one that hangs holds up no other.
 */
import { type Clock, errorKind, type Log } from '@visavis/runtime';
import type { Db } from '../database.ts';
import type { Vault } from '../encryption.ts';
import type { WebhookMetrics } from './webhook-metrics.ts';
import type { WebhookPost } from './webhook-post.ts';
import { signedHeaders } from './webhook-signature.ts';
import { afterFailure } from './webhook-step.ts';
import {
  backlog,
  type ClaimedMessage,
  claimMessages,
  dueWebhooks,
  finish,
  putBack,
  type Receiver,
  switchOff,
} from './webhook-store.ts';

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

export interface WebhookWorker {
  /** Something was just written down: look now instead of at the next turn. */
  kick(): void;
  /** Resolves when nothing is due or underway. @throws what the database throws */
  drain(): Promise<void>;
  /** Stops looking; what is underway is broken off and tried again by whoever runs next. Idempotent. */
  close(): Promise<void>;
}

const pollMs = 15_000;
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

/** Looks every 15 seconds and whenever kicked. */
export function createWebhookWorker(deps: WebhookDeps): WebhookWorker {
  const { clock, log, metrics, db, vault } = deps;
  const underway = new Map<string, Promise<void>>();
  /** Receivers for whom something came while they were being told. */
  const askedAgain = new Set<string>();
  const stop = new AbortController();
  let looking: Promise<void> | null = null;
  let again = false;
  const failed = (error: unknown) => log.warn('webhooks not readable', { kind: errorKind(error), retryInMs: pollMs });

  /** All that is due at one receiver, until it fails or nothing is left. */
  const tell = async (webhookId: string): Promise<void> => {
    while (!stop.signal.aborted) {
      const claimed = await claimMessages(db, vault, webhookId, clock.now(), atOnce);
      if (claimed === null) return;
      const told = await Promise.allSettled(
        claimed.messages.map((one) => deliver(deps, claimed.receiver, one, stop.signal)),
      );
      const broken = told.find((one) => one.status === 'rejected');
      if (broken) throw broken.reason;
      if (told.some((one) => one.status === 'fulfilled' && !one.value)) return;
    }
  };

  const begin = (id: string) => {
    const telling = tell(id)
      .catch(failed)
      .finally(() => {
        underway.delete(id);
        if (askedAgain.delete(id)) kick();
      });
    underway.set(id, telling);
  };

  const lookAround = async (): Promise<void> => {
    while (again && !stop.signal.aborted) {
      again = false;
      for (const id of await dueWebhooks(db, clock.now())) {
        if (underway.has(id)) askedAgain.add(id);
        else if (!stop.signal.aborted) begin(id);
      }
    }
  };
  const look = (): Promise<void> => {
    again = true;
    looking ??= lookAround().finally(() => {
      looking = null;
    });
    return looking;
  };

  const count = async (): Promise<void> => {
    const { waiting, oldestMs, setAside } = await backlog(db);
    metrics.backlog(waiting, oldestMs === null ? 0 : clock.now() - oldestMs, setAside);
  };
  const kick = () => void look().catch(failed);
  const stopPolling = clock.every(pollMs, () => void look().then(count).catch(failed));
  return {
    kick,
    async drain() {
      await look();
      while (underway.size > 0) {
        await Promise.all(underway.values());
        await look();
      }
      await count();
    },
    async close() {
      stop.abort();
      stopPolling();
      await looking?.catch(failed);
      await Promise.all(underway.values());
    },
  };
}
