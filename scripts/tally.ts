/** How many tests passed, failed and were skipped, read from the two runners' reports. */

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const count = (report: unknown, key: string): number => {
  if (typeof report !== 'object' || report === null) return 0;
  const value: unknown = Reflect.get(report, key);
  return typeof value === 'number' ? value : 0;
};

/** Vitest's JSON report (Jest's format). A missing report counts nothing; the exit code tells of it. */
export const vitestTally = (report: unknown): Tally => ({
  passed: count(report, 'numPassedTests'),
  failed: count(report, 'numFailedTests'),
  skipped: count(report, 'numPendingTests') + count(report, 'numTodoTests'),
});

/** Playwright's JSON report. A test that passed only at a second try has failed. */
export function playwrightTally(report: unknown): Tally {
  const stats: unknown = typeof report === 'object' && report !== null ? Reflect.get(report, 'stats') : undefined;
  return {
    passed: count(stats, 'expected'),
    failed: count(stats, 'unexpected') + count(stats, 'flaky'),
    skipped: count(stats, 'skipped'),
  };
}

export const sum = (tallies: Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  skipped: tallies.reduce((total, { skipped }) => total + skipped, 0),
});

/** `12 passed, 0 failed, 0 skipped` */
export const tallyLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
