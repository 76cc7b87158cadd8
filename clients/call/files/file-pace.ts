/**
 * How much of a file may be on its way at once, so that sound and picture never wait behind it: the window grows while
 * answers come back promptly and shrinks when they queue (LEDBAT, RFC 6817, over acknowledged bytes). Pure.
 */
import { chunkBytes } from './file-limits.ts';

export interface Pace {
  /** Bytes that may be unacknowledged. */
  readonly window: number;
  /** The first steps double it, until the first queue is seen. */
  readonly isStarting: boolean;
  /** The shortest answer of the present and of the last period, in milliseconds: the way without a queue. */
  readonly shortest: readonly [number, number];
  readonly periodEndsAt: number;
  /** The latest answers: slow ones may be a busy device and no queue, so the best of them counts. */
  readonly latest: readonly number[];
}

/** Milliseconds of queue that a transfer may add; RFC 6817 §2.3 allows 100 and a conversation bears less. */
const targetMs = 60;
const smallestWindow = 4_800;
const largestWindow = 16 * 1024 * 1024;
const firstWindow = 16 * 1024;
const periodMs = 60_000;
const latestCount = 16;
const smallestChunk = 1_200;
/** A window is at least so many chunks, so that answers come often enough to steer by. */
const chunksInWindow = 16;

export const newPace = (now: number): Pace => ({
  window: firstWindow,
  isStarting: true,
  shortest: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  periodEndsAt: now + periodMs,
  latest: [],
});

/** `bytes` were acknowledged; the last of them `tookMs` after they were handed to the lane. */
export function paceAnswered(before: Pace, bytes: number, tookMs: number, now: number): Pace {
  const pace = withSample(before, tookMs, now);
  const queueMs = Math.min(...pace.latest) - Math.min(...pace.shortest);
  if (pace.isStarting && queueMs < targetMs / 2) return { ...pace, window: within(pace.window + bytes) };
  const offTarget = Math.max(-1, (targetMs - queueMs) / targetMs);
  // One full chunk each round trip at most; on narrow lines, where that is the whole window, a part of it.
  const step = Math.min(chunkBytes, pace.window / 4) * offTarget * Math.min(1, bytes / pace.window);
  return { ...pace, isStarting: false, window: within(pace.window + step) };
}

/** How long the next chunk should be: full ones on a fast line, small ones where each takes its time. */
export const chunkLength = ({ window }: Pace): number =>
  Math.min(chunkBytes, Math.max(smallestChunk, Math.floor(window / chunksInWindow)));

const within = (window: number): number => Math.min(largestWindow, Math.max(smallestWindow, window));

function withSample(pace: Pace, tookMs: number, now: number): Pace {
  const latest = [...pace.latest, tookMs].slice(-latestCount);
  const [present, last] = pace.shortest;
  if (now < pace.periodEndsAt) return { ...pace, latest, shortest: [Math.min(present, tookMs), last] };
  return { ...pace, latest, shortest: [tookMs, present], periodEndsAt: now + periodMs };
}
