/** A rolling restart of all pods behind a real load balancer: nobody who talks and nobody who arrives notices it. */
import { limits } from '@visavis/shared';
import { describe, expect, test } from 'vitest';
import { startPods } from '../load/pods.ts';
import { crowding, type Rollout, rollout } from '../load/rollout.ts';
import type { BalancerName } from '../support/load-balancer.ts';

async function restartAll(balancer: BalancerName, load: { pairs: number; setUpsPerSecond: number }): Promise<Rollout> {
  const world = await startPods({ pods: 2, balancer });
  try {
    return await rollout({ ...world, ...load, sayEveryMs: 1_000 });
  } finally {
    await world.close();
  }
}

describe.concurrent('a rolling restart of two pods', () => {
  test.each([
    { balancer: 'haproxy', pairs: 50, setUpsPerSecond: 5 },
    { balancer: 'nginx', pairs: 15, setUpsPerSecond: 2 },
  ] as const)(
    'behind $balancer drops no call, fails nobody who arrives, and spreads those who move',
    {
      timeout: 150_000,
    },
    async ({ balancer, ...load }) => {
      const { exitCodes, stopsMs, setUps, moves, lines, ...found } = await restartAll(balancer, load);
      expect(found).toMatchObject({ broken: 0, lost: 0, closed: 0 });
      expect(setUps.filter(({ tookMs }) => tookMs === undefined)).toEqual([]);
      expect(exitCodes).toEqual([0, 0]);
      for (const stopMs of stopsMs) expect(stopMs).toBeLessThan(limits.drainExitMs);
      expect(moves.length).toBeGreaterThanOrEqual(lines);
      // A storm would be all of them at once; how even they are on a machine that does nothing else is for the benchmark.
      for (const { moved, peak } of crowding(moves)) expect(peak).toBeLessThanOrEqual(moved / 2 + 2);
    },
  );
});
