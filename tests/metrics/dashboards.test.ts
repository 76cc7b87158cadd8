/** The dashboards of `deploy/dashboards`: as the scripts write them, in words of PromQL, on metrics that there are, nothing on top of anything. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import { rateWindow } from '../../scripts/dashboard-spec.ts';
import { dashboardJson, dashboards } from '../../scripts/dashboards.ts';
import { unknownMetrics } from './known-metrics.ts';

const Panel = v.object({
  id: v.number(),
  title: v.string(),
  gridPos: v.object({ x: v.number(), y: v.number(), w: v.number(), h: v.number() }),
  targets: v.optional(v.array(v.object({ expr: v.string() })), []),
});
const Dashboard = v.object({ uid: v.string(), panels: v.array(Panel) });
const committed = (file: string) => readFileSync(new URL(`../../deploy/dashboards/${file}`, import.meta.url), 'utf8');

it.each(dashboards)('$file is what `node scripts/dashboards.ts` writes', (spec) => {
  expect(committed(spec.file)).toBe(dashboardJson(spec));
});

it.each(dashboards)('$file asks only for metrics that a README names', ({ file }) => {
  expect(unknownMetrics(committed(file).replaceAll(/"(uid|title)": "[^"]*"/g, ''))).toEqual([]);
});

it('finds a metric that does not exist, and takes the parts of a histogram for it', () => {
  expect(unknownMetrics('visavis_call_happiness_total')).toEqual(['visavis_call_happiness_total']);
  expect(unknownMetrics('visavis_call_first_sound_seconds_bucket')).toEqual([]);
});

it.each(dashboards)('$file places every panel once, within the grid and on no other', ({ file }) => {
  const { panels } = v.parse(Dashboard, JSON.parse(committed(file)));
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => {
    expect(x + w).toBeLessThanOrEqual(24);
    return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
});

it('shows every metric of calls somewhere', () => {
  const all = dashboards.map(({ file }) => committed(file)).join('');
  for (const { name } of [
    ...['setups_total', 'setups_by_browser_total', 'setups_by_device_total', 'paths_total', 'first_sound_seconds'],
    ...[
      'first_picture_seconds',
      'ended_total',
      'talked_minutes_total',
      'mends_total',
      'mend_reasons_total',
      'frozen_seconds_total',
    ],
  ].map((name) => ({ name: `visavis_call_${name}` }))) {
    expect(all).toContain(name);
  }
});

/** What Prometheus' own tool says of expressions, each made a rule; empty when it takes all of them. JSON is YAML. */
async function promqlFaults(expressions: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'visavis-dashboards-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'rules.json');
  const rules = expressions.map((expr, at) => ({ record: `panel:${at}`, expr }));
  await writeFile(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
  const said = promisify(execFile)('promtool', ['check', 'rules', file]);
  return (await said.catch((error: { stderr: string }) => error)).stderr;
}

/** As Grafana asks: its own variable in place. */
const expressionsOf = (file: string): string[] =>
  v
    .parse(Dashboard, JSON.parse(committed(file)))
    .panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll(rateWindow, '5m')));

it.each(dashboards)('$file asks in what Prometheus understands', async ({ file, rows }) => {
  const expressions = expressionsOf(file);
  expect(expressions).toHaveLength(rows.flatMap(({ panels }) => panels.flatMap(({ series }) => series)).length);
  expect(await promqlFaults(expressions)).toBe('');
});

it.each([
  ['a bracket that is missing', 'sum by (phase (visavis_signalling_connections)'],
  ['a rate of no range', 'rate(visavis_signalling_closes_total)'],
  ['a function that there is not', 'percentile(0.9, visavis_signalling_seats)'],
  ['a variable that is not Grafana’s', 'rate(visavis_signalling_closes_total[$__window])'],
])('and %s would be found', async (_title, expr) => {
  const right = expressionsOf('visavis-pods.json');
  expect(await promqlFaults([...right, expr])).toContain(`panel:${right.length}`);
});
