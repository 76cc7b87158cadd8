/** A rolling restart of three pods behind HAProxy under 500 lines that talk and 20 set-ups a second; draws what it saw. */
import { writeFile } from 'node:fs/promises';
import { limits } from '@visavis/shared';
import { startPods } from '../load/pods.ts';
import { crowding, rollout } from '../load/rollout.ts';
import { drainPlot } from './drain-plot.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

const load = { pairs: 250, setUpsPerSecond: 20, sayEveryMs: 2_000 };
const pods = 3;
/** What HAProxy is given to notice, see `DRAIN_NOTICE_MS`. */
const noticeMs = 3_000;
/** Of the even spread, in any second of any pod. */
const mostCrowded = 2;
const picture = new URL('./drain.svg', import.meta.url);

/** Limits, notice and load balancer as in production; nothing is made shorter. */
export const run: Run = async () => {
  const world = await startPods({ pods, balancer: 'haproxy' });
  const found = await rollout({ ...world, ...load }).finally(() => world.close());
  const crowds = crowding(found.moves);
  const crowded = Math.max(...crowds.map(({ moved, peak }) => peak / ((moved * 1_000) / limits.drainSpreadMs)));
  const took = found.setUps.flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs]));
  const caption = `${found.lines} lines, ${load.setUpsPerSecond} set-ups a second, ${pods} pods behind HAProxy`;
  const plot = { moves: found.moves, pods, spreadMs: limits.drainSpreadMs, noticeMs, bound: mostCrowded, caption };
  await writeFile(picture, drainPlot(plot));
  const count = (name: string, value: number): Measurement => ({ name, value, unit: '', atMost: 0 });
  return [
    { name: 'texts said during the restarts', value: found.said, unit: '' },
    count('pairs of whom a text was lost, doubled or out of order', found.broken),
    count('lines closed for good', found.closed),
    count('lines gone before another was open', found.lost),
    { name: 'set-ups during the restarts', value: found.setUps.length, unit: '' },
    count('set-ups that failed', found.setUps.length - took.length),
    { name: 'set-ups with a second try', value: found.setUps.filter((one) => one.wasRepeated).length, unit: '' },
    { name: 'set-up, p50', value: percentile(took, 0.5), unit: 'ms' },
    { name: 'set-up, p99', value: percentile(took, 0.99), unit: 'ms' },
    {
      name: 'SIGTERM to exit, longest',
      value: Math.max(...found.stopsMs) / 1_000,
      unit: 's',
      atMost: limits.drainExitMs / 1_000,
    },
    { name: 'busiest second of a drain to the even spread', value: crowded, unit: '×', atMost: mostCrowded },
  ];
};
