/** What a pod counts: the metrics page is a contract, README.md has the table. No label carries an id. */
import { closeCodes, type RoomSeat } from '@visavis/shared';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { type LatencyMetrics, latencyMetrics } from './metrics-latency.ts';
import type { Forwarded } from './rooms.ts';

/** What the page reads from the pod at the moment it is asked. */
export interface MetricsSource {
  phases(): Map<string, number>;
  seats(): Map<RoomSeat, number>;
  isDraining(): boolean;
  /** The last call of the seat store was answered. */
  isStoreUp(): boolean;
}

export interface SignallingMetrics {
  readonly latency: LatencyMetrics;
  hello(result: string, durationMs: number): void;
  /** Counted in plain numbers, because it is on the hot path. */
  readonly relayed: Record<Forwarded, number>;
  relayedBytes: number;
  limit(name: string): void;
  closed(code: number): void;
  storeFailed(operation: string): void;
  busFailed(): void;
  busTook(): void;
  /** Whether the pod's own word came back; a message that was not taken is forgotten when it did. */
  busProbed(isUp: boolean): void;
  busReceived(kind: string): void;
}

const prefix = 'visavis_signalling_';

/** Registers every metric of a pod on `registry`; one pod a registry. */
export function signallingMetrics(registry: Registry, source: MetricsSource): SignallingMetrics {
  const registers = [registry];
  const { hello, limit, close, storeFailed, busReceived } = tallies(registry);
  const busErrors = new Counter({
    name: `${prefix}bus_errors_total`,
    help: 'Messages the bus did not take.',
    registers,
  });
  const helloSeconds = new Histogram({
    name: `${prefix}hello_seconds`,
    help: 'From hello to welcome or refusal.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers,
  });
  const relayed: Record<Forwarded, number> = { local: 0, bus: 0, absent: 0, unread: 0, away: 0 };
  const bus = { takes: true, answers: true };
  const metrics: SignallingMetrics = {
    latency: latencyMetrics(registry),
    relayed,
    relayedBytes: 0,
    hello: (result, durationMs) => {
      hello(result);
      helloSeconds.observe(durationMs / 1000);
    },
    limit,
    closed: (code) => close(code === 1000 || code in closeCodes ? String(code) : 'other'),
    storeFailed,
    busFailed: () => {
      bus.takes = false;
      busErrors.inc();
    },
    busTook: () => {
      bus.takes = true;
    },
    busProbed: (isUp) => {
      bus.answers = isUp;
      bus.takes ||= isUp;
    },
    busReceived,
  };
  registerReadings(registry, source, metrics);
  registerHealth(registry, {
    store: source.isStoreUp,
    bus: () => bus.takes && bus.answers,
    draining: source.isDraining,
  });
  return metrics;
}

function tallies(registry: Registry) {
  const countOf = (label: string, name: string, help: string) => tally(registry, label, name, help);
  return {
    hello: countOf(
      'result',
      'hellos_total',
      'Hellos and resumes by result: seated, resumed, seat-taken, desk, check, or an error code; ticket-used is a replay refused.',
    ),
    limit: countOf('limit', 'limits_hit_total', 'Times a limit was passed, by its name.'),
    close: countOf('code', 'closes_total', 'Closed connections by close code; other is none of ours.'),
    storeFailed: countOf('operation', 'store_errors_total', 'Failed calls of the seat store by operation.'),
    busReceived: countOf(
      'kind',
      'bus_received_total',
      'Messages of other pods by kind; unknown is of another version.',
    ),
  };
}

/** Counts in plain numbers, and hands them over when the page is asked for: to look up a label costs more than what is counted. */
function tally(registry: Registry, label: string, name: string, help: string): (value: string) => void {
  const counts = new Map<string, number>();
  new Counter({
    name: `${prefix}${name}`,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of counts) this.inc({ [label]: value }, count);
    },
  });
  return (value) => void counts.set(value, (counts.get(value) ?? 0) + 1);
}

function registerReadings(registry: Registry, source: MetricsSource, metrics: SignallingMetrics): void {
  const registers = [registry];
  new Gauge({
    name: `${prefix}connections`,
    help: 'Open connections by phase of their session.',
    labelNames: ['phase'],
    registers,
    collect() {
      this.reset();
      for (const [phase, count] of source.phases()) this.set({ phase }, count);
    },
  });
  new Gauge({
    name: `${prefix}seats`,
    help: 'Seats whose line ends at this pod.',
    labelNames: ['seat'],
    registers,
    collect() {
      this.reset();
      for (const [seat, count] of source.seats()) this.set({ seat }, count);
    },
  });
  new Counter({
    name: `${prefix}relayed_total`,
    help: 'Relayed messages by what became of them: local, bus, absent, unread (slow reader), away (line lost).',
    labelNames: ['path'],
    registers,
    collect() {
      this.reset();
      for (const [path, count] of Object.entries(metrics.relayed)) this.inc({ path }, count);
    },
  });
  new Counter({
    name: `${prefix}relayed_bytes_total`,
    help: 'Bytes of relayed messages.',
    registers,
    collect() {
      this.reset();
      this.inc(metrics.relayedBytes);
    },
  });
}

/** Yes or no at the moment of asking. */
function registerHealth(registry: Registry, parts: Record<'store' | 'bus' | 'draining', () => boolean>): void {
  const flag = (name: string, help: string, isSo: () => boolean) =>
    new Gauge({
      name: `${prefix}${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(isSo() ? 1 : 0);
      },
    });
  flag('store_up', 'Whether the last call of the seat store was answered: 1 or 0.', parts.store);
  flag(
    'bus_up',
    'Whether the bus takes messages and brings the pod’s own word back, asked every 5 s: 1 or 0.',
    parts.bus,
  );
  flag('draining', 'Whether the pod sends its connections elsewhere: 1 or 0.', parts.draining);
}
