/** The replay window, against a set that forgets nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReplayWindow, replayWindowSize } from '../../clients/call/replay-window.ts';

/** The same promise, in the simplest way that keeps it. */
function model() {
  const seen = new Set<number>();
  let newest = -1;
  return (counter: number) => {
    if (seen.has(counter) || counter <= newest - replayWindowSize) return false;
    seen.add(counter);
    newest = Math.max(newest, counter);
    return true;
  };
}

describe('the replay window', () => {
  it('takes every counter once, in any order within its size', () => {
    const window = new ReplayWindow();
    for (const counter of [5, 0, 3, 1_023, 4]) expect(window.take(counter)).toBe(true);
    for (const counter of [5, 0, 3, 1_023, 4]) expect(window.take(counter)).toBe(false);
  });

  it('refuses what is older than its size, and only that', () => {
    const window = new ReplayWindow();
    window.take(2_000);
    expect(window.take(2_000 - replayWindowSize)).toBe(false);
    expect(window.take(2_001 - replayWindowSize)).toBe(true);
  });

  it('spends nothing by looking', () => {
    const window = new ReplayWindow();
    expect([window.isFresh(7), window.isFresh(7), window.take(7), window.isFresh(7)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('refuses what is no counter', () => {
    const window = new ReplayWindow();
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(window.take(wrong)).toBe(false);
  });

  it('agrees with a set that forgets nothing, on any walk', () => {
    const near = fc.integer({ min: 0, max: 3 * replayWindowSize });
    const walk = fc.array(fc.oneof(near, fc.integer({ min: 0, max: 2 ** 24 })), { maxLength: 400 });
    fc.assert(
      fc.property(walk, (counters) => {
        const window = new ReplayWindow();
        const expected = model();
        for (const counter of counters) expect(window.take(counter)).toBe(expected(counter));
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with it on a stream that loses, repeats and swaps', () => {
    const ahead = fc.integer({ min: 1, max: 3 });
    const late = fc.integer({ min: -5, max: 0 });
    const step = fc.oneof({ weight: 4, arbitrary: ahead }, late, fc.integer({ min: -1_100, max: 0 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 2_000, maxLength: 4_000, size: 'max' }), (steps) => {
        const window = new ReplayWindow();
        const expected = model();
        let at = 0;
        for (const by of steps) {
          at += Math.max(by, 0);
          const counter = Math.max(0, at + Math.min(by, 0));
          expect(window.take(counter)).toBe(expected(counter));
        }
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});
