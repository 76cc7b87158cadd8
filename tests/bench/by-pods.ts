/** Whether a set-up costs the same however many pods there are: every pod has the same to do, and has done as much before. */
import { systemClock } from '../../services/runtime/clock.ts';
import { setUp } from '../load/conversation.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';
import { type Relays, startOurs } from './sides.ts';

const podCounts = [1, 2, 4] as const;
/** What one pod is asked for: operators add pods because more people come, and not to spread the same ones thinner. */
const perSecondAPod = 6;
/** Until the engine of each pod has compiled what runs; as fast as they come. */
const warmUpsAPod = 500;
const warmUpsAtOnce = 6;
const rounds = 5;
const roundMs = 4_000;
const mostGrowth = 1.2;

async function begin(relays: Relays): Promise<void> {
  const { tookMs } = await setUp(relays.place);
  if (tookMs === undefined) throw new Error('a set-up failed');
}

async function warmUp(relays: Relays, count: number): Promise<void> {
  let begun = 0;
  const one = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await begin(relays);
    }
  };
  await Promise.all(Array.from({ length: warmUpsAtOnce }, one));
}

/** Milliseconds of CPU for one set-up, when so many pods are asked at their pace, evenly, for a while. */
async function round(relays: Relays, pods: number): Promise<number> {
  const before = relays.cpuMs();
  const begun: Promise<void>[] = [];
  const stop = systemClock.every(1_000 / (perSecondAPod * pods), () => void begun.push(begin(relays)));
  await new Promise<void>((resolve) => systemClock.after(roundMs, resolve));
  stop();
  await Promise.all(begun);
  return (relays.cpuMs() - before) / begun.length;
}

async function cost(pods: number): Promise<number> {
  const ours = await startOurs({ pods });
  try {
    await warmUp(ours, warmUpsAPod * pods);
    const found: number[] = [];
    while (found.length < rounds) found.push(await round(ours, pods));
    return percentile(found, 0.5);
  } finally {
    await ours.close();
  }
}

/** One number of pods after another, each on a Redis of its own; medians of five rounds. */
export const run: Run = async () => {
  const costs: number[] = [];
  for (const pods of podCounts) costs.push(await cost(pods));
  const found: Measurement[] = costs.map((value, index) => ({
    name: `CPU of a set-up with affinity, ${podCounts[index]} pods`,
    value,
    unit: 'ms',
  }));
  const growth = Math.max(...costs) / Math.min(...costs);
  return [
    ...found,
    { name: 'CPU of a set-up, dearest to cheapest number of pods', value: growth, unit: '×', atMost: mostGrowth },
  ];
};
