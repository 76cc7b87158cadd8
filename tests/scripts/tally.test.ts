/** The last line of `npm test` tells the truth of both runners. */
import { expect, it } from 'vitest';
import { figuresOf, tableOf } from '../../scripts/figures.ts';
import { playwrightTally, sum, tallyLine, vitestTally } from '../../scripts/tally.ts';

it('reads what vitest reports', () => {
  const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 3, numTotalTests: 13 };
  expect(vitestTally(report)).toEqual({ passed: 7, failed: 2, skipped: 4 });
});

it('counts a browser test that passed only at a second try as failed', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 1 } };
  expect(playwrightTally(report)).toEqual({ passed: 5, failed: 3, skipped: 1 });
});

it.each([null, undefined, 'text', {}, { stats: null }])('counts nothing in a report that is none: %s', (report) => {
  const nothing = { passed: 0, failed: 0, skipped: 0 };
  expect([vitestTally(report), playwrightTally(report)]).toEqual([nothing, nothing]);
});

it('sums up in one plain line', () => {
  const tallies = [
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 0, skipped: 0 },
  ];
  expect(tallyLine(sum(tallies))).toBe('11 passed, 2 failed, 3 skipped');
});

it('misses a bound by the figure and by no figure at all', async () => {
  const run = async () => [
    { name: 'fast', value: 9, unit: 'ms', atMost: 10 },
    { name: 'slow', value: 11, unit: 'ms', atMost: 10 },
    { name: 'few', value: 1, unit: '/s', atLeast: 2 },
    { name: 'none', value: Number.NaN, unit: 'ms' },
    { name: 'for reading', value: 5, unit: 'kB' },
  ];
  const figures = await figuresOf('demo', { run });
  expect(figures.map(({ kept }) => kept)).toEqual([true, false, false, false, true]);
  expect(tableOf(figures).split('\n')[1]).toMatch(/^demo: slow\s+11\.0 ms\s+≤ 10\s+MISSED$/);
  expect(await figuresOf('types only', {})).toEqual([]);
});
