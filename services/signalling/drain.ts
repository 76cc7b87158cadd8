/** Sending everybody elsewhere without haste: a word now, a second line opened there, then this one closes. */
import type { Clock } from '@visavis/runtime';
import type { PodLimits } from './config.ts';
import type { Connection } from './connection.ts';

/** What is left of the 30 s after the last close, for browsers that do not answer it. */
const graceMs = 5_000;
const lookMs = 250;

export interface DrainOptions {
  connections: ReadonlySet<Connection>;
  clock: Clock;
  limits: Pick<PodLimits, 'drainSpreadMs' | 'drainCloseMs'>;
  random: () => number;
}

/** Resolves when the last connection is gone, or when it is time to go without them: after `drainCloseMs` and 5 s. */
export function drain({ connections, clock, limits, random }: DrainOptions): Promise<void> {
  const closeAt = clock.now() + limits.drainCloseMs;
  for (const connection of [...connections]) {
    connection.handle({ type: 'drain', withinMs: Math.floor(random() * limits.drainSpreadMs), closeAt });
  }
  return new Promise((resolve) => {
    if (connections.size === 0) return resolve();
    const stop = clock.every(lookMs, () => {
      if (connections.size > 0 && clock.now() < closeAt + graceMs) return;
      stop();
      for (const connection of [...connections]) connection.terminate();
      resolve();
    });
  });
}
