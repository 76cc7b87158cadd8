/** Commands of one round of the event loop leave in one packet: a third of the work for both sides when many come at once. */
import type { Duplex } from 'node:stream';

/** One round: everything is heard that has arrived by now, whichever line it came from; then what was said leaves. */
export interface Gatherer {
  /** Holds back what is written until the round is over; several calls are one. Where nothing else has arrived that is at once. */
  hold(): void;
  /** Calls `task` at the end of the round, in the order of the calls: what it writes is the last that leaves with the rest. It must not throw. */
  atEnd(task: () => void): void;
}

/** `streams` are those that are held back. */
export function gatherer(streams: () => readonly Pick<Duplex, 'cork' | 'uncork'>[]): Gatherer {
  let isGathering = false;
  let tasks: (() => void)[] = [];
  const hold = (): void => {
    if (isGathering) return;
    isGathering = true;
    const held = streams();
    for (const stream of held) stream.cork();
    setImmediate(() => {
      const due = tasks;
      tasks = [];
      for (const task of due) task();
      isGathering = false;
      for (const stream of held) stream.uncork();
    });
  };
  return {
    hold,
    atEnd(task) {
      tasks.push(task);
      hold();
    },
  };
}
