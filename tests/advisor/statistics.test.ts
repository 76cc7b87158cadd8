/** The statistics on the advisor's page: spans of the calendar, sums of bundles, and what a conversation tells for them. */
import type { CallView } from '@visavis/call';
import type { Bundle } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { spanOf, stepsOf } from '../../clients/advisor/statistics/spans.ts';
import { ofService, outcomesOf, setupsOf, sumOf } from '../../clients/advisor/statistics/sums.ts';
import { noteOf, nothingSeen, seeTalk, withFeature } from '../../clients/advisor/statistics/talk-watch.ts';

describe('a span of the statistics', () => {
  it.each([
    ['week', '2027-03-28', 0, '2027-03-22', '2027-03-28'],
    ['week', '2027-01-01', -1, '2026-12-21', '2026-12-27'],
    ['month', '2028-02-10', 0, '2028-02-01', '2028-02-29'],
    ['month', '2027-01-31', -1, '2026-12-01', '2026-12-31'],
    ['quarter', '2027-03-31', 1, '2027-04-01', '2027-06-30'],
    ['quarter', '2027-01-01', -1, '2026-10-01', '2026-12-31'],
  ] as const)('%s of %s, moved by %i, is %s to %s', (kind, day, by, from, to) => {
    expect(spanOf(kind, day, by)).toEqual({ from, to });
  });

  it('is cut into days, a quarter into weeks, without a gap and not beyond its end', () => {
    const month = spanOf('month', '2027-02-03');
    expect(stepsOf('month', month)).toHaveLength(28);
    const quarter = spanOf('quarter', '2027-05-05');
    const weeks = stepsOf('quarter', quarter);
    expect(weeks).toHaveLength(13);
    expect(weeks.at(-1)).toEqual({ from: '2027-06-24', to: '2027-06-30' });
  });
});

const bundle = (measure: Bundle['measure'], bucket: string, count: number, more: Partial<Bundle> = {}): Bundle => ({
  ...{ day: '2027-03-01', service: '', measure, bucket, count },
  ...more,
});

describe('sums of bundles', () => {
  const bundles = [
    bundle('held', '10', 6),
    bundle('held', '12', 7, { service: 'beratung', day: '2027-03-02' }),
    bundle('appointments', 'missed', 5),
    bundle('duration', '20', 9),
    bundle('failures', 'left', 5),
  ];

  it('tell held appointments by their hours and set-ups that came about by their conversations', () => {
    expect(outcomesOf(bundles).map(({ count }) => count)).toEqual([0, 13, 5, 0]);
    expect(setupsOf(bundles)).toEqual([
      { name: 'talked', count: 9 },
      { name: 'no-line', count: 0 },
      { name: 'unsealed', count: 0 },
      { name: 'left', count: 5 },
    ]);
  });

  it('are of one service, of none, or of all, and of the days that are asked for', () => {
    expect(ofService(bundles, 'beratung')).toEqual([bundles[1]]);
    expect(ofService(bundles, '')).toHaveLength(4);
    expect(ofService(bundles, undefined)).toHaveLength(5);
    expect(sumOf(bundles, 'held', undefined, { from: '2027-03-02', to: '2027-03-09' })).toBe(7);
  });
});

describe('what a conversation tells', () => {
  const view = (changes: Partial<CallView>) => ({
    ...{ phase: 'talking' as const, lineFailed: false, peerUnsealed: false },
    ...{ remoteScreen: undefined, ownScreen: undefined, second: undefined, hints: {} },
    ...changes,
  });

  it('is its whole minutes and what was used, each once', () => {
    const screen = { ownScreen: {} as NonNullable<CallView['ownScreen']> };
    const seen = withFeature(seeTalk(seeTalk(nothingSeen, view(screen)), view(screen)), 'files');
    expect(noteOf(withFeature(seen, 'files'), { reason: 'hung-up', talkedMs: 12.4 * 60_000 })).toEqual({
      ...{ result: 'talked', minutes: 12 },
      features: ['screen', 'files'],
    });
  });

  it('is why it did not come about, and nothing when nobody pressed start', () => {
    const end = { reason: 'left', talkedMs: 0 } as const;
    expect(noteOf(seeTalk(nothingSeen, view({ phase: 'together' })), end)).toBeUndefined();
    const begun = seeTalk(nothingSeen, view({ phase: 'starting' }));
    expect(noteOf(begun, end)).toEqual({ result: 'left' });
    expect(noteOf(seeTalk(begun, view({ phase: 'starting', lineFailed: true })), end)).toEqual({ result: 'no-line' });
  });
});
