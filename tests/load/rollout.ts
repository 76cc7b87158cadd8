/** A rolling restart seen from outside: pairs that talk, people who arrive, and pods that go and come back one by one. */
import { systemClock } from '../../services/runtime/clock.ts';
import type { PodProcess } from '../support/pod-process.ts';
import { Conversation, type Place, repeatMs, type SetUp, setUp } from './conversation.ts';

export interface RolloutOptions {
  place: Place;
  pods: PodProcess[];
  /** Starts a pod where `before` was. */
  restart(before: PodProcess): Promise<PodProcess>;
  pairs: number;
  setUpsPerSecond: number;
  /** Each end says something so often. */
  sayEveryMs: number;
}

/** One line that went elsewhere: `afterMs` counts from SIGTERM of the pod that had to go. */
export interface Move {
  pod: number;
  afterMs: number;
}

export interface Rollout {
  /** Lines of the standing pairs. */
  lines: number;
  moves: Move[];
  /** From SIGTERM to exit, a number a pod. */
  stopsMs: number[];
  exitCodes: (number | null)[];
  said: number;
  /** Pairs of whom some text never came, came twice, or came in another order. */
  broken: number;
  /** Lines that were gone for a moment, before another one was open. */
  lost: number;
  /** Lines told for good that it is over. */
  closed: number;
  setUps: SetUp[];
}

const openAtOnce = 25;
const pollMs = 50;

/** Resolves when `condition` holds; asked again after a moment, not at once, so that a crowd can move. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, pollMs));
}

async function openPairs(options: RolloutOptions, onWelcome: () => void): Promise<Conversation[]> {
  const pairs: Conversation[] = [];
  for (let done = 0; done < options.pairs; done += openAtOnce) {
    const batch = Array.from({ length: Math.min(openAtOnce, options.pairs - done) }, () => {
      return new Conversation(options.place, { welcome: onWelcome });
    });
    pairs.push(...batch);
    await eventually(() => batch.every(({ isOpen }) => isOpen));
  }
  return pairs;
}

/** People who arrive at a steady rate, until they are stopped; then everybody who is under way is waited for. */
function arrivals({ place, setUpsPerSecond }: RolloutOptions): () => Promise<SetUp[]> {
  const setUps: Promise<SetUp>[] = [];
  const stop = systemClock.every(1000 / setUpsPerSecond, () => void setUps.push(setUp(place)));
  return () => {
    stop();
    return Promise.all(setUps);
  };
}

/** Restarts the pods one by one, each when the load balancer sends people to the one before again. */
export async function rollout(options: RolloutOptions): Promise<Rollout> {
  const moves: Move[] = [];
  const stopsMs: number[] = [];
  const exitCodes: (number | null)[] = [];
  const leaving = { pod: -1, since: 0 };
  const pairs = await openPairs(options, () => {
    if (leaving.pod >= 0) moves.push({ pod: leaving.pod, afterMs: performance.now() - leaving.since });
  });
  let said = 0;
  const stopTalking = systemClock.every(options.sayEveryMs, () => {
    said += 1;
    for (const pair of pairs) pair.say(`sentence ${said}`);
  });
  const stopArrivals = arrivals(options);
  for (const [index, pod] of options.pods.entries()) {
    leaving.pod = index;
    leaving.since = performance.now();
    exitCodes.push(await pod.stop());
    stopsMs.push(performance.now() - leaving.since);
    const back = await options.restart(pod);
    options.pods[index] = back;
    await eventually(async () => (await back.metric('visavis_signalling_hellos_total')) > 0);
  }
  const setUps = await stopArrivals();
  stopTalking();
  await settled(pairs);
  const ends = pairs.flatMap((pair) => pair.ends);
  for (const pair of pairs) pair.leave();
  return {
    ...{ lines: ends.length, moves, stopsMs, exitCodes, setUps },
    said: ends.reduce((sum, end) => sum + end.said.length, 0),
    broken: pairs.filter((pair) => !pair.isComplete).length,
    lost: ends.reduce((sum, { lost }) => sum + lost, 0),
    closed: ends.filter(({ closed }) => closed !== undefined).length,
  };
}

/** Until everything said was heard, or could have been repeated twice. */
async function settled(pairs: readonly Conversation[]): Promise<void> {
  const deadline = performance.now() + 2 * repeatMs;
  await eventually(() => performance.now() > deadline || pairs.every(({ isComplete }) => isComplete));
}

/** How many lines of each pod moved, and how many of them within the same second. */
export function crowding(moves: readonly Move[]): { moved: number; peak: number }[] {
  const pods = [...new Set(moves.map(({ pod }) => pod))];
  return pods.map((pod) => {
    const times = moves.filter((move) => move.pod === pod).map(({ afterMs }) => afterMs);
    const within = (start: number) => times.filter((at) => at >= start && at < start + 1_000).length;
    return { moved: times.length, peak: Math.max(...times.map(within)) };
  });
}
