/** What a benchmark answers: figures, each with the bound that it must keep. */

/** One figure. With neither bound it is for reading only. */
export interface Measurement {
  /** What was measured, in a few words: `relay, same pod, p99`. */
  name: string;
  value: number;
  /** `ms`, `kB`, `messages/s` … */
  unit: string;
  atMost?: number;
  atLeast?: number;
}

/** What every module in this folder that measures something exports as `run`. */
export type Run = () => Promise<Measurement[]>;

/** The value below which `share` (0 to 1) of `values` lie, by nearest rank; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
