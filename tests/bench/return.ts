/** How long it takes until 5,000 browsers are back whose pod was killed and started anew: with the product's own jitter. */
import { Conversation, type End } from '../load/conversation.ts';
import { eventually } from '../load/rollout.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';
import { type Relays, startBare, startOurs } from './sides.ts';

const lines = 5_000;
const openAtOnce = 20;
const mostMs = 20_000;
/** Nobody would wait longer; then it is a failure and the figure says so. */
const patienceMs = 60_000;

interface Return {
  /** From the kill until each was welcomed again, in order. */
  backMs: number[];
  lost: number;
}

async function comeBack(relays: Relays): Promise<Return> {
  const backMs: number[] = [];
  let killedAt = Number.POSITIVE_INFINITY;
  const welcome = () => void (performance.now() > killedAt && backMs.push(performance.now() - killedAt));
  const conversations: Conversation[] = [];
  while (2 * conversations.length < lines) {
    const batch = Array.from({ length: openAtOnce }, () => new Conversation(relays.place, { welcome }));
    conversations.push(...batch);
    await eventually(() => batch.every(({ isOpen }) => isOpen));
  }
  killedAt = performance.now();
  await relays.replaceFirst();
  await eventually(() => backMs.length >= lines || performance.now() - killedAt > patienceMs);
  const ends: End[] = conversations.flatMap((conversation) => [...conversation.ends]);
  for (const end of ends) end.cut();
  return { backMs, lost: ends.filter(({ welcomes }) => welcomes < 2).length };
}

/** One pod, killed with everybody on it and started again at once; then the same with the bare relay. */
export const run: Run = async () => {
  const ourRelays = await startOurs({ pods: 1 });
  const ours = await comeBack(ourRelays).finally(() => ourRelays.close());
  const bareRelays = await startBare({ pods: 1 });
  const bare = await comeBack(bareRelays).finally(() => bareRelays.close());
  const all = ({ backMs }: Return): number => Math.max(...backMs) / 1_000;
  const found: Measurement[] = [
    { name: 'lines that did not come back', value: ours.lost, unit: 'lines', atMost: 0 },
    { name: `half of ${lines} lines back after a kill`, value: percentile(ours.backMs, 0.5) / 1_000, unit: 's' },
    { name: `all ${lines} lines back after a kill, bare`, value: all(bare), unit: 's' },
    { name: `all ${lines} lines back after a kill`, value: all(ours), unit: 's', atMost: mostMs / 1_000 },
    { name: 'all lines back, ours to bare', value: all(ours) / all(bare), unit: '×' },
  ];
  return found;
};
