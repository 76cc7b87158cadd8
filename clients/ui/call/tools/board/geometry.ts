/** Where things lie: their bounds, what a pointer hits, moving and resizing. Pure; in units of the sheet. */
import type { Placed } from './board.ts';
import type { Size, Thing } from './board-value.ts';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Width of a line in units of the sheet; the marker is wider (see `paint.ts`). */
export const lineWidths: Record<Size, number> = { thin: 60, medium: 120, thick: 240 };
/** Height of letters in units of the sheet. */
export const letterHeights: Record<Size, number> = { thin: 480, medium: 680, thick: 1_000 };
export const lineHeight = 1.3;
/** Mean width of a letter as a share of its height: near enough for hits, whatever the font. */
const letterWidth = 0.56;

const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));
/** A whole unit that the other side takes too. */
export const unit = (value: number): number => clamp(Math.round(value), -40_000, 40_000) + 0;

const boxes = new WeakMap<Thing, Box>();

/** The bounds of a thing; things never change, so theirs are kept. */
export function boxOf(thing: Thing): Box {
  const known = boxes.get(thing) ?? measured(thing);
  boxes.set(thing, known);
  return known;
}

function measured(thing: Thing): Box {
  if (thing.kind === 'stroke') {
    const xs = thing.points.filter((_, at) => at % 2 === 0);
    const ys = thing.points.filter((_, at) => at % 2 === 1);
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  }
  if (thing.kind === 'text') {
    const lines = thing.text.split('\n');
    const height = letterHeights[thing.size];
    const [left, top] = thing.at;
    const width = Math.max(...lines.map(({ length }) => length)) * height * letterWidth;
    return { left, top, right: left + width, bottom: top + lines.length * height * lineHeight };
  }
  const [x1, y1, x2, y2] = thing.box;
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) };
}

/** Distance of a point from the line between two others. */
function fromSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const share = dx || dy ? clamp(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy), 0, 1) : 0;
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}

function fromStroke(points: readonly number[], x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < points.length; at += 2) {
    const [x1 = 0, y1 = 0, x2 = x1, y2 = y1] = points.slice(at, at + 4);
    nearest = Math.min(nearest, fromSegment(x, y, x1, y1, x2, y2));
  }
  return nearest;
}

const contains = ({ left, top, right, bottom }: Box, x: number, y: number, reach: number): boolean =>
  x >= left - reach && x <= right + reach && y >= top - reach && y <= bottom + reach;

/** Whether a pointer at a place touches a thing; `reach` is how near is near enough. */
export function hits(thing: Thing, x: number, y: number, reach: number): boolean {
  const box = boxOf(thing);
  const width = reach + lineWidths[thing.size] / 2;
  if (!contains(box, x, y, width)) return false;
  if (thing.kind === 'stroke') return fromStroke(thing.points, x, y) <= width;
  if (thing.kind === 'line' || thing.kind === 'arrow') return fromSegment(x, y, ...thing.box) <= width;
  return true;
}

/** The uppermost thing at a place. */
export const thingAt = (things: readonly Placed<Thing>[], x: number, y: number, reach: number) =>
  things.findLast(({ value }) => hits(value, x, y, reach));

/** The same thing, elsewhere. */
export function moved<T extends Thing>(thing: T, dx: number, dy: number): T {
  const shift = (numbers: readonly number[]) => numbers.map((value, at) => unit(value + (at % 2 === 0 ? dx : dy)));
  if (thing.kind === 'stroke') return { ...thing, points: shift(thing.points) };
  if (thing.kind === 'text') return { ...thing, at: shift(thing.at) };
  return { ...thing, box: shift(thing.box) };
}

const stepsOfText: readonly Size[] = ['thin', 'medium', 'thick'];
const least = 100;

/** The same thing with its lower right corner pulled; its upper left corner stays. Letters grow and shrink in steps. */
export function resized<T extends Thing>(thing: T, dx: number, dy: number): T {
  const { left, top, right, bottom } = boxOf(thing);
  if (thing.kind === 'text') {
    const height = bottom - top;
    const share = (height + Math.max(dy, dx)) / height;
    const at = stepsOfText.indexOf(thing.size) + (share > 1.15 ? 1 : share < 0.87 ? -1 : 0);
    return { ...thing, size: stepsOfText[clamp(at, 0, 2)] ?? thing.size };
  }
  const width = Math.max(right - left, 1);
  const height = Math.max(bottom - top, 1);
  const shareX = Math.max(width + dx, Math.min(width, least)) / width;
  const shareY = Math.max(height + dy, Math.min(height, least)) / height;
  const scale = (numbers: readonly number[]) =>
    numbers.map((value, at) => unit(at % 2 === 0 ? left + (value - left) * shareX : top + (value - top) * shareY));
  return thing.kind === 'stroke' ? { ...thing, points: scale(thing.points) } : { ...thing, box: scale(thing.box) };
}
