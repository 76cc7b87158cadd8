/** Recurring work that never overlaps with itself and is over when it is closed. */
import type { Clock } from '@visavis/runtime';

export interface SingleRun {
  /** Resolves when a run that began after this call is done. Nothing begins after `close`. */
  kick(): Promise<void>;
  /** No further runs; resolves when the one underway is done. Idempotent. */
  close(): Promise<void>;
}

/** Runs `task` every `periodMs`. `failed` hears what it throws; nobody else does. */
export function every(
  clock: Clock,
  periodMs: number,
  task: () => Promise<void>,
  failed: (error: unknown) => void,
): SingleRun {
  let underway: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  let isClosed = false;
  const begin = (): Promise<void> => {
    following = undefined;
    if (isClosed) return Promise.resolve();
    underway = task()
      .catch(failed)
      .finally(() => {
        underway = undefined;
      });
    return underway;
  };
  const kick = (): Promise<void> => {
    if (underway === undefined) return following ?? begin();
    following ??= underway.then(begin);
    return following;
  };
  const stop = clock.every(periodMs, () => void kick());
  return {
    kick,
    async close() {
      isClosed = true;
      stop();
      await underway;
    },
  };
}
