/** One registry for each organisation, and one page of metrics for all: sums over organisations, so that no label tells them apart. */
import { AggregatorRegistry, Registry } from 'prom-client';

/** What a page of metrics needs. */
export type MetricsPage = Pick<Registry, 'contentType' | 'metrics'>;

/** Of the process, and of the houses beside it. */
const beside = new WeakMap<Registry, Registry[]>();

/** An empty registry whose figures {@link allRegistries} adds to those of `process`. */
export function createHouseRegistry(process: Registry): Registry {
  const registry = new Registry();
  beside.set(process, [...(beside.get(process) ?? []), registry]);
  return registry;
}

/** The registry of the process alone, or with those of its houses in one. */
export function allRegistries(process: Registry): MetricsPage {
  const houses = beside.get(process) ?? [];
  if (houses.length === 0) return process;
  return {
    contentType: process.contentType,
    async metrics() {
      const all = await Promise.all([process, ...houses].map((registry) => registry.getMetricsAsJSON()));
      return AggregatorRegistry.aggregate(all).metrics();
    },
  };
}
