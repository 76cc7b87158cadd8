/** The dashboard of the machines: pods, store, bus, appointments, processes. Metric names are held by a test. */
import { type DashboardSpec, quantile, rate, rateWindow } from './dashboard-spec.ts';

export const podsDashboard: DashboardSpec = {
  file: 'visavis-pods.json',
  uid: 'visavis-pods',
  title: 'Vis-à-vis: pods and services',
  rows: [
    {
      title: 'Signalling',
      panels: [
        {
          title: 'Connections by phase',
          help: 'Over all pods.',
          unit: 'short',
          series: [['sum by (phase) (visavis_signalling_connections)', '{{phase}}']],
        },
        {
          title: 'Connections by pod',
          help: 'Uneven after a deploy, even after some hours.',
          unit: 'short',
          series: [['sum by (instance) (visavis_signalling_connections)', '{{instance}}']],
        },
        {
          title: 'Seats',
          help: 'Whose line ends at a pod.',
          unit: 'short',
          series: [['sum by (seat) (visavis_signalling_seats)', '{{seat}}']],
        },
        {
          title: 'Draining',
          help: '1 while a pod sends its connections elsewhere.',
          unit: 'short',
          series: [['visavis_signalling_draining', '{{instance}}']],
        },
        {
          title: 'Hellos by result',
          help: 'ticket-used: a replay was refused.',
          unit: 'reqps',
          series: [[rate('visavis_signalling_hellos_total', 'result'), '{{result}}']],
        },
        {
          title: 'Hello, p99',
          help: 'From hello to welcome or refusal.',
          unit: 's',
          series: [[quantile(0.99, 'visavis_signalling_hello_seconds', 'le, instance'), '{{instance}}']],
        },
        {
          title: 'Relayed messages',
          help: 'By what became of them; "bus" should stay below 5 %.',
          unit: 'reqps',
          series: [[rate('visavis_signalling_relayed_total', 'path'), '{{path}}']],
        },
        {
          title: 'Relayed bytes',
          help: 'Set-up and rescue only: media never come this way.',
          unit: 'Bps',
          series: [[rate('visavis_signalling_relayed_bytes_total', 'instance'), '{{instance}}']],
        },
        {
          title: 'Relay inside a pod and over the bus, p99',
          help: 'One message in 61. Over the bus by two clocks: what these differ by is in it.',
          unit: 's',
          series: [
            [quantile(0.99, 'visavis_signalling_relay_seconds'), 'inside'],
            [quantile(0.99, 'visavis_signalling_bus_seconds'), 'over the bus'],
          ],
        },
        {
          title: 'Closes by code',
          help: '1012: drained. 1006: the line broke.',
          unit: 'reqps',
          series: [[rate('visavis_signalling_closes_total', 'code'), '{{code}}']],
        },
        {
          title: 'Limits passed',
          help: 'By name, as in shared/PROTOCOL.md.',
          unit: 'reqps',
          series: [[rate('visavis_signalling_limits_hit_total', 'limit'), '{{limit}}']],
        },
      ],
    },
    {
      title: 'Store, bus and keys',
      panels: [
        {
          title: 'Store and bus are up',
          help: 'The store by the last call of each pod, the bus by a word that each sends itself every 5 s.',
          ...{ unit: 'short', kind: 'stat', better: { above: 1 } },
          series: [
            ['min (visavis_signalling_store_up)', 'store'],
            ['min (visavis_signalling_bus_up)', 'bus'],
          ],
        },
        {
          title: 'Store, p99 by operation',
          help: 'Failed calls too.',
          unit: 's',
          series: [[quantile(0.99, 'visavis_signalling_store_seconds', 'le, operation'), '{{operation}}']],
        },
        {
          title: 'Failures of store and bus',
          help: 'Calls go on meanwhile; nobody new comes in while the store is away.',
          unit: 'reqps',
          series: [
            [rate('visavis_signalling_store_errors_total', 'operation'), 'store {{operation}}'],
            [rate('visavis_signalling_bus_errors_total'), 'bus'],
          ],
        },
        {
          title: 'Messages of other pods',
          help: 'unknown: of another version.',
          unit: 'reqps',
          series: [[rate('visavis_signalling_bus_received_total', 'kind'), '{{kind}}']],
        },
        {
          title: 'Readings of the issuers’ keys',
          help: 'At the first ticket, at an unknown key, and every ten minutes.',
          unit: 'reqps',
          series: [[rate('visavis_signalling_jwks_readings_total', 'result'), '{{result}}']],
        },
      ],
    },
    {
      title: 'Appointments',
      panels: [
        {
          title: 'Requests by status',
          help: 'By route pattern, never by URL.',
          unit: 'reqps',
          series: [[rate('visavis_appointments_request_duration_seconds_count', 'status'), '{{status}}']],
        },
        {
          title: 'Answers, p95 by route',
          help: 'Refused admissions wait 300 ms by design.',
          unit: 's',
          series: [[quantile(0.95, 'visavis_appointments_request_duration_seconds', 'le, route'), '{{route}}']],
        },
        {
          title: 'Admissions',
          help: 'By outcome.',
          unit: 'reqps',
          series: [[rate('visavis_appointments_admissions_total', 'outcome'), '{{outcome}}']],
        },
        {
          title: 'Mails that wait',
          help: 'And the age of the oldest.',
          unit: 'short',
          series: [
            ['sum (visavis_appointments_mails_waiting)', 'waiting'],
            ['max (visavis_appointments_mail_oldest_waiting_seconds)', 'oldest (s)'],
          ],
        },
      ],
    },
    {
      title: 'Processes',
      panels: [
        {
          title: 'CPU',
          help: '1 is a whole core.',
          unit: 'percentunit',
          series: [[`sum by (instance) (rate(visavis_process_cpu_seconds_total[${rateWindow}]))`, '{{instance}}']],
        },
        {
          title: 'Memory',
          help: 'Resident.',
          unit: 'bytes',
          series: [['visavis_process_resident_memory_bytes', '{{instance}}']],
        },
        {
          title: 'Event loop lag, p99',
          help: 'What every message waits before anything happens.',
          unit: 's',
          series: [['visavis_nodejs_eventloop_lag_p99_seconds', '{{instance}}']],
        },
        {
          title: 'Open files',
          help: 'Of those the system allows; every connection is one.',
          unit: 'percentunit',
          series: [['visavis_process_open_fds / visavis_process_max_fds', '{{instance}}']],
        },
      ],
    },
  ],
};
