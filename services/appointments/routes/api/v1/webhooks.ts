/** `/api/v1/webhooks`: which systems of the organisation are told of what becomes of appointments, and how that fares. */
import {
  CreatedWebhook,
  NewWebhook,
  NewWebhookSecret,
  Webhook,
  WebhookChange,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookId,
  WebhookList,
  WebhookMessageId,
  WebhookTested,
} from '@visavis/shared';
import * as v from 'valibot';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  renewSecret,
} from '../../../webhooks/webhook-book.ts';
import { listMessages, resendMessage } from '../../../webhooks/webhook-messages.ts';
import { createWebhookTries, type TryWebhook } from '../../../webhooks/webhook-test.ts';

const path = '/api/v1/webhooks';
const access = 'lead';
const Params = v.strictObject({ id: WebhookId });
const MessageParams = v.strictObject({ id: WebhookId, message: WebhookMessageId });

const all = (context: Context) => [
  endpoint({
    method: 'GET',
    path,
    summary: 'Who is told, oldest first.',
    access,
    status: 200,
    answer: WebhookList,
    errors: ['not-signed-in', 'forbidden'],
    handle: () => listWebhooks(context),
  }),
  endpoint({
    method: 'POST',
    path,
    summary: 'Tells a further receiver from now on; twenty at most. The only answer that holds the secret.',
    access,
    body: NewWebhook,
    status: 201,
    answer: CreatedWebhook,
    errors: ['bad-request', 'conflict', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ body }) => createWebhook(context, body),
  }),
];

const one = (context: Context) => [
  endpoint({
    method: 'PATCH',
    path: `${path}/:id`,
    summary: 'Another address, other events, off and on.',
    access,
    params: Params,
    body: WebhookChange,
    status: 200,
    answer: Webhook,
    errors: ['bad-request', 'not-found', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ params, body }) => changeWebhook(context, params.id, body),
  }),
  endpoint({
    method: 'DELETE',
    path: `${path}/:id`,
    summary: 'Tells this receiver nothing more; its messages are gone too.',
    access,
    params: Params,
    status: 204,
    errors: ['not-found', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: async ({ params }) => {
      await deleteWebhook(context, params.id);
      return undefined;
    },
  }),
  endpoint({
    method: 'POST',
    path: `${path}/:id/secret`,
    summary: 'A new secret; for a while messages carry signatures by the one before as well.',
    access,
    params: Params,
    body: NewWebhookSecret,
    status: 200,
    answer: CreatedWebhook,
    errors: ['bad-request', 'not-found', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ params, body }) => renewSecret(context, params.id, body),
  }),
];

const messages = (context: Context) => [
  endpoint({
    method: 'GET',
    path: `${path}/:id/messages`,
    summary: 'The newest hundred messages and how they fare. They are kept for a week.',
    access,
    params: Params,
    status: 200,
    answer: WebhookDeliveries,
    errors: ['not-found', 'not-signed-in', 'forbidden'],
    handle: ({ params }) => listMessages(context, params.id),
  }),
  endpoint({
    method: 'POST',
    path: `${path}/:id/messages/:message/resend`,
    summary: 'Sends a message again, whatever became of it, with the same id.',
    access,
    params: MessageParams,
    status: 200,
    answer: WebhookDelivery,
    errors: ['not-found', 'conflict', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ params }) => resendMessage(context, params.id, params.message),
  }),
];

const tries = (tryOut: TryWebhook) => [
  endpoint({
    method: 'POST',
    path: `${path}/:id/test`,
    summary:
      'Sends a signed message of the type `webhook.test` at once, also while the webhook is off, and says what was answered.',
    access,
    params: Params,
    status: 200,
    answer: WebhookTested,
    errors: ['not-found', 'conflict', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ params }) => tryOut(params.id),
  }),
];

export const webhookEndpoints = (context: Context) => [
  ...all(context),
  ...one(context),
  ...messages(context),
  ...tries(createWebhookTries(context)),
];
