/** What is counted of the queue; nothing of it tells one person from another. */

import type { WalkInPhase } from '@visavis/shared';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface WalkInMetrics {
  /** What became of somebody; `refused`: the portal's token was not good. */
  became(event: WalkInPhase | 'refused'): void;
  /** From the hand-over to the moment at which an advisor took them. */
  waited(ms: number): void;
  queue(waiting: number, longestMs: number): void;
}

/** Registers the metrics at `registry`; once a registry. */
export function createWalkInMetrics(registry: Registry): WalkInMetrics {
  const registers = [registry];
  const events = new Counter({
    name: 'visavis_appointments_walk_ins_total',
    help: 'People from the portal by what became of them: waiting, taken, over, left, call-me, called, expired, refused.',
    labelNames: ['event'],
    registers,
  });
  const wait = new Histogram({
    name: 'visavis_appointments_walk_in_wait_seconds',
    help: 'Time from the hand-over to the moment at which an advisor took the person.',
    buckets: [15, 60, 180, 300, 600, 1200, 1800, 3600, 7200],
    registers,
  });
  const waiting = new Gauge({
    name: 'visavis_appointments_walk_ins_waiting',
    help: 'People from the portal who wait and are there.',
    aggregator: 'max',
    registers,
  });
  const longest = new Gauge({
    name: 'visavis_appointments_walk_in_longest_wait_seconds',
    help: 'How long the first of them has waited, 0 without anybody.',
    aggregator: 'max',
    registers,
  });
  return {
    became: (event) => events.inc({ event }),
    waited: (ms) => wait.observe(ms / 1000),
    queue(count, longestMs) {
      waiting.set(count);
      longest.set(longestMs / 1000);
    },
  };
}
