/** The alerts of `deploy/alerts`: Prometheus' own tool reads them, each fires when it should and only then, each says what to do. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alertCases } from './alert-cases.ts';
import { unknownMetrics } from './known-metrics.ts';

const rulesFile = fileURLToPath(new URL('../../deploy/alerts/visavis.yml', import.meta.url));
const rules = readFileSync(rulesFile, 'utf8');
const alerts = rules.split(/^\s+- alert: /m).slice(1);
const nameOf = (alert: string) => /^\w+/.exec(alert)?.[0] ?? '';
const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visavis-alerts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('are rules that Prometheus takes', async () => {
  expect((await run('promtool', ['check', 'rules', rulesFile])).stdout).toContain(`${alerts.length} rules found`);
});

it('ask only for metrics that a README names', () => {
  expect(unknownMetrics(rules)).toEqual([]);
});

it.each(alerts.map((alert) => [nameOf(alert), alert]))(
  '%s says what it means, what to do first, and how urgent it is',
  (_name, alert) => {
    expect(alert).toMatch(/severity: (page|ticket)/);
    for (const part of ['summary', 'meaning', 'first']) expect(alert).toMatch(new RegExp(`^\\s+${part}: \\S`, 'm'));
  },
);

it('have a case each', () => {
  expect([...new Set(alertCases.map(({ alert }) => alert))].sort()).toEqual(alerts.map(nameOf).sort());
});

/** What `promtool test rules` reads; JSON is YAML. */
function testOf(alert: string, series: Record<string, string>, minutes: number, isFiring: boolean): object {
  const samples = isFiring ? [{ labels: `{alertname="${alert}"}`, value: 1 }] : [];
  return {
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      {
        expr: `count by (alertname) (ALERTS{alertstate="firing"})`,
        eval_time: `${minutes}m`,
        exp_samples: samples,
      },
    ],
  };
}

it('fire when they should, and nothing fires near by', { timeout: 120_000 }, async () => {
  const tests = alertCases.flatMap(({ alert, fires, quiet, after = 30 }) => [
    testOf(alert, fires, after, true),
    testOf(alert, quiet, after, false),
  ]);
  const file = join(folder, 'cases.json');
  await writeFile(file, JSON.stringify({ rule_files: [rulesFile], evaluation_interval: '1m', tests }));
  const said = run('promtool', ['test', 'rules', file]).catch((error: { stdout: string; stderr: string }) => error);
  const { stdout, stderr } = await said;
  expect(stderr).toBe('');
  expect(stdout).toContain('SUCCESS');
});
