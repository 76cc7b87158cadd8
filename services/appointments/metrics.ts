/** What the appointments service counts; the table in README.md is compared with this registry by a test. */
import type { Seat } from '@visavis/shared';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RequestPhase } from './requests/request-state.ts';

/** No label carries an id, a name or an address. */
export interface AppointmentsMetrics {
  change(change: 'created' | 'moved' | 'changed' | 'cancelled'): void;
  booking(event: RequestPhase | 'taken'): void;
  admission(outcome: 'admitted' | 'refused' | 'too-many'): void;
  ticket(seat: Seat): void;
  signIn(outcome: 'accepted' | 'refused'): void;
  retention(table: string, rows: number): void;
  retentionDone(atMs: number): void;
  request(route: string, method: string, status: number, seconds: number): void;
}

/** Registers the metrics at `registry`; once a registry. */
export function createAppointmentsMetrics(registry: Registry): AppointmentsMetrics {
  const counter = <L extends string>(name: string, help: string, label: L) =>
    new Counter({ name: `visavis_appointments_${name}`, help, labelNames: [label], registers: [registry] });
  const changes = counter('changes_total', 'Appointments created, moved, changed and cancelled.', 'change');
  const requested = counter(
    'slot_requests_total',
    'Requests for a slot by what became of them: unconfirmed, requested, taken, proposed, confirmed, declined, expired, cancelled.',
    'event',
  );
  const admissions = counter(
    'admissions_total',
    'Requests for admission by outcome: admitted, refused, too-many.',
    'outcome',
  );
  const tickets = counter('tickets_total', 'Tickets issued by seat.', 'seat');
  const signIns = counter('sign_ins_total', 'Sign-ins by outcome: accepted, refused.', 'outcome');
  const deleted = counter('retention_deleted_total', 'Rows that reached their end by table.', 'table');
  const lastRun = new Gauge({
    name: 'visavis_appointments_retention_last_run_seconds',
    help: 'When retention last finished, seconds since 1970; it runs hourly.',
    aggregator: 'min',
    registers: [registry],
  });
  const requests = new Histogram({
    name: 'visavis_appointments_request_duration_seconds',
    help: 'Time to answer a request by route pattern; status 429 is a limit passed.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 0.5, 1, 3],
    registers: [registry],
  });
  return {
    change: (change) => changes.inc({ change }),
    booking: (event) => requested.inc({ event }),
    admission: (outcome) => admissions.inc({ outcome }),
    ticket: (seat) => tickets.inc({ seat }),
    signIn: (outcome) => signIns.inc({ outcome }),
    retention: (table, rows) => deleted.inc({ table }, rows),
    retentionDone: (atMs) => lastRun.set(atMs / 1000),
    request: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
  };
}
