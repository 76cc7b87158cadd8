/** Receivers of messages: what may be wrong with a new one, why a message did not arrive, and which of them failed last. Pure. */
import { type NewWebhook, type WebhookDelivery, type WebhookEvent, WebhookUrl, webhookEvents } from '@visavis/shared';
import * as v from 'valibot';

export interface WebhookForm {
  url: string;
  events: readonly WebhookEvent[];
}
export type WebhookField = 'url' | 'events';

/** Nothing is typed, and everything is told. */
export const emptyWebhook: WebhookForm = { url: '', events: webhookEvents };

/** The inputs that are wrong, in their order. */
export function checkWebhook({ url, events }: WebhookForm): ReadonlySet<WebhookField> {
  const wrong: WebhookField[] = [];
  if (!v.is(WebhookUrl, url.trim())) wrong.push('url');
  if (events.length === 0) wrong.push('events');
  return new Set(wrong);
}

/** What a checked form means. */
export const newWebhook = ({ url, events }: WebhookForm): NewWebhook => ({ url: url.trim(), events: [...events] });

/** With the event or without it, in the order in which they happen. */
export const withEvent = (events: readonly WebhookEvent[], event: WebhookEvent, isOn: boolean): WebhookEvent[] =>
  webhookEvents.filter((one) => (one === event ? isOn : events.includes(one)));

/** Why nothing arrived, as far as it makes a difference for whoever looks for the fault. */
export type FailureKind = 'status' | 'inside' | 'timeout' | 'name' | 'away' | 'certificate' | 'broken';

const kinds: readonly [RegExp, FailureKind][] = [
  [/^\d{3}$/, 'status'],
  [/^address-refused$/, 'inside'],
  [/^(timeout|ETIMEDOUT)$/, 'timeout'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'name'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/, 'away'],
  [/CERT|UNABLE_TO/, 'certificate'],
];

/** `failure` as the service names it: an HTTP status, or a word of its list. */
export const failureKind = (failure: string): FailureKind =>
  kinds.find(([pattern]) => pattern.test(failure))?.[1] ?? 'broken';

/** How many failed messages are shown. */
const shownAtMost = 10;

/** Those that failed and have not arrived since, newest first. */
export const failedOf = (messages: readonly WebhookDelivery[]): WebhookDelivery[] =>
  messages.filter(({ status, lastError }) => status !== 'delivered' && lastError !== null).slice(0, shownAtMost);
