/** How a dashboard is written down: one line a panel, with the question it answers, and the queries that most panels need. */

export type Unit = 'percentunit' | 's' | 'short' | 'reqps' | 'bytes' | 'Bps';

/** `legend` names labels in braces. A `stat` shows the present figure, `better` says where its colour turns. */
export interface PanelSpec {
  title: string;
  help: string;
  unit: Unit;
  kind?: 'stat';
  better?: { above: number } | { below: number };
  series: readonly (readonly [expr: string, legend: string])[];
}

export interface DashboardSpec {
  file: string;
  uid: string;
  title: string;
  rows: readonly { title: string; panels: readonly PanelSpec[] }[];
}

/** Grafana's own choice for the zoom of the page. */
export const rateWindow = '$__rate_interval';
/** Per second, over all pods; `by` keeps labels apart. */
export const rate = (metric: string, by = ''): string => `sum${by && ` by (${by})`} (rate(${metric}[${rateWindow}]))`;
/** Of what happened in half an hour; both are counters. */
export const share = (part: string, whole: string): string =>
  `sum (increase(${part}[30m])) / sum (increase(${whole}[30m]))`;
/** Of a histogram, over half an hour and all pods. */
export const quantile = (q: number, metric: string, by = 'le'): string =>
  `histogram_quantile(${q}, sum by (${by}) (rate(${metric}_bucket[30m])))`;
