/** The rule of the statistics, as arithmetic: whatever is given out could have come from other days as well. */
import { fewestGivenOut } from '@visavis/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullBundles, type OpenCount } from '../../services/appointments/statistics/bundles.ts';

const key = { service: 'beratung', measure: 'held', bucket: '10' };

/** What is given out at the end of each day, zero for nothing, when so many happened on each. */
function givenOut(days: readonly number[]): number[] {
  let open: OpenCount[] = [];
  return days.map((count, day) => {
    open.push({ ...key, lane: day % 3, count });
    const [bundle] = fullBundles(open);
    if (bundle) open = [];
    return bundle?.count ?? 0;
  });
}

/** The same bundles with one more or one less on `day`; undefined when no other day could have had it. */
function otherwise(days: readonly number[], day: number): number[] | undefined {
  for (const [other, by] of days.flatMap((_, at) => (at === day ? [] : [[at, 1] as const, [at, -1] as const]))) {
    const changed = days.map((count, at) => count + (at === other ? by : at === day ? -by : 0));
    if (changed.every((count) => count >= 0) && isSame(givenOut(changed), givenOut(days))) return changed;
  }
  // Days after the last bundle: nobody knows that anything happened.
  const fewer = days.map((count, at) => (at === day ? count - 1 : count));
  return isSame(givenOut(fewer), givenOut(days)) ? fewer : undefined;
}
const isSame = (one: number[], other: number[]) => one.every((value, at) => value === other[at]);

describe('bundles', () => {
  it('hold five at least, lose nothing and wait with the rest', () => {
    const history = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 });
    fc.assert(
      fc.property(history, (days) => {
        const given = givenOut(days);
        for (const count of given) expect(count === 0 || count >= fewestGivenOut).toBe(true);
        const open = sum(days) - sum(given);
        expect(open >= 0 && open < fewestGivenOut).toBe(true);
      }),
    );
  });

  it('never tell how many there were on a day that had fewer than five, in whatever views are compared', () => {
    const history = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(history, (days) => {
        // Every view is a sum of bundles: what fits the same bundles fits all views.
        days.forEach((count, day) => {
          if (count > 0 && count < fewestGivenOut)
            expect([days, day, otherwise(days, day) !== undefined]).toEqual([days, day, true]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('make every sum and every difference of two spans of days one of whole bundles', () => {
    const given = givenOut([4, 0, 3, 6, 1, 1, 1, 1, 1, 4, 9]);
    expect(given).toEqual([0, 0, 7, 6, 0, 0, 0, 0, 5, 0, 13]);
    for (let from = 0; from < given.length; from++) {
      for (let to = from; to < given.length; to++) {
        const difference = sum(given) - sum(given.slice(from, to));
        expect(difference === 0 || difference >= fewestGivenOut).toBe(true);
      }
    }
  });

  it('add up lanes, keep kinds and services apart, and wait for what was taken back', () => {
    const other = { ...key, service: '' };
    const open = [
      { ...key, lane: 0, count: 3 },
      { ...other, lane: 0, count: 4 },
      { ...key, lane: 5, count: 3 },
      { ...other, lane: 1, count: 2 },
      { ...other, lane: 2, count: -2 },
    ];
    expect(fullBundles(open)).toEqual([{ ...key, count: 6, lanes: [0, 5] }]);
  });
});

const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);
