/** Commands of one turn of the event loop leave in one packet: a third of the work for both sides when many come at once. */
import type { Duplex } from 'node:stream';

/** Holds back what is written to `streams` until the code that runs now has come to its end; several calls are one. */
export function gatherer(streams: () => readonly Pick<Duplex, 'cork' | 'uncork'>[]): () => void {
  let isGathering = false;
  return () => {
    if (isGathering) return;
    isGathering = true;
    const held = streams();
    for (const stream of held) stream.cork();
    process.nextTick(() => {
      isGathering = false;
      for (const stream of held) stream.uncork();
    });
  };
}
