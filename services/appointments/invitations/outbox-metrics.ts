/** What the outbox counts: mails by what became of them, and how long they wait. */

import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { MailKind } from './outbox-step.ts';

export interface OutboxMetrics {
  attempt(kind: MailKind, outcome: 'sent' | 'postponed' | 'failed'): void;
  /** From the change that made the mail necessary to its delivery. */
  delivered(afterMs: number): void;
  waiting(count: number, oldestMs: number): void;
}

/** Registers the metrics at `registry`; once a registry. */
export function createOutboxMetrics(registry: Registry): OutboxMetrics {
  const registers = [registry];
  const mails = new Counter({
    name: 'visavis_appointments_mails_total',
    help: 'Attempts to send a mail by kind and outcome: sent, postponed, failed.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'visavis_appointments_mail_delay_seconds',
    help: 'Time from the change to the mail that tells of it.',
    buckets: [1, 5, 15, 60, 300, 1800, 7200, 28800, 86400],
    registers,
  });
  const waiting = new Gauge({
    name: 'visavis_appointments_mails_waiting',
    help: 'Mails that wait to be sent.',
    registers,
  });
  const oldest = new Gauge({
    name: 'visavis_appointments_mail_oldest_waiting_seconds',
    help: 'Age of the oldest mail that waits, 0 without one.',
    aggregator: 'max',
    registers,
  });
  return {
    attempt: (kind, outcome) => mails.inc({ kind, outcome }),
    delivered: (afterMs) => delay.observe(afterMs / 1000),
    waiting(count, oldestMs) {
      waiting.set(count);
      oldest.set(oldestMs / 1000);
    },
  };
}
