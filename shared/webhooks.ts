/** Webhooks: who is told of what becomes of requests and appointments, and the message that tells it. Identifiers and times, nothing of a person. */
import * as v from 'valibot';
import { Moment } from './api-parts.ts';
import { AppointmentId, RequestId } from './ids.ts';
import { MeetingMode } from './meeting.ts';
import { ServiceId } from './offer.ts';

/**
 * `requested` a guest wishes for a time, `confirmed` there is an appointment, `moved` to another time, `cancelled` it will not be (or the request came to
 * nothing), `held` or `missed` what became of it, which the advisor may put right later.
 */
export const webhookEvents = [
  'appointment.requested',
  'appointment.confirmed',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.held',
  'appointment.missed',
] as const;
export const WebhookEvent = v.picklist(webhookEvents);
export type WebhookEvent = v.InferOutput<typeof WebhookEvent>;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'expected 16 bytes as base64url'));
export const WebhookId = v.pipe(id, v.brand('WebhookId'));
export type WebhookId = v.InferOutput<typeof WebhookId>;
/** `webhook-id` of a message, the same in every attempt and for this receiver alone. */
export const WebhookMessageId = v.pipe(id, v.brand('WebhookMessageId'));
export type WebhookMessageId = v.InferOutput<typeof WebhookMessageId>;

/** Where messages go: encrypted always, without a user in it, which would be seen in lists. At most 1000 characters. */
export const WebhookUrl = v.pipe(
  v.string(),
  v.maxLength(1_000),
  v.regex(/^https:\/\/[^/?#@\\\s]+([/?][^#\\\s]*)?$/, 'expected https://… without user and fragment'),
  v.url(),
);

const Events = v.pipe(
  v.array(WebhookEvent),
  v.minLength(1),
  v.maxLength(webhookEvents.length),
  v.check((all) => new Set(all).size === all.length, 'each event once'),
);

/** `POST /api/v1/webhooks`. */
export const NewWebhook = v.strictObject({ url: WebhookUrl, events: Events });
export type NewWebhook = v.InferOutput<typeof NewWebhook>;

/** `PATCH /api/v1/webhooks/:id`. While it is not active nothing is written down for it, and nothing sent. */
export const WebhookChange = v.strictObject({
  url: v.optional(WebhookUrl),
  events: v.optional(Events),
  isActive: v.optional(v.boolean()),
});
export type WebhookChange = v.InferOutput<typeof WebhookChange>;

/** Who is told. `waiting` messages are on their way, `setAside` ones were given up and may be sent again. */
export const Webhook = v.object({
  id: WebhookId,
  url: v.string(),
  events: v.array(WebhookEvent),
  isActive: v.boolean(),
  createdAt: Moment,
  /** Until then messages are signed with the secret before as well; null: with one secret. */
  previousSecretUntil: v.nullable(Moment),
  waiting: v.number(),
  setAside: v.number(),
  /** When the last message was taken; null: none of those that are kept, which is a week. */
  lastDeliveredAt: v.nullable(Moment),
});
export type Webhook = v.InferOutput<typeof Webhook>;
export const WebhookList = v.object({ webhooks: v.array(Webhook) });
export type WebhookList = v.InferOutput<typeof WebhookList>;

/** `secret` is `whsec_` and 32 bytes in base64, as Standard Webhooks writes it; shown in this answer only. */
export const CreatedWebhook = v.object({ ...Webhook.entries, secret: v.string() });
export type CreatedWebhook = v.InferOutput<typeof CreatedWebhook>;

/** `POST /api/v1/webhooks/:id/secret`: how long the secret before stays good beside the new one, 24 hours by default. */
export const NewWebhookSecret = v.strictObject({
  previousHours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(168))),
});
export type NewWebhookSecret = v.InferOutput<typeof NewWebhookSecret>;

/** One message and how it fares. `lastError` is a word of a closed list or an HTTP status, never what the receiver wrote. */
export const WebhookDelivery = v.object({
  id: WebhookMessageId,
  type: WebhookEvent,
  createdAt: Moment,
  status: v.picklist(['waiting', 'delivered', 'set-aside']),
  attempts: v.number(),
  nextAttemptAt: v.nullable(Moment),
  lastError: v.nullable(v.string()),
});
export type WebhookDelivery = v.InferOutput<typeof WebhookDelivery>;
/** `GET /api/v1/webhooks/:id/messages`: newest first. */
export const WebhookDeliveries = v.object({ messages: v.array(WebhookDelivery) });
export type WebhookDeliveries = v.InferOutput<typeof WebhookDeliveries>;

/**
 * The body that a receiver gets. `appointment` is null until one exists, `request` when no guest asked for it. Of two messages on the same
 * appointment the one with the higher `sequence`, and then the later `timestamp`, holds.
 */
export const WebhookMessage = v.object({
  type: WebhookEvent,
  timestamp: Moment,
  data: v.object({
    appointment: v.nullable(AppointmentId),
    request: v.nullable(RequestId),
    service: v.nullable(ServiceId),
    advisor: v.string(),
    startsAt: Moment,
    endsAt: Moment,
    mode: MeetingMode,
    sequence: v.number(),
    /** Of `moved`: the beginning before. */
    movedFrom: v.nullable(Moment),
    /** Of `cancelled`: `declined` and `expired` are ends of requests that nobody confirmed. */
    cause: v.nullable(v.picklist(['cancelled', 'declined', 'expired'])),
  }),
});
export type WebhookMessage = v.InferOutput<typeof WebhookMessage>;

/** The body that only tries a receiver: there is nothing to do but to answer. */
export const WebhookTestMessage = v.object({ type: v.literal('webhook.test'), timestamp: Moment, data: v.object({}) });
export type WebhookTestMessage = v.InferOutput<typeof WebhookTestMessage>;

/** `POST /api/v1/webhooks/:id/test`: `status` of the answer, null when none came; `failure` null when it was 2xx, else as `lastError`. */
export const WebhookTested = v.object({ status: v.nullable(v.number()), failure: v.nullable(v.string()) });
export type WebhookTested = v.InferOutput<typeof WebhookTested>;
