/** Which counts may be given out: pure. What is too few waits and is given out together with what follows. */
import { fewestGivenOut } from '@visavis/shared';

/** What is counted, and of which service. */
export interface CountKey {
  service: string;
  measure: string;
  bucket: string;
}
export interface OpenCount extends CountKey {
  lane: number;
  count: number;
}
/** A number that is large enough, and the lanes it was made of. */
export interface FullBundle extends CountKey {
  count: number;
  lanes: number[];
}

export const keyOf = ({ service, measure, bucket }: CountKey): string => `${measure} ${bucket} ${service}`;

/** Whole sums or nothing: a part of a sum would tell the rest. */
export function fullBundles(open: readonly OpenCount[]): FullBundle[] {
  const sums = new Map<string, FullBundle>();
  for (const { lane, count, ...key } of open) {
    const { service, measure, bucket } = key;
    const sum = sums.get(keyOf(key)) ?? { service, measure, bucket, count: 0, lanes: [] };
    sums.set(keyOf(key), { ...sum, count: sum.count + count, lanes: [...sum.lanes, lane] });
  }
  return [...sums.values()].filter(({ count }) => count >= fewestGivenOut);
}
