/** Time as a part that is passed in, so that tests move it and machines never ask for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `task` once after `delayMs`; the answer cancels it. The timer never keeps a process alive. */
  after(delayMs: number, task: () => void): () => void;
  /** Calls `task` every `periodMs` until the answer is called. */
  every(periodMs: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
  every(periodMs, task) {
    const timer = setInterval(task, periodMs);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** A clock that stands still until it is moved; the double of {@link systemClock} for tests. */
export interface ManualClock extends Clock {
  /** Moves time on, running what falls due, in order. */
  advance(byMs: number): void;
}

export function manualClock(startMs = 1_800_000_000_000): ManualClock {
  let now = startMs;
  let next = 0;
  const tasks = new Map<number, { at: number; run: () => void; periodMs?: number }>();
  const add = (delayMs: number, run: () => void, periodMs?: number) => {
    const id = next++;
    tasks.set(id, { at: now + delayMs, run, ...(periodMs === undefined ? {} : { periodMs }) });
    return () => void tasks.delete(id);
  };
  const due = (until: number) =>
    [...tasks].filter(([, task]) => task.at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  return {
    now: () => now,
    after: (delayMs, task) => add(delayMs, task),
    every: (periodMs, task) => add(periodMs, task, periodMs),
    advance(byMs) {
      const until = now + byMs;
      for (let entry = due(until); entry; entry = due(until)) {
        const [id, task] = entry;
        now = Math.max(now, task.at);
        if (task.periodMs === undefined) tasks.delete(id);
        else task.at += task.periodMs;
        task.run();
      }
      now = until;
    },
  };
}
