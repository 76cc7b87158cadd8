/** What benchmarks make of what they saw under load: slopes, crowds, and the picture of a drain. */
import { expect, test } from 'vitest';
import { drainPlot } from '../bench/drain-plot.ts';
import { slope } from '../bench/soak.ts';
import { crowding, type Move } from '../load/rollout.ts';

const moves: Move[] = [
  ...[3_100, 3_900, 4_050, 9_000].map((afterMs) => ({ pod: 0, afterMs })),
  ...[3_500, 12_000].map((afterMs) => ({ pod: 1, afterMs })),
];

test('a slope is that of the line through the points, whatever lies about it', () => {
  expect(slope([1, 2, 3].map((x) => ({ x, y: 10 - 2 * x })))).toBeCloseTo(-2);
  expect(slope([0, 1, 2, 3].map((x) => ({ x, y: 5 + (x % 2 === 0 ? 1 : -1) })))).toBeCloseTo(-0.4);
});

test('a crowd is counted in the busiest second wherever it begins, pod by pod', () => {
  expect(crowding(moves)).toEqual([
    { moved: 4, peak: 3 },
    { moved: 2, peak: 1 },
  ]);
});

test('the picture of a drain shows every line in its second, and nothing that runs or comes from elsewhere', () => {
  const plot = drainPlot({ moves, pods: 2, spreadMs: 15_000, noticeMs: 3_000, bound: 2, caption: '6 lines' });
  const counts = [...plot.matchAll(/<title>(\d+)<\/title>/g)].map(([, count]) => Number(count));
  expect(counts).toHaveLength(48);
  expect([counts[3], counts[4], counts[9]]).toEqual([2, 1, 1]);
  expect(counts.reduce((sum, count) => sum + count)).toBe(moves.length);
  expect(plot).toContain('pod 2: 2 lines, at most 1 in a second');
  expect(plot).not.toMatch(/script|href|url\(/);
});
