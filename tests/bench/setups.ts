/** What a whole call set-up across two pods costs both and Redis together, against bare relays. */
import { setUp } from '../load/conversation.ts';
import type { Measurement, Run } from './measurement.ts';
import { percentile } from './measurement.ts';
import { type Relays, startBare, startOurs } from './sides.ts';

const rounds = 9;
const setUpsARound = 60;
/** Until the engine has compiled what runs. */
const warmUps = 1_000;
const atOnce = 6;
const bound = { ms: 8, ratio: 1.5 };

async function setUps(relays: Relays, count: number): Promise<void> {
  let begun = 0;
  const one = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const { tookMs } = await setUp(relays.place);
      if (tookMs === undefined) throw new Error('a set-up failed');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** Milliseconds of CPU for one set-up. */
async function round(relays: Relays): Promise<number> {
  const before = relays.cpuMs();
  await setUps(relays, setUpsARound);
  return (relays.cpuMs() - before) / setUpsARound;
}

const median = (values: readonly number[]): number => percentile(values, 0.5);

async function across(): Promise<Measurement[]> {
  const [ours, bare] = [await startOurs({ pods: 2, apart: true }), await startBare({ pods: 2, apart: true })];
  const costs: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  try {
    for (const side of [ours, bare]) await setUps(side, warmUps);
    for (let done = 0; done < rounds; done++) {
      costs.ours.push(await round(ours));
      costs.bare.push(await round(bare));
    }
  } finally {
    await ours.close();
    await bare.close();
  }
  const [our, theirs] = [median(costs.ours), median(costs.bare)];
  const name = 'CPU of a set-up across two pods and Redis';
  return [
    { name: `${name}, bare`, value: theirs, unit: 'ms' },
    { name, value: our, unit: 'ms', atMost: bound.ms },
    { name: `${name}, ours to bare`, value: our / theirs, unit: '×', atMost: bound.ratio },
  ];
}

/** Medians of nine rounds of sixty set-ups, both servers in turns. */
export const run: Run = across;
