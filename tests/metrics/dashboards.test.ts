/** The dashboards of `deploy/dashboards`: as the scripts write them, on metrics that there are, nothing on top of anything. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { dashboardJson, dashboards } from '../../scripts/dashboards.ts';
import { unknownMetrics } from './known-metrics.ts';

const Panel = v.object({
  id: v.number(),
  title: v.string(),
  gridPos: v.object({ x: v.number(), y: v.number(), w: v.number(), h: v.number() }),
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
