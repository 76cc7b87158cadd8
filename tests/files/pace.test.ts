/** The pace of a transfer over made-up lines: it fills them, and sound beside it does not wait. */
import { describe, expect, it } from 'vitest';
import { chunkLength, newPace, paceAnswered } from '../../clients/call/files/file-pace.ts';
import { seeded } from '../call/call-doubles.ts';

interface Line {
  bytesPerMs: number;
  /** There and back. */
  wayMs: number;
  /** How long the device is busy with something else between two looks, on average. */
  busyMs?: number;
}

/** A line of one queue. Runs for `forMs`; figures of its second half. */
function over({ bytesPerMs, wayMs, busyMs = 0 }: Line, forMs: number) {
  const random = seeded(5);
  let pace = newPace(0);
  let turn = 0;
  const flight: { at: number; bytes: number; answer: number }[] = [];
  let [free, flying, carried, worstMs] = [0, 0, 0, 0];
  for (let now = 0; now < forMs; now = Math.max(now + 0.25, turn)) {
    turn = now - Math.log(1 - random()) * busyMs;
    while (flight[0] && flight[0].answer <= now) {
      const { at, bytes } = flight.shift() ?? { at: 0, bytes: 0 };
      flying -= bytes;
      pace = paceAnswered(pace, bytes, now - at, now);
      if (now > forMs / 2) carried += bytes;
    }
    while (flying < pace.window) {
      const bytes = chunkLength(pace);
      free = Math.max(free, now) + bytes / bytesPerMs;
      flight.push({ at: now, bytes, answer: free + wayMs });
      flying += bytes;
      if (now > forMs / 2) worstMs = Math.max(worstMs, free - now);
    }
  }
  return { share: carried / ((forMs / 2) * bytesPerMs), worstMs };
}

describe('a transfer', () => {
  it.each([
    { title: 'a house network', bytesPerMs: 60_000, wayMs: 2 },
    { title: 'fibre', bytesPerMs: 5_000, wayMs: 15 },
    { title: 'DSL upwards', bytesPerMs: 500, wayMs: 30 },
    { title: 'mobile', bytesPerMs: 125, wayMs: 60 },
    { title: 'a relay far away', bytesPerMs: 1_000, wayMs: 250 },
  ])('fills $title and lets sound wait 150 ms at most', (line) => {
    const { share, worstMs } = over(line, 40_000);
    expect(share).toBeGreaterThan(0.8);
    expect(worstMs).toBeLessThan(150);
  });

  it('is not starved by a device that is busy with something else', () => {
    const { share, worstMs } = over({ bytesPerMs: 10_000, wayMs: 5, busyMs: 30 }, 40_000);
    expect(share).toBeGreaterThan(0.85);
    expect(worstMs).toBeLessThan(200);
  });

  it('goes on in the smallest steps on a line of 200 kbit/s', () => {
    const { share, worstMs } = over({ bytesPerMs: 25, wayMs: 80 }, 60_000);
    expect(share).toBeGreaterThan(0.6);
    expect(worstMs).toBeLessThan(300);
  });
});
