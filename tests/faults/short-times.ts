/** How much faster time passes in a schedule: a pod's limits, shortened together, and the clock of the pages. */
import type { Clock } from '../../clients/call/clock.ts';
import type { PodLimits } from '../../services/signalling/config.ts';

/** Pages live so many times faster than the machine. */
export const pageSpeed = 4;

/**
 * The defaults of PROTOCOL.md §1 divided by about ten where a schedule has to live through them; the order between them is
 * kept. Times of tokens stay: they are compared with the clocks of others.
 */
export const shortLimits: Partial<PodLimits> = {
  heartbeatMs: 8_000,
  pingMs: 2_500,
  pingInCallMs: 5_000,
  seatTtlMs: 4_500,
  seatRenewMs: 1_500,
  seatTtlInCallMs: 9_000,
  seatRenewInCallMs: 3_600,
  seatRetryMs: 500,
  resumeRenewMs: 2_000,
  drainSpreadMs: 500,
  drainCloseMs: 1_000,
  // Pages that live faster speak faster.
  messagesPerSecond: 20 * pageSpeed,
  messagesBurst: 120 * pageSpeed,
  bytesPerSecond: 128 * 1024 * pageSpeed,
};

/** A clock of pages: their second takes a quarter of one. Never jumps. */
export const pageClock: Clock = {
  now: () => performance.now() * pageSpeed,
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs / pageSpeed);
    return () => clearTimeout(timer);
  },
  every(periodMs, task) {
    const timer = setInterval(task, periodMs / pageSpeed);
    return () => clearInterval(timer);
  },
};
