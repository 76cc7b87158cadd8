/** Wires the webhooks of one organisation, and lets them go out with its mails. */
import type { Clock, Log } from '@visavis/runtime';
import type { Registry } from 'prom-client';
import type { Db } from '../database.ts';
import type { Vault } from '../encryption.ts';
import type { OutboxWorker } from '../invitations/outbox-worker.ts';
import { createReceiverGuard } from './receiver-guard.ts';
import type { WebhookSettings } from './webhook-config.ts';
import { createWebhookMetrics } from './webhook-metrics.ts';
import { createWebhookPost } from './webhook-post.ts';
import { createWebhookWorker } from './webhook-worker.ts';

export interface WebhookParts {
  db: Db;
  vault: Vault;
  settings: WebhookSettings;
  clock: Clock;
  log: Log;
  registry: Registry;
}

/** Outbox and webhooks as one: whoever says that mails wait says it of messages to receivers too, and both end together. */
export function withWebhooks(outbox: OutboxWorker, parts: WebhookParts): OutboxWorker {
  const { settings, registry, ...rest } = parts;
  const post = createWebhookPost(createReceiverGuard(settings.networks), rest.clock, settings.ca ?? undefined);
  const webhooks = createWebhookWorker({ ...rest, post, metrics: createWebhookMetrics(registry) });
  return {
    kick() {
      outbox.kick();
      webhooks.kick();
    },
    async drain() {
      await outbox.drain();
      await webhooks.drain();
    },
    async close() {
      await Promise.all([outbox.close(), webhooks.close()]);
    },
  };
}
