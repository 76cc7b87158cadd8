/** What an operator may set for webhooks. */
import { setting } from '@visavis/runtime';
import * as v from 'valibot';
import { isNetwork } from './receiver-guard.ts';

/** `networks` may be reached although they are not for everybody; `ca` is a further certificate authority, PEM. */
export interface WebhookSettings {
  networks: readonly string[];
  ca: string | null;
}

/** Keys of the environment; README.md explains each. */
export const webhookKeys = {
  WEBHOOK_NETWORKS: v.pipe(
    setting.list(''),
    v.array(v.pipe(v.string(), v.check(isNetwork, 'expected networks like 10.1.0.0/16'))),
  ),
  WEBHOOK_CA: setting.optionalText(),
};

/** The settings that the checked environment makes. */
export const webhooksFrom = (config: {
  WEBHOOK_NETWORKS: readonly string[];
  WEBHOOK_CA?: string | undefined;
}): { webhooks: WebhookSettings } => ({
  webhooks: { networks: config.WEBHOOK_NETWORKS, ca: config.WEBHOOK_CA ?? null },
});
