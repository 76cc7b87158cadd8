/** What is decided about messages to receivers, without database or network: when to try again, how long to rest, when to set aside. */

/** How long a claimed message is nobody else's; longer than a whole attempt may take. */
export const leaseMs = 2 * 60_000;
const firstDelayMs = 15_000;
const longestDelayMs = 3 * 60 * 60_000;
/** After this a message is set aside, until somebody asks for it again. */
export const setAsideAfterMs = 24 * 60 * 60_000;
/** A receiver that does not answer holds nobody up: after a failure the others of its messages wait too, but no longer than this. */
const longestRestMs = 5 * 60_000;

/** `gone`: the receiver wants no message any more (HTTP 410), so that the webhook is switched off. */
export type Verdict =
  | { outcome: 'again'; inMs: number; restMs: number }
  | { outcome: 'set-aside' }
  | { outcome: 'gone' };

/**
 * After an attempt failed at `ageMs` since the message was due: three times that age, so that the age is four times as large at the next one; 15 s at
 * least and 3 h at most, for 24 h. `chance` in [0, 1) spreads it by a fifth either way, so that a receiver that comes back is not met by everything at once.
 */
export function afterFailure(failure: string, ageMs: number, chance: number): Verdict {
  if (failure === '410') return { outcome: 'gone' };
  const planned = Math.min(Math.max(3 * ageMs, firstDelayMs), longestDelayMs);
  const inMs = Math.round(planned * (0.8 + 0.4 * chance));
  if (ageMs + inMs > setAsideAfterMs) return { outcome: 'set-aside' };
  return { outcome: 'again', inMs, restMs: Math.min(inMs, longestRestMs) };
}
