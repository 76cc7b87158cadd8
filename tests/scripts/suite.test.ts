/** Nothing red ever reads as green: a suite counts by its report and by how it ended. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { playwrightRunner, runSuite, vitestRunner } from '../../scripts/suite.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visavis-suite-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const path = () => join(folder, 'report.json');
const suite = (runner: typeof vitestRunner) => ({ suite: 'units', path: path(), root: folder, runner });
const green = { numPassedTests: 3, numFailedTests: 0, testResults: [] };

/** Leaves `report` behind and ends with `code`, as a runner does. */
const ends = (code: number, report?: string) => async () => {
  await rm(path(), { force: true });
  if (report !== undefined) await writeFile(path(), report);
  return code;
};

it('takes what passed from the report, and how long it took from the clock', async () => {
  const result = await runSuite(suite(vitestRunner), ends(0, JSON.stringify(green)));
  expect(result).toMatchObject({ suite: 'units', tally: { passed: 3, failed: 0, skipped: 0 }, failures: [] });
  expect(result.ms).toBeGreaterThan(0);
});

it.each([
  { name: 'ends red with a green report', code: 1, report: JSON.stringify(green), passed: 3, error: /no failed test/ },
  { name: 'leaves no report', code: 0, report: undefined, passed: 0, error: /left no report/ },
  { name: 'leaves half a report', code: 137, report: '{"numPassedTests":3', passed: 0, error: /left no report/ },
])('counts one failure when a suite $name', async ({ code, report, passed, error }) => {
  const { tally, failures } = await runSuite(suite(vitestRunner), ends(code, report));
  expect(tally).toEqual({ passed, failed: 1, skipped: 0 });
  expect(failures).toEqual([
    { suite: 'units', file: '', title: `ended with exit code ${code}`, error: expect.stringMatching(error) },
  ]);
});

it('counts what failed outside of the tests, which no runner counts', async () => {
  const report = { stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: 'no' }, {}] };
  const { tally } = await runSuite(suite(playwrightRunner), ends(1, JSON.stringify(report)));
  expect(tally).toEqual({ passed: 1, failed: 2, skipped: 0 });
});
