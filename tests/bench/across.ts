/** What it costs that two sides of a room are at different pods: time and CPU of a message, against bare relays on the same kind of Redis. */
import { systemClock } from '../../services/runtime/clock.ts';
import { Conversation } from '../load/conversation.ts';
import { eventually } from '../load/rollout.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';
import { type Relays, startBare, startOurs } from './sides.ts';

/** Each end says something ten times a second, which is half of what a pod allows. */
const pairs = 50;
const sayEveryMs = 100;
const rounds = 9;
const roundMs = 2_500;
/** Rooms enter this many at a time. */
const openAtOnce = 10;
const bound = { p50: 1.5, cpu: 2 };
/** As long as a candidate once it is sealed. */
const padding = 'c'.repeat(210);

interface Crowd {
  relays: Relays;
  conversations: Conversation[];
}
interface Round {
  p50: number;
  cpuMsPerMessage: number;
}

async function gather(relays: Relays): Promise<Crowd> {
  const conversations: Conversation[] = [];
  while (conversations.length < pairs) {
    const batch = Array.from({ length: openAtOnce }, () => new Conversation(relays.place));
    conversations.push(...batch);
    await eventually(() => batch.every(({ isOpen }) => isOpen));
  }
  return { relays, conversations };
}

/** Everybody talks for a while; a text carries the moment it was said. */
async function talk({ relays, conversations }: Crowd): Promise<Round> {
  const heardBefore = conversations.map(({ ends }) => ends.map(({ speaker }) => speaker.heard.length));
  const [startedAt, cpuBefore] = [performance.now(), relays.cpuMs()];
  const stops = conversations.map((conversation, index) =>
    // Spread over the period, as people are.
    systemClock.after((index * sayEveryMs) / pairs, () => {
      stops.push(systemClock.every(sayEveryMs, () => conversation.say(`${performance.now()} ${padding}`)));
    }),
  );
  await eventually(() => performance.now() - startedAt > roundMs);
  for (const stop of stops) stop();
  await eventually(() => conversations.every(({ isComplete, isQuiet }) => isComplete && isQuiet));
  const cpuMs = relays.cpuMs() - cpuBefore;
  const tookMs = conversations.flatMap(({ ends }, pair) =>
    ends.flatMap(({ speaker }, end) => speaker.tookMs.slice(heardBefore[pair]?.[end])),
  );
  return { p50: percentile(tookMs, 0.5), cpuMsPerMessage: cpuMs / tookMs.length };
}

const median = (rounds: Round[], of: keyof Round): number =>
  percentile(
    rounds.map((round) => round[of]),
    0.5,
  );

/** Nine rounds of 2.5 s each, both in turns, after one that does not count. */
export const run: Run = async () => {
  const sides = [await startOurs({ pods: 2, apart: true }), await startBare({ pods: 2, apart: true })];
  const found: Round[][] = sides.map(() => []);
  try {
    const crowds = await Promise.all(sides.map(gather));
    for (const crowd of crowds) await talk(crowd);
    for (let done = 0; done < rounds; done++) {
      for (const [side, crowd] of crowds.entries()) found[side]?.push(await talk(crowd));
    }
    for (const { conversations } of crowds) for (const conversation of conversations) conversation.leave();
  } finally {
    for (const side of sides) await side.close();
  }
  const [ours = [], bare = []] = found;
  const figures = (name: string, of: keyof Round, scale: number, unit: string, atMost: number): Measurement[] => [
    { name: `${name}, bare`, value: median(bare, of) * scale, unit },
    { name, value: median(ours, of) * scale, unit },
    { name: `${name}, ours to bare`, value: median(ours, of) / median(bare, of), unit: '×', atMost },
  ];
  return [
    ...figures('message across pods, p50', 'p50', 1, 'ms', bound.p50),
    ...figures('CPU of a message across pods and Redis', 'cpuMsPerMessage', 1_000, 'µs', bound.cpu),
  ];
};
