/** What changed between two states of a draft, told in as few letters as possible. Pure. */
import { type TextFrame, textLimits } from './text-frames.ts';

export type Edit = Omit<Extract<TextFrame, { type: 'draft' }>, 'type'>;

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** The one edit that makes `after` of `before`; never through the middle of a character outside the BMP. */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  if (isLow(before.charCodeAt(from)) || isLow(after.charCodeAt(from))) from = Math.max(0, from - 1);
  let tail = 0;
  while (tail < shorter - from && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail--;
  return { from, cut: before.length - from - tail, put: after.slice(from, after.length - tail) };
}

/** `before` with the edit; undefined where it does not fit. */
export function edited(before: string, { from, cut, put }: Edit): string | undefined {
  if (from + cut > before.length) return undefined;
  const after = before.slice(0, from) + put + before.slice(from + cut);
  return after.length > textLimits.textLength ? undefined : after;
}
