/** What 10,000 browsers in running calls cost a pod that has one core, while nobody says anything: heartbeats, pings, seats. */
import { eventually } from '../load/rollout.ts';
import { cpuMsOf } from './cpu-time.ts';
import { gatherCrowd } from './crowd.ts';
import type { Measurement, Run } from './measurement.ts';
import { type Relays, startBare, startOurs } from './sides.ts';

const lines = 10_000;
/** One turn of everything a pod does for an idle line: renewing its seat and its token come every 120 s. */
const observedMs = 120_000;
/** The bare server does nothing that takes longer than its heartbeats. */
const bareObservedMs = 50_000;
/** Every browser has said once that its call runs, for which its seat is renewed. */
const restMs = 25_000;
const mostShare = 5;

async function share(relays: Relays, inCall: boolean, forMs: number): Promise<{ percent: number; open: number }> {
  const crowd = await gatherCrowd({ relays, lines, inCall });
  try {
    await pass(restMs);
    const pids = relays.pids;
    const [startedAt, before] = [performance.now(), cpuMsOf(pids)];
    await pass(forMs);
    const percent = ((cpuMsOf(pids) - before) / (performance.now() - startedAt)) * 100;
    return { percent, open: crowd.open() };
  } finally {
    crowd.close();
  }
}

async function pass(ms: number): Promise<void> {
  const startedAt = performance.now();
  await eventually(() => performance.now() - startedAt >= ms);
}

/** One after the other, each in a fresh process pinned to core 0. */
export const run: Run = async () => {
  const bareRelays = await startBare({ pods: 1, cores: '0' });
  const bare = await share(bareRelays, true, bareObservedMs).finally(() => bareRelays.close());
  const ourRelays = await startOurs({ pods: 1, cores: '0' });
  const ours = await share(ourRelays, true, observedMs).finally(() => ourRelays.close());
  const name = `CPU of one core for ${lines} idle lines`;
  const found: Measurement[] = [
    { name: 'idle lines at the end, ours', value: ours.open, unit: 'lines', atLeast: lines },
    { name: `${name}, bare`, value: bare.percent, unit: '%' },
    { name, value: ours.percent, unit: '%', atMost: mostShare },
    { name: `${name}, ours to bare`, value: ours.percent / bare.percent, unit: '×' },
  ];
  return found;
};
