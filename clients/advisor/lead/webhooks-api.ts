/** What the lead's page of receivers asks of the service: who is told of appointments, how that fares, and what somebody answers now. */
import {
  CreatedWebhook,
  type NewWebhook,
  Webhook,
  type WebhookChange,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookList,
  WebhookTested,
} from '@visavis/shared';
import { apiRequest, type Fetch } from '@visavis/ui';
import * as v from 'valibot';

/** Every call rejects with an `ApiError` and nothing else. */
export interface WebhooksApi {
  webhooks(): Promise<WebhookList>;
  /** The only answer that holds the secret; `conflict`: there are as many as there may be. */
  addWebhook(wish: NewWebhook): Promise<CreatedWebhook>;
  changeWebhook(id: string, change: WebhookChange): Promise<Webhook>;
  deleteWebhook(id: string): Promise<void>;
  /** Sends a message about nothing now; `conflict`: somebody else is trying at this moment. */
  tryWebhook(id: string): Promise<WebhookTested>;
  /** The newest hundred. */
  webhookMessages(id: string): Promise<WebhookDeliveries>;
  /** `conflict`: the receiver is paused. */
  resendMessage(id: string, message: string): Promise<WebhookDelivery>;
}

/** The API over any `fetch`. */
export function makeWebhooksApi(fetch: Fetch): WebhooksApi {
  const base = '/api/v1/webhooks';
  const one = (id: string) => `${base}/${encodeURIComponent(id)}`;
  const post = <S extends v.GenericSchema>(path: string, answer: S, body?: unknown) =>
    apiRequest(fetch, { method: 'POST', path, answer, ...(body === undefined ? {} : { body }) });
  return {
    webhooks: () => apiRequest(fetch, { method: 'GET', path: base, answer: WebhookList }),
    addWebhook: (wish) => post(base, CreatedWebhook, wish),
    changeWebhook: (id, change) => apiRequest(fetch, { method: 'PATCH', path: one(id), body: change, answer: Webhook }),
    deleteWebhook: async (id) => {
      await apiRequest(fetch, { method: 'DELETE', path: one(id), answer: v.unknown() });
    },
    tryWebhook: (id) => post(`${one(id)}/test`, WebhookTested),
    webhookMessages: (id) =>
      apiRequest(fetch, { method: 'GET', path: `${one(id)}/messages`, answer: WebhookDeliveries }),
    resendMessage: (id, message) => post(`${one(id)}/messages/${encodeURIComponent(message)}/resend`, WebhookDelivery),
  };
}
