/** Does at once what is asked for now and then, and once for all what is asked for again and again. */
import type { Clock } from '@visavis/runtime';

export interface Gathered {
  ask(): void;
  /** Forgets what was asked for and not yet done. Idempotent. */
  close(): void;
}

/** Runs `task` now, unless it ran within the last `gatherMs`: then once when they are over. */
export function gathered(clock: Clock, gatherMs: number, task: () => void): Gathered {
  let ranAtMs = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const run = () => {
    cancel = null;
    ranAtMs = clock.now();
    task();
  };
  return {
    ask() {
      if (cancel !== null) return;
      const leftMs = ranAtMs + gatherMs - clock.now();
      if (leftMs > 0) cancel = clock.after(leftMs, run);
      else run();
    },
    close() {
      cancel?.();
      cancel = null;
    },
  };
}
