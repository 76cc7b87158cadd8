/** The metrics page as a contract: the table in a README, and what a registry really has, in the same words. */
import { readFileSync } from 'node:fs';
import type { Registry } from 'prom-client';

/** Name, type, labels and meaning, as a README says them. */
export type MetricRow = [name: string, type: string, labels: string, meaning: string];

const byName = ([a]: MetricRow, [b]: MetricRow): number => (a < b ? -1 : 1);

/** What `registry` has; `where` leaves out what another table names. */
export async function registeredMetrics(registry: Registry, where = (_name: string) => true): Promise<MetricRow[]> {
  const found = await registry.getMetricsAsJSON();
  return found
    .filter(({ name }) => where(name))
    .map(({ name, type, help }): MetricRow => {
      const labels: unknown = Reflect.get(registry.getSingleMetric(name) ?? {}, 'labelNames');
      return [name, String(type), Array.isArray(labels) ? labels.join(', ') : '', help];
    })
    .sort(byName);
}

/** The rows under `## Metrics` in the README of a service. */
export function documentedMetrics(service: string): MetricRow[] {
  const readme = readFileSync(new URL(`../../services/${service}/README.md`, import.meta.url), 'utf8');
  const section = readme.split('## Metrics\n')[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [, name = '', type = '', labels = '', meaning = ''] = line.split('|').map((cell) => cell.trim());
    return [name.replaceAll('`', ''), type, labels, meaning];
  });
}
