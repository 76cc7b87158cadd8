/** Receivers of messages on doubles: one that is well, one that has failed, and what is answered to whatever is pressed. */
import type { Webhook, WebhookDelivery, WebhookEvent } from '@visavis/shared';
import type { WebhooksApi } from '../../../clients/advisor/lead/webhooks-api.ts';

const some: WebhookEvent[] = ['appointment.confirmed', 'appointment.moved', 'appointment.cancelled'];

export function webhooksDouble(moment: (days: number) => string): WebhooksApi {
  const someWebhook = (id: string, url: string, change: Partial<Webhook> = {}): Webhook => ({
    ...{ id: id as Webhook['id'], url, events: some, isActive: true, createdAt: moment(-30) },
    ...{ previousSecretUntil: null, waiting: 0, setAside: 0, lastDeliveredAt: moment(-0.1), ...change },
  });
  const crm = someWebhook('crm', 'https://crm.musterkasse.example/visavis');
  const portal = someWebhook('portal', 'https://portal.musterkasse.example/api/v2/termine/eingang?mandant=nord', {
    ...{ events: ['appointment.requested'], waiting: 2, setAside: 1, lastDeliveredAt: null },
  });
  const someMessage = (id: string, change: Partial<WebhookDelivery>): WebhookDelivery => ({
    ...{ id: id as WebhookDelivery['id'], type: 'appointment.requested', createdAt: moment(-0.2), status: 'waiting' },
    ...{ attempts: 4, nextAttemptAt: moment(0.05), lastError: '503', ...change },
  });
  const messages = [
    someMessage('m1', {}),
    someMessage('m2', { attempts: 3, lastError: 'ECONNREFUSED' }),
    someMessage('m3', { createdAt: moment(-2), status: 'set-aside', attempts: 12, nextAttemptAt: null }),
  ];
  return {
    webhooks: async () => ({ webhooks: [crm, portal] }),
    addWebhook: async ({ url, events }) => ({
      ...someWebhook('new', url, { events, lastDeliveredAt: null }),
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=',
    }),
    changeWebhook: async (_id, change) => ({ ...crm, isActive: change.isActive ?? true }),
    deleteWebhook: async () => undefined,
    tryWebhook: async (id) => (id === portal.id ? { status: 503, failure: '503' } : { status: 204, failure: null }),
    webhookMessages: async () => ({ messages }),
    resendMessage: async (_id, message) => someMessage(message, { nextAttemptAt: moment(0) }),
  };
}
