/** `node scripts/dashboards.ts` writes the Grafana dashboards of `deploy/dashboards/`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { callsDashboard } from './dashboard-calls.ts';
import { podsDashboard } from './dashboard-pods.ts';
import type { DashboardSpec, PanelSpec } from './dashboard-spec.ts';

const folder = new URL('../deploy/dashboards/', import.meta.url);
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own way to name a variable
const source = { type: 'prometheus', uid: '${source}' };

export const dashboards: readonly DashboardSpec[] = [callsDashboard, podsDashboard];

/** Grafana's grid is 24 wide. */
const sizes = { stat: { w: 6, h: 4 }, timeseries: { w: 8, h: 8 }, row: { w: 24, h: 1 } } as const;
const gridWidth = 24;

function thresholds(better: PanelSpec['better']) {
  if (better === undefined) return { mode: 'absolute', steps: [{ color: 'text', value: null }] };
  const [first, second, value] = 'above' in better ? ['red', 'green', better.above] : ['green', 'red', better.below];
  return {
    mode: 'absolute',
    steps: [
      { color: first, value: null },
      { color: second, value },
    ],
  };
}

function panelOf(spec: PanelSpec, id: number, gridPos: object): object {
  const type = spec.kind ?? 'timeseries';
  return {
    id,
    type,
    title: spec.title,
    description: spec.help,
    datasource: source,
    gridPos,
    fieldConfig: { defaults: { unit: spec.unit, min: 0, thresholds: thresholds(spec.better) }, overrides: [] },
    options:
      type === 'stat'
        ? { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: spec.better ? 'background' : 'value' }
        : { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
    targets: spec.series.map(([expr, legendFormat], at) => ({
      refId: String.fromCharCode(65 + at),
      datasource: source,
      expr,
      legendFormat,
    })),
  };
}

/** The panels below each other, each row from left to right. */
function panelsOf({ rows }: DashboardSpec): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const { title, panels: specs } of rows) {
    panels.push({ id: panels.length + 1, type: 'row', title, collapsed: false, gridPos: { x: 0, y, ...sizes.row } });
    y += sizes.row.h;
    let x = 0;
    let height = 0;
    for (const spec of specs) {
      const size = sizes[spec.kind ?? 'timeseries'];
      if (x + size.w > gridWidth || (height > 0 && size.h !== height)) {
        y += height;
        x = 0;
      }
      panels.push(panelOf(spec, panels.length + 1, { x, y, ...size }));
      x += size.w;
      height = size.h;
    }
    y += height;
  }
  return panels;
}

/** A dashboard as Grafana imports it (JSON model), with the data source as its one variable. */
export function dashboardJson(spec: DashboardSpec): string {
  const dashboard = {
    uid: spec.uid,
    title: spec.title,
    tags: ['visavis'],
    timezone: 'browser',
    schemaVersion: 39,
    editable: true,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'source', label: 'Prometheus', type: 'datasource', query: 'prometheus' }] },
    panels: panelsOf(spec),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(folder, { recursive: true });
  for (const spec of dashboards) await writeFile(new URL(spec.file, folder), dashboardJson(spec));
}
