/** Tries a receiver: one message about nothing, signed like any other, sent at once and never again; says what was answered. */
import { randomBytes } from 'node:crypto';
import { VisavisError, type WebhookId, type WebhookTested, type WebhookTestMessage } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { webhooks } from '../schema-webhooks.ts';
import { createReceiverGuard } from './receiver-guard.ts';
import { ownWebhook } from './webhook-messages.ts';
import { createWebhookCall } from './webhook-post.ts';
import { openSecrets, openUrl } from './webhook-sealed.ts';
import { signedHeaders } from './webhook-signature.ts';

/** Answers `POST /api/v1/webhooks/:id/test`. @throws {VisavisError} `not-found`; `conflict` while another try is underway here */
export type TryWebhook = (id: WebhookId) => Promise<WebhookTested>;

/** One try of each receiver at a time: somebody who presses often must not become a load for it. */
export function createWebhookTries(context: Context): TryWebhook {
  const { networks, ca } = context.settings.webhooks;
  const { db, vault, clock, log } = context;
  const call = createWebhookCall(createReceiverGuard(networks), clock, ca ?? undefined);
  const underway = new Set<WebhookId>();

  const send = async (id: WebhookId): Promise<WebhookTested> => {
    const row = await ownWebhook(db, id);
    const now = clock.now();
    const news: WebhookTestMessage = { type: 'webhook.test', timestamp: new Date(now).toISOString(), data: {} };
    const message = { id: randomBytes(16).toString('base64url'), body: JSON.stringify(news) };
    const headers = signedHeaders(openSecrets(vault, row, now), message, now);
    const { status, failure } = await call(
      { url: openUrl(vault, row), headers, body: message.body },
      new AbortController().signal,
    );
    if (failure === null) {
      // Who answers need not rest any longer: what waits goes out as soon as its own time comes.
      await db.update(webhooks).set({ restsUntil: null }).where(eq(webhooks.id, id));
      context.mailQueued();
    }
    log.info('webhook tried', { status: status ?? undefined, reason: failure ?? undefined });
    return { status, failure };
  };
  return async (id) => {
    if (underway.has(id)) throw new VisavisError('conflict', 'a try is underway');
    underway.add(id);
    try {
      return await send(id);
    } finally {
      underway.delete(id);
    }
  };
}
