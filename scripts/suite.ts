/** One suite of `npm test`: run it, and read from its report what passed, what failed and how long it took. */
import { readFile } from 'node:fs/promises';
import { type Failure, type FailuresOf, playwrightFailures, vitestFailures } from './failures.ts';
import { playwrightTally, type Tally, vitestTally } from './tally.ts';

/** What a suite says of itself when it is over. */
export interface SuiteResult {
  suite: string;
  ms: number;
  tally: Tally;
  failures: Failure[];
}

/** How a runner's report is read. */
export interface Runner {
  tally: (report: unknown) => Tally;
  failures: FailuresOf;
}

export const vitestRunner: Runner = { tally: vitestTally, failures: vitestFailures };
export const playwrightRunner: Runner = { tally: playwrightTally, failures: playwrightFailures };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Runs `run` to its exit code and reads the report at `path`. A suite that failed without a failed test, or that left no report,
 * counts as one failure, so that nothing red ever reads as green.
 */
export async function runSuite(
  { suite, path, root, runner }: { suite: string; path: string; root: string; runner: Runner },
  run: () => Promise<number>,
): Promise<SuiteResult> {
  const startedAt = performance.now();
  const code = await run();
  const ms = performance.now() - startedAt;
  const report = parsed(await readFile(path, 'utf8').catch(() => ''));
  const failures = runner.failures(report, suite, root);
  if (failures.length === 0 && (code !== 0 || report === undefined)) {
    const left = report === undefined ? 'it left no report' : 'its report holds no failed test';
    failures.push({
      suite,
      file: '',
      title: `ended with exit code ${code}`,
      error: `${left}; its own lines are above`,
    });
  }
  const tally = runner.tally(report);
  return { suite, ms, tally: { ...tally, failed: Math.max(tally.failed, failures.length) }, failures };
}
