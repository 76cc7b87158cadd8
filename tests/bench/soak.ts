/** Set-ups at a steady rate for half an hour: whatever is kept for longer than it should be shows as memory that grows. */
import { systemClock } from '../../services/runtime/clock.ts';
import { type SetUp, setUp } from '../load/conversation.ts';
import { eventually } from '../load/rollout.ts';
import { residentBytes } from './cpu-time.ts';
import type { Measurement, Run } from './measurement.ts';
import { type Relays, startOurs } from './sides.ts';

/** Only when it is asked for: `npm run bench -- soak`, and minutes behind it if they shall be others. */
export const onlyByName = true;

const minutesByDefault = 30;
const setUpsPerSecond = 25;
const sampleEveryMs = 5_000;
/**
 * Before anything is counted: heaps grow with what is thrown away until they have their size, which takes about 18,000 set-ups
 * and at the pace of a soak more than half an hour.
 */
const warmUp = { setUps: 25_000, everyMs: 10, atOnce: 200 } as const;
/** Tickets and rates are kept for a minute and more. */
const settlingShare = 0.4;
/** Of memory after settling, in an hour; a run of a few minutes says nothing about hours, and is held to no bound. */
const mostGrowth = 0.1;
const fewMinutes = 20;

interface Sample {
  hours: number;
  /** Of both pods. */
  megabytes: number;
  keys: number;
}

/** Slope of the line through all points by least squares, in `y` for each `x`. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean('x'), mean('y')];
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return over / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

const minutes = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? minutesByDefault);

async function warm({ place }: Relays): Promise<void> {
  let begun = 0;
  let open = 0;
  const stop = systemClock.every(warmUp.everyMs, () => {
    if (open >= warmUp.atOnce || begun >= warmUp.setUps) return;
    begun += 1;
    open += 1;
    void setUp(place).finally(() => {
      open -= 1;
    });
  });
  await eventually(() => begun >= warmUp.setUps && open === 0);
  stop();
}

export const run: Run = async () => {
  const relays = await startOurs({ pods: 2 });
  await warm(relays);
  const samples: Sample[] = [];
  const setUps: Promise<SetUp>[] = [];
  const startedAt = performance.now();
  const hours = () => (performance.now() - startedAt) / 3_600_000;
  const stopSampling = systemClock.every(sampleEveryMs, async () => {
    const megabytes = relays.pids.reduce((sum, pid) => sum + residentBytes(pid), 0) / 1e6;
    samples.push({ hours: hours(), megabytes, keys: await relays.keys() });
  });
  const stopArrivals = systemClock.every(1_000 / setUpsPerSecond, () => void setUps.push(setUp(relays.place)));
  try {
    await eventually(() => hours() * 60 >= minutes);
    stopArrivals();
    const done = await Promise.all(setUps);
    stopSampling();
    return figures(samples, done);
  } finally {
    await relays.close();
  }
};

function figures(samples: readonly Sample[], done: readonly SetUp[]): Measurement[] {
  const settled = samples.filter(({ hours }) => hours * 60 >= minutes * settlingShare);
  const first = settled[0] ?? { megabytes: Number.NaN, keys: Number.NaN };
  const growth = slope(settled.map(({ hours: x, megabytes: y }) => ({ x, y })));
  const keys = slope(settled.map(({ hours: x, keys: y }) => ({ x, y })));
  return [
    { name: 'minutes', value: minutes, unit: 'min' },
    { name: 'set-ups', value: done.length, unit: '' },
    {
      name: 'set-ups that failed',
      value: done.filter(({ tookMs }) => tookMs === undefined).length,
      unit: '',
      atMost: 0,
    },
    { name: 'memory of both pods after settling', value: first.megabytes, unit: 'MB' },
    { name: 'memory of both pods at the end', value: samples.at(-1)?.megabytes ?? Number.NaN, unit: 'MB' },
    { name: 'growth of memory after settling', value: growth, unit: 'MB/h' },
    {
      name: 'growth of memory in an hour, to what it was',
      value: growth / first.megabytes,
      unit: '×',
      ...(minutes < fewMinutes ? {} : { atMost: mostGrowth }),
    },
    { name: 'keys in Redis at the end', value: samples.at(-1)?.keys ?? Number.NaN, unit: '' },
    { name: 'growth of keys after settling', value: keys, unit: '1/h' },
  ];
}
