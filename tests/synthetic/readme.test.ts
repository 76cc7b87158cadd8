/** What can be set and what is measured, and that README.md says so. */
import { readFileSync } from 'node:fs';
import { ConfigError, readConfig } from '@visavis/runtime';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { readArguments, syntheticSettings } from '../../services/synthetic/config.ts';
import { syntheticMetrics } from '../../services/synthetic/metrics.ts';
import { documentedMetrics, registeredMetrics } from '../support/metrics-table.ts';

const readme = readFileSync(new URL('../../services/synthetic/README.md', import.meta.url), 'utf8');
const rows = (heading: string): string[][] => {
  const section = readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const cells = (line: string) => line.split('|').map((cell) => cell.trim().replaceAll('`', ''));
  return lines.slice(2).map((line) => cells(line).slice(1, -1));
};
const required = { SYNTHETIC_URL: 'https://video.example.de/', SYNTHETIC_KEY: 'vv_key' };
const read = (env: Record<string, string>) => readConfig(syntheticSettings, { ...required, ...env }, 'SYNTHETIC_');

describe('the settings', () => {
  it('are those of the table', () => {
    const keys = rows('Settings').map(([key]) => key);
    expect(keys.sort()).toEqual(Object.keys(syntheticSettings.entries).sort());
  });

  it('need an address and a key, and try every path once a minute', () => {
    expect(read({})).toMatchObject({
      SYNTHETIC_URL: 'https://video.example.de',
      SYNTHETIC_PATHS: ['direct', 'relay-udp', 'relay-tcp', 'relay-tls'],
      SYNTHETIC_EVERY_SECONDS: 60,
    });
    expect(() => readConfig(syntheticSettings, {})).toThrow(/SYNTHETIC_URL[\s\S]*SYNTHETIC_KEY/);
  });

  it.each<Record<string, string>>([
    { SYNTHETIC_PATHS: 'direct carrier-pigeon' },
    { SYNTHETIC_KEY: 'hunter2' },
    { SYNTHETIC_EVERY_SECONDS: '1' },
    { SYNTHETIC_EVRY: '60' },
  ])('refuse %j', (env) => {
    expect(() => read(env)).toThrow(ConfigError);
  });

  it('may be arguments', () => {
    expect(readArguments(['--url', 'http://x', '--once'])).toEqual({ once: true, env: { SYNTHETIC_URL: 'http://x' } });
    expect(readArguments(['--every', '30', '--paths', 'direct'])).toEqual({
      once: false,
      env: { SYNTHETIC_EVERY_SECONDS: '30', SYNTHETIC_PATHS: 'direct' },
    });
    expect(() => readArguments(['--twice'])).toThrow(ConfigError);
  });
});

describe('the metrics', () => {
  const seconds = { enter: 2, line: 0.5, picture: 0.25, whole: 2.75 };

  it('are those of the table, with type, labels and meaning', async () => {
    const registry = new Registry();
    syntheticMetrics(registry);
    expect(documentedMetrics('synthetic')).toEqual(await registeredMetrics(registry));
  });

  it('tell what each path did last, and when it last worked', async () => {
    const registry = new Registry();
    const metrics = syntheticMetrics(registry);
    metrics.ran(
      [
        { path: 'direct', outcome: 'ok', seconds },
        { path: 'relay-tls', outcome: 'skipped' },
      ],
      1_000,
      4_000,
    );
    const failed = { path: 'direct', outcome: 'failed', step: 'line', incident: '7QK3M9XT' } as const;
    metrics.ran([failed], 61_000, 9_000);
    const page = await registry.metrics();
    for (const line of [
      'visavis_synthetic_success{path="direct"} 0',
      'visavis_synthetic_last_success_timestamp_seconds{path="direct"} 1',
      'visavis_synthetic_call_seconds{path="direct",part="picture"} 0.25',
      'visavis_synthetic_calls_total{path="direct",result="failed"} 1',
      'visavis_synthetic_calls_total{path="relay-tls",result="skipped"} 1',
      'visavis_synthetic_failures_total{path="direct",step="line"} 1',
      'visavis_synthetic_run_seconds 9',
    ]) {
      expect(page).toContain(line);
    }
    expect(page).not.toContain('visavis_synthetic_success{path="relay-tls"}');
    expect(page).not.toContain('7QK3M9XT');
  });
});
