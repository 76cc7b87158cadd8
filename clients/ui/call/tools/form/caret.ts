/** Where a caret belongs after somebody else changed the text. Pure. */

/** Stays behind the letters it was behind: what changed in front of it moves it, what changed behind it does not. */
export function caretAfter(before: string, after: string, caret: number): number {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  if (caret <= same) return caret;
  let tail = 0;
  while (tail < most - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const fromEnd = before.length - caret;
  return fromEnd <= tail ? after.length - fromEnd : Math.min(caret, after.length - tail);
}
