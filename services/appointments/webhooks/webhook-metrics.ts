/** What webhooks count: attempts by what became of them, what waits, and what was set aside. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface WebhookMetrics {
  attempt(event: string, outcome: 'delivered' | 'postponed' | 'set-aside'): void;
  /** From the change to the receiver's yes. */
  delivered(afterMs: number): void;
  backlog(waiting: number, oldestMs: number, setAside: number): void;
}

/** Registers the metrics at `registry`; once a registry. */
export function createWebhookMetrics(registry: Registry): WebhookMetrics {
  const registers = [registry];
  const attempts = new Counter({
    name: 'visavis_appointments_webhooks_total',
    help: 'Attempts to tell a receiver by event and outcome: delivered, postponed, set-aside.',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'visavis_appointments_webhook_delay_seconds',
    help: 'Time from the change to the yes of the receiver that is told of it.',
    buckets: [1, 5, 15, 60, 300, 1800, 7200, 28800, 86400],
    registers,
  });
  const waiting = new Gauge({
    name: 'visavis_appointments_webhooks_waiting',
    help: 'Messages to receivers that wait to be sent.',
    registers,
  });
  const oldest = new Gauge({
    name: 'visavis_appointments_webhook_oldest_waiting_seconds',
    help: 'Age of the oldest message that waits, 0 without one.',
    aggregator: 'max',
    registers,
  });
  const aside = new Gauge({
    name: 'visavis_appointments_webhooks_set_aside',
    help: 'Messages that no receiver took for a day; they may be sent again by the interface.',
    registers,
  });
  return {
    attempt: (event, outcome) => attempts.inc({ event, outcome }),
    delivered: (afterMs) => delay.observe(afterMs / 1000),
    backlog(count, oldestMs, setAside) {
      waiting.set(count);
      oldest.set(oldestMs / 1000);
      aside.set(setAside);
    },
  };
}
