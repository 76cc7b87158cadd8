/** How long things take on a pod; sampled where they are many, so that measuring costs the hot path a countdown. */
import { Histogram, type Registry } from 'prom-client';
import type { Forwarded } from './rooms.ts';

/** One in so many relayed messages is measured. A prime number, so that no regular pattern is always or never hit. */
const sampleEvery = 61;

export interface LatencyMetrics {
  /** The moment in milliseconds of this process for the messages that are measured, for all others 0. */
  sample(): number;
  /** `startedAt` from {@link sample}; 0 counts nothing. */
  relayed(path: Forwarded, startedAt: number): void;
  /** Whether this message to another pod is to carry when it was sent. */
  samplesBus(): boolean;
  /** From the sender's clock to ours; below zero when they differ by more than the way takes, told as zero. */
  crossed(ms: number): void;
  stored(operation: string, ms: number): void;
}

/** Registers the histograms on `registry`; once a registry. */
export function latencyMetrics(registry: Registry): LatencyMetrics {
  const histogram = (name: string, help: string, buckets: number[], labelNames: string[] = []) =>
    new Histogram({ name: `visavis_signalling_${name}`, help, buckets, labelNames, registers: [registry] });
  const relay = histogram(
    'relay_seconds',
    'From reading a relayed message to writing it, one in 61, by what became of it.',
    [0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.005, 0.025],
    ['path'],
  );
  const bus = histogram(
    'bus_seconds',
    'From one pod sending to another reading, one relayed message in 61, by their own clocks: what those differ by is in it.',
    [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
  );
  const store = histogram(
    'store_seconds',
    'Calls of the seat store, failed ones too.',
    [0.000_1, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2],
    ['operation'],
  );
  let relayLeft = sampleEvery;
  let busLeft = sampleEvery;
  return {
    sample() {
      if (--relayLeft > 0) return 0;
      relayLeft = sampleEvery;
      return performance.now();
    },
    relayed: (path, startedAt) => {
      if (startedAt > 0) relay.observe({ path }, (performance.now() - startedAt) / 1000);
    },
    samplesBus() {
      if (--busLeft > 0) return false;
      busLeft = sampleEvery;
      return true;
    },
    crossed: (ms) => bus.observe(Math.max(0, ms) / 1000),
    stored: (operation, ms) => store.observe({ operation }, ms / 1000),
  };
}
