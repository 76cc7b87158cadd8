/** The dashboard that says how calls fare. Metric names are held by a test. */
import { type DashboardSpec, quantile, rate, share } from './dashboard-spec.ts';

const setups = 'visavis_call_setups_total';
const outcome = '{result=~"talking|no-line|no-media"}';
const minutes = 'sum (increase(visavis_call_talked_minutes_total[30m]))';

export const callsDashboard: DashboardSpec = {
  file: 'visavis-calls.json',
  uid: 'visavis-calls',
  title: 'Vis-à-vis: how calls fare',
  rows: [
    {
      title: 'Do people reach each other?',
      panels: [
        {
          title: 'Set-ups that lead to a conversation',
          help: 'Of those in which both pressed start and nobody gave up; 30 minutes.',
          ...{ unit: 'percentunit', kind: 'stat', better: { above: 0.98 } },
          series: [[share(`${setups}{result="talking"}`, `${setups}${outcome}`), 'success']],
        },
        {
          title: 'First picture, p95',
          help: 'From both having pressed start, in the steps that browsers report.',
          ...{ unit: 's', kind: 'stat', better: { below: 3 } },
          series: [[quantile(0.95, 'visavis_call_first_picture_seconds'), 'p95']],
        },
        {
          title: 'Conversations over a relay',
          help: 'The share that costs bandwidth.',
          ...{ unit: 'percentunit', kind: 'stat' },
          series: [[share('visavis_call_paths_total{path=~"relay-.*"}', 'visavis_call_paths_total'), 'relay']],
        },
        {
          title: 'Time with a standing picture',
          help: 'Where the browser counts it (not Firefox).',
          ...{ unit: 'percentunit', kind: 'stat', better: { below: 0.02 } },
          series: [
            [
              'sum (increase(visavis_call_frozen_seconds_total[30m])) / (60 * sum (increase(visavis_call_frozen_minutes_total[30m])))',
              'frozen',
            ],
          ],
        },
        {
          title: 'Set-ups by result',
          help: 'Two a call: each browser reports its own.',
          unit: 'reqps',
          series: [[rate(setups, 'result'), '{{result}}']],
        },
        {
          title: 'First sound and first picture',
          help: 'Half of the people wait less than p50, one in twenty longer than p95.',
          unit: 's',
          series: [
            [quantile(0.5, 'visavis_call_first_sound_seconds'), 'sound p50'],
            [quantile(0.95, 'visavis_call_first_sound_seconds'), 'sound p95'],
            [quantile(0.5, 'visavis_call_first_picture_seconds'), 'picture p50'],
            [quantile(0.95, 'visavis_call_first_picture_seconds'), 'picture p95'],
          ],
        },
        {
          title: 'Ways of the media',
          help: 'A way that vanishes is a relay that is broken; TLS is for the strictest networks.',
          unit: 'reqps',
          series: [[rate('visavis_call_paths_total', 'path'), '{{path}}']],
        },
        {
          title: 'Failed set-ups by browser',
          help: 'Family and major version; the share of its own set-ups.',
          unit: 'percentunit',
          series: [
            [
              'topk(8, sum by (browser, major) (increase(visavis_call_setups_by_browser_total{outcome="failed"}[6h])) / sum by (browser, major) (increase(visavis_call_setups_by_browser_total[6h])))',
              '{{browser}} {{major}}',
            ],
          ],
        },
      ],
    },
    {
      title: 'Do conversations last?',
      panels: [
        {
          title: 'Mended in an hour of conversation',
          help: 'ICE restarts, connections built anew, lines to pods that came back.',
          unit: 'short',
          series: [
            [
              `60 * sum by (kind) (increase(visavis_call_mends_total[30m])) / ignoring (kind) group_left () ${minutes}`,
              '{{kind}}',
            ],
          ],
        },
        {
          title: 'Why they were mended',
          help: 'Restarts and connections built anew in an hour of conversation, by what the browser saw. The list: docs/decisions/0019.',
          unit: 'short',
          series: [
            [
              `60 * sum by (reason) (increase(visavis_call_mend_reasons_total[30m])) / ignoring (reason) group_left () ${minutes}`,
              '{{reason}}',
            ],
          ],
        },
        {
          title: 'Conversations that ended',
          help: 'By the last way of the media.',
          unit: 'reqps',
          series: [[rate('visavis_call_ended_total', 'path'), '{{path}}']],
        },
        {
          title: 'Set-ups on computers and phones',
          help: 'With what became of them.',
          unit: 'reqps',
          series: [[rate('visavis_call_setups_by_device_total', 'device, outcome'), '{{device}} {{outcome}}']],
        },
      ],
    },
    {
      title: 'The synthetic caller',
      panels: [
        {
          title: 'Paths that work',
          help: '1 or 0 of the last call on each path.',
          ...{ unit: 'short', kind: 'stat', better: { above: 1 } },
          series: [['min by (path) (visavis_synthetic_success)', '{{path}}']],
        },
        {
          title: 'Duration of a synthetic call',
          help: 'From the door to the first picture.',
          unit: 's',
          series: [['max by (path) (visavis_synthetic_call_seconds{part="whole"})', '{{path}}']],
        },
      ],
    },
  ],
};
