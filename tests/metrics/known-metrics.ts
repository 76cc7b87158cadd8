/** Every metric that a README of a service names: what dashboards and alerts may ask for. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documentedMetrics } from '../support/metrics-table.ts';

const services = globSync('*/README.md', { cwd: fileURLToPath(new URL('../../services/', import.meta.url)) });
const known = new Set(services.flatMap((file) => documentedMetrics(file.split('/')[0] ?? '').map(([name]) => name)));

/** Names in `text` that no table has; those of a histogram's parts count as the histogram. */
export function unknownMetrics(text: string): string[] {
  const names = new Set(text.match(/\bvisavis_[a-z0-9_]+/g) ?? []);
  return [...names].filter((name) => !known.has(name) && !known.has(name.replace(/_(bucket|count|sum)$/, '')));
}
