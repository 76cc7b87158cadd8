/** Sums of bundles for a view of the statistics: pure. Whatever is chosen, a sum is one of whole bundles. */
import { type Bundle, type Measure, statisticBuckets } from '@visavis/shared';
import type { Span } from './spans.ts';

/** Of one service, or of all. */
export const ofService = (bundles: readonly Bundle[], service: string | undefined): Bundle[] =>
  bundles.filter((one) => service === undefined || one.service === service);

/** How many of `measure`, in one of its buckets or in all, on days of `span` or on all. */
export function sumOf(bundles: readonly Bundle[], measure: Measure, bucket?: string, span?: Span): number {
  return bundles
    .filter((one) => one.measure === measure && (bucket === undefined || one.bucket === bucket))
    .filter(({ day }) => span === undefined || (day >= span.from && day <= span.to))
    .reduce((sum, { count }) => sum + count, 0);
}

export interface Amount<Name extends string = string> {
  name: Name;
  count: number;
}

/** One amount for each bucket of a measure, in their order. */
export const amountsOf = (bundles: readonly Bundle[], measure: Measure): Amount[] =>
  statisticBuckets[measure].map((name) => ({ name, count: sumOf(bundles, measure, name) }));

/** What became of appointments: the held ones are told by their hours. */
export const outcomesOf = (bundles: readonly Bundle[]): Amount[] => [
  { name: 'made', count: sumOf(bundles, 'appointments', 'made') },
  { name: 'held', count: sumOf(bundles, 'held') },
  { name: 'missed', count: sumOf(bundles, 'appointments', 'missed') },
  { name: 'cancelled', count: sumOf(bundles, 'appointments', 'cancelled') },
];

/** How set-ups ended: those that came about are told by the lengths of their conversations. */
export const setupsOf = (bundles: readonly Bundle[]): Amount[] => [
  { name: 'talked', count: sumOf(bundles, 'duration') },
  ...amountsOf(bundles, 'failures'),
];
