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

/** The same items in any order (Fisher and Yates). */
function shuffled<T>(items: Iterable<T>, random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** Resolves when the last connection is gone, or when it is time to go without them: after `drainCloseMs` and 5 s. */
export function drain({ connections, clock, limits, random }: DrainOptions): Promise<void> {
  const closeAt = clock.now() + limits.drainCloseMs;
  // Everybody gets a slice of the time and a random moment in it: independent moments would bunch up by chance.
  const slice = limits.drainSpreadMs / Math.max(1, connections.size);
  for (const [place, connection] of shuffled(connections, random).entries()) {
    connection.handle({ type: 'drain', withinMs: Math.floor((place + random()) * slice), closeAt });
  }
  return new Promise((resolve) => {
    if (connections.size === 0) return resolve();
    const stop = clock.every(lookMs, () => {
      if (connections.size > 0 && clock.now() < closeAt + graceMs) return;
      stop();
      for (const connection of [...connections]) connection.socket.terminate();
      resolve();
    });
  });
}
