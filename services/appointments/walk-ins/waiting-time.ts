/** How long somebody will have to wait: from who is there for them and how long the last conversations took. Pure, and silent rather than wrong. */

/** Fewer conversations than these say nothing about the next. */
export const leastTalks = 3;

export interface WaitFacts {
  /** 1 is the next. */
  place: number;
  /** Advisors who take people of this service and talk with nobody. */
  free: number;
  /** Advisors who take people of this service and talk right now. */
  busy: number;
  /** Minutes of the last conversations of this service, in any order. */
  talkMinutes: readonly number[];
}

/** The middle one; half of all conversations are shorter. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** Up to the next of these, because half a minute is no promise. */
const roundTo = 5;

/**
 * Minutes until it is their turn, rounded up to five; 0 when somebody is free for them; null when nobody is there, or
 * nothing is known of the last conversations. Everybody who talks is taken to be in the middle of it.
 */
export function waitMinutes({ place, free, busy, talkMinutes }: WaitFacts): number | null {
  if (free + busy === 0) return null;
  if (place <= free) return 0;
  if (talkMinutes.length < leastTalks) return null;
  const length = median(talkMinutes);
  // The first of them is free after half a conversation; from then on one after the other, as many at once as there are advisors.
  const turns = Math.floor((place - free - 1) / (free + busy));
  const minutes = (turns + (busy > 0 ? 0.5 : 1)) * length;
  return Math.max(roundTo, Math.ceil(minutes / roundTo) * roundTo);
}
