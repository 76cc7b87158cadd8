/** Watches ended rooms leave the store, and that nobody comes back to them. */
import type { Recorder } from './history.ts';
import type { Meeting } from './meeting.ts';
import { pause } from './nemesis.ts';
import { emptyAfterSilenceMs, emptyAfterWordMs, emptyWithinMs } from './verdict-empty.ts';
import { only } from './verdict-rule.ts';
import type { World } from './world.ts';

const lookEveryMs = 100;
/** A little longer than is allowed, so that being late looks otherwise than never. */
const patienceMs = 1_000;

export interface Emptying {
  /** Resolves when every room whose pods were told is empty, or should be: nothing may break before. */
  told: Promise<void>;
  /** Resolves when all is seen. */
  seen: Promise<void>;
}

export function watchEmptying(world: World, meetings: readonly Meeting[], recorder: Recorder): Emptying {
  const endedAt = recorder.now;
  const sinceMs = (): number => Math.round(recorder.now - endedAt);
  const within = new Map(
    only(recorder.entries, 'ended').map((ended) => [ended.room, emptyWithinMs(recorder.entries, ended)]),
  );
  const watch = async ({ name, room }: Meeting): Promise<void> => {
    const untilMs = (within.get(name) ?? emptyAfterSilenceMs) + patienceMs;
    for (;;) {
      const left = await world.seatsOf(room).catch(() => ['nobody answers']);
      const afterMs = sinceMs();
      if (left.length === 0) return recorder.note({ what: 'emptied', room: name, afterMs });
      if (afterMs > untilMs) return recorder.note({ what: 'not-emptied', room: name, left: left.join(' ') });
      await pause(lookEveryMs);
    }
  };
  const lookAgain = async ({ name, room }: Meeting): Promise<void> => {
    const left = await world.seatsOf(room).catch(() => []);
    if (left.length > 0) recorder.note({ what: 'not-emptied', room: name, left: `again ${left.join(' ')}` });
  };
  const isTold = ({ name }: Meeting): boolean => (within.get(name) ?? emptyAfterSilenceMs) < emptyAfterSilenceMs;
  const left = meetings.filter(isTold);
  const told = Promise.all(left.map(watch)).then(() => {});
  const silent = Promise.all(meetings.filter((meeting) => !isTold(meeting)).map(watch));
  // Whoever was still on the way in has been sent away by then.
  const again = told.then(() => pause(emptyAfterWordMs)).then(() => Promise.all(left.map(lookAgain)));
  return { told, seen: Promise.all([silent, again]).then(() => {}) };
}
