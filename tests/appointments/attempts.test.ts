/** The rules for wrong codes, as pure numbers: when the next attempt is allowed and when not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttemptKind,
  type AttemptRule,
  attemptRules,
  type Counter,
  counted,
  waitMs,
} from '../../services/appointments/attempts.ts';

const second = 1_000;
const hour = 3_600_000;

/** Fails `times` times, each at the first moment at which it is allowed; answers the waits before each. */
function fail(rule: AttemptRule, times: number): { waits: number[]; counter: Counter | null; nowMs: number } {
  let counter: Counter | null = null;
  let nowMs = 0;
  const waits: number[] = [];
  for (let i = 0; i < times; i++) {
    const wait = waitMs(rule, counter, nowMs);
    waits.push(wait / second);
    nowMs += wait;
    counter = counted(rule, counter, nowMs);
  }
  return { waits, counter, nowMs };
}

describe('the rule of one appointment', () => {
  it('lets five wrong codes pass, then doubles the wait from 30 to 900 seconds', () => {
    expect(fail(attemptRules.appointment, 12).waits).toEqual([0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
  });

  it('refuses everything after 20 in 24 hours until the 24 hours are over', () => {
    const { counter, nowMs } = fail(attemptRules.appointment, 20);
    expect(waitMs(attemptRules.appointment, counter, nowMs)).toBe(24 * hour - nowMs);
    expect(waitMs(attemptRules.appointment, counter, 24 * hour)).toBe(0);
    expect(counted(attemptRules.appointment, counter, 24 * hour).count).toBe(1);
  });

  it('never allows more than 20 in any 24 hours from the first, however the guesser times it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * hour }), { minLength: 1, maxLength: 400 }), (pauses) => {
        let counter: Counter | null = null;
        let nowMs = 0;
        let allowed = 0;
        for (const pause of pauses) {
          nowMs += pause;
          if (nowMs >= (pauses[0] ?? 0) + 24 * hour) break;
          if (waitMs(attemptRules.appointment, counter, nowMs) > 0) continue;
          counter = counted(attemptRules.appointment, counter, nowMs);
          allowed++;
        }
        expect(allowed).toBeLessThanOrEqual(20);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the other rules', () => {
  it.each<[AttemptKind, number, number]>([
    ['device', 10, hour],
    ['address', 10, 30 * 60 * second],
    ['number', 5, 60 * second],
  ])('%s: %i in its window, then nothing until it ends', (kind, most, windowMs) => {
    const rule = attemptRules[kind];
    const { waits, counter, nowMs } = fail(rule, most);
    expect(waits.every((wait) => wait === 0)).toBe(true);
    expect(waitMs(rule, counter, nowMs)).toBe(windowMs);
    expect(waitMs(rule, counter, windowMs - 1)).toBe(1);
    expect(waitMs(rule, counter, windowMs)).toBe(0);
  });
});
