/** Commands of one round of the event loop leave in one packet: a third of the work for both sides when many come at once. */
import type { Duplex } from 'node:stream';

/**
 * Holds back what is written to `streams` until everything has been heard that has arrived by now, whichever line it came
 * from; several calls are one. Where nothing else has arrived that is at once.
 */
export function gatherer(streams: () => readonly Pick<Duplex, 'cork' | 'uncork'>[]): () => void {
  let isGathering = false;
  return () => {
    if (isGathering) return;
    isGathering = true;
    const held = streams();
    for (const stream of held) stream.cork();
    setImmediate(() => {
      isGathering = false;
      for (const stream of held) stream.uncork();
    });
  };
}
