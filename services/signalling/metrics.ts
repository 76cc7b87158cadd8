/** What a pod counts: the metrics page is a contract, README.md has the table. No label carries an id. */
import { closeCodes, type RoomSeat } from '@visavis/shared';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Forwarded } from './rooms.ts';

/** What the page reads from the pod at the moment it is asked. */
export interface MetricsSource {
  phases(): Map<string, number>;
  seats(): Map<RoomSeat, number>;
  isDraining(): boolean;
}

export interface SignallingMetrics {
  hello(result: string, durationMs: number): void;
  /** Counted in plain numbers, because it is on the hot path. */
  readonly relayed: Record<Forwarded, number>;
  relayedBytes: number;
  limit(name: string): void;
  closed(code: number): void;
  storeFailed(operation: string): void;
  busFailed(): void;
  busReceived(kind: string): void;
}

const prefix = 'visavis_signalling_';

/** Registers every metric of a pod on `registry`; one pod a registry. */
export function signallingMetrics(registry: Registry, source: MetricsSource): SignallingMetrics {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers });
  const hellos = counter('hellos_total', 'Hellos and resumes by result.', ['result']);
  const limitsHit = counter('limits_hit_total', 'Times a limit was passed.', ['limit']);
  const closes = counter('closes_total', 'Closed connections by close code.', ['code']);
  const storeErrors = counter('store_errors_total', 'Failed calls of the seat store.', ['operation']);
  const busErrors = counter('bus_errors_total', 'Messages the bus did not take.', []);
  const busReceived = counter('bus_received_total', 'Messages of other pods by kind.', ['kind']);
  const helloSeconds = new Histogram({
    name: `${prefix}hello_seconds`,
    help: 'From hello to welcome or refusal.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers,
  });
  const relayed: Record<Forwarded, number> = { local: 0, bus: 0, absent: 0, unread: 0, away: 0 };
  const metrics: SignallingMetrics = {
    relayed,
    relayedBytes: 0,
    hello: (result, durationMs) => {
      hellos.inc({ result });
      helloSeconds.observe(durationMs / 1000);
    },
    limit: (limit) => limitsHit.inc({ limit }),
    closed: (code) => closes.inc({ code: code === 1000 || code in closeCodes ? String(code) : 'other' }),
    storeFailed: (operation) => storeErrors.inc({ operation }),
    busFailed: () => busErrors.inc(),
    busReceived: (kind) => busReceived.inc({ kind }),
  };
  registerReadings(registry, source, metrics);
  return metrics;
}

function registerReadings(registry: Registry, source: MetricsSource, metrics: SignallingMetrics): void {
  const registers = [registry];
  new Gauge({
    name: `${prefix}connections`,
    help: 'Open connections by phase.',
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
  new Gauge({
    name: `${prefix}draining`,
    help: '1 while the pod sends its connections elsewhere.',
    registers,
    collect() {
      this.set(source.isDraining() ? 1 : 0);
    },
  });
  new Counter({
    name: `${prefix}relayed_total`,
    help: 'Relayed messages by what became of them.',
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
