/** Time as a part that is passed in, so that tests move it and machines never ask for it. */

/** The same shape as the services' clock, so that their manual clock drives the engine in tests. */
export interface Clock {
  /** Milliseconds since 1970 by this device. */
  now(): number;
  /** Calls `task` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** Calls `task` every `periodMs` until the answer is called. */
  every(periodMs: number, task: () => void): () => void;
}

/** The browser's own timers. */
export const browserClock: Clock = {
  now: Date.now,
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  every(periodMs, task) {
    const timer = setInterval(task, periodMs);
    return () => clearInterval(timer);
  },
};
