/** How many wrong codes are one too many: pure rules over one counter (SECURITY.md §7). */

/** What is remembered of failures; times in milliseconds since 1970. */
export interface Counter {
  count: number;
  startedAtMs: number;
  blockedUntilMs: number | null;
}

/** `most` within `windowMs` from the first one; with `backOff`, waits that double from the `after`th failure on. */
export interface AttemptRule {
  windowMs: number;
  most: number;
  backOff?: { after: number; firstMs: number; maxMs: number };
}

const minute = 60_000;

/**
 * What is counted, and its rule. `number` counts every entry by number, `booking` every request of an address and
 * `booking-mail` every request that names an e-mail address, `lost` and `lost-mail` every question for a lost link by address and by e-mail address; the others count failures only.
 */
export const attemptRules = {
  appointment: {
    windowMs: 24 * 60 * minute,
    most: 20,
    backOff: { after: 5, firstMs: 30_000, maxMs: 900_000 },
  },
  device: { windowMs: 60 * minute, most: 10 },
  address: { windowMs: 30 * minute, most: 10 },
  number: { windowMs: minute, most: 5 },
  request: { windowMs: 24 * 60 * minute, most: 20, backOff: { after: 5, firstMs: 30_000, maxMs: 900_000 } },
  booking: { windowMs: 60 * minute, most: 10 },
  lost: { windowMs: 60 * minute, most: 5 },
  'lost-mail': { windowMs: 24 * 60 * minute, most: 3 },
  'booking-mail': { windowMs: 24 * 60 * minute, most: 3 },
} as const satisfies Record<string, AttemptRule>;
export type AttemptKind = keyof typeof attemptRules;

function isRunning(rule: AttemptRule, counter: Counter | null, nowMs: number): counter is Counter {
  return counter !== null && nowMs < counter.startedAtMs + rule.windowMs;
}

/** Milliseconds until the next attempt is allowed; 0 when it is allowed now. */
export function waitMs(rule: AttemptRule, counter: Counter | null, nowMs: number): number {
  if (!isRunning(rule, counter, nowMs)) return 0;
  if (counter.count >= rule.most) return counter.startedAtMs + rule.windowMs - nowMs;
  return Math.max(0, (counter.blockedUntilMs ?? 0) - nowMs);
}

/** The counter after one more. An ended window starts anew. */
export function counted(rule: AttemptRule, counter: Counter | null, nowMs: number): Counter {
  const running = isRunning(rule, counter, nowMs);
  const count = running ? counter.count + 1 : 1;
  const { backOff } = rule;
  const over = backOff === undefined ? -1 : count - backOff.after;
  return {
    count,
    startedAtMs: running ? counter.startedAtMs : nowMs,
    blockedUntilMs:
      backOff === undefined || over < 0 ? null : nowMs + Math.min(backOff.maxMs, backOff.firstMs * 2 ** over),
  };
}
