/** What one turn of the event loop writes to a line leaves in one packet: the way into the kernel is most of what a relayed message costs. */
import type { Duplex } from 'node:stream';

/** The part of a TCP connection that is needed here. */
export type GatheredLine = Pick<Duplex, 'writableCorked' | 'cork' | 'uncork' | 'write'>;

/**
 * Holds back what is written to a line until the code that runs now has come to its end: to be called before every write.
 * A chunk from one browser often has several messages for the other, and nothing is kept beyond the chunk.
 */
export function lineGatherer(): (line: GatheredLine) => void {
  let held: GatheredLine[] = [];
  const release = (): void => {
    const lines = held;
    held = [];
    for (const line of lines) line.uncork();
  };
  return (line) => {
    if (line.writableCorked > 0) return;
    line.cork();
    if (held.push(line) === 1) process.nextTick(release);
  };
}
