/** Finds what is written beside a field: the name of one that brings no name for people. */
import type { Rect } from './field.ts';

/** A run of letters on a page held upright, in points; `y` is its middle. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
}

/** How far a name may be from its field, in points. */
const farthest = { beside: 180, above: 22, gap: 14 } as const;

const endOf = ({ x, width }: Run): number => x + width;

/** Runs on one line, from left to right. */
const lineAt = (runs: readonly Run[], top: number, bottom: number): Run[] =>
  runs.filter(({ y, text }) => y >= top && y <= bottom && text.trim() !== '').sort((a, b) => a.x - b.x);

/** The words from `first` on for as long as there is no gap. */
function onwards(line: readonly Run[], from: number, by: 1 | -1): string {
  const words: string[] = [];
  for (let at = from; ; at += by) {
    const run = line[at];
    const before = line[at - by];
    if (!run) break;
    const gap = at === from || !before ? 0 : by === 1 ? run.x - endOf(before) : before.x - endOf(run);
    if (gap > farthest.gap) break;
    words.push(run.text.trim());
  }
  return (by === 1 ? words : words.reverse()).join(' ');
}

function right(runs: readonly Run[], { x, y, width, height }: Rect): string {
  const line = lineAt(runs, y - 2, y + height + 2);
  const at = line.findIndex((run) => run.x >= x + width - 2);
  const first = line[at];
  return first && first.x - (x + width) <= farthest.beside ? onwards(line, at, 1) : '';
}

function left(runs: readonly Run[], { x, y, height }: Rect): string {
  const line = lineAt(runs, y - 2, y + height + 2);
  const at = line.findLastIndex((run) => endOf(run) <= x + 2);
  const last = line[at];
  return last && x - endOf(last) <= farthest.beside ? onwards(line, at, -1) : '';
}

function above(runs: readonly Run[], { x, y, width }: Rect): string {
  const over = runs.filter((run) => run.y < y && run.y > y - farthest.above && endOf(run) > x && run.x < x + width);
  const nearest = Math.max(...over.map((run) => run.y));
  const line = lineAt(over, nearest - 3, nearest + 3);
  return onwards(line, 0, 1);
}

/** Empty when nothing is near. */
export const wordsNear = (runs: readonly Run[], rect: Rect, side: 'right' | 'left-or-above'): string =>
  side === 'right' ? right(runs, rect) : left(runs, rect) || above(runs, rect);
