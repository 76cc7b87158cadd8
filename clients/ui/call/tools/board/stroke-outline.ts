/** The outline of a stroke that thins and swells like ink, by perfect-freehand; kept as long as the stroke itself. */
import { getStroke } from 'perfect-freehand';
import type { Ink, Size } from './board-value.ts';
import { lineWidths } from './geometry.ts';

export interface InkedLine {
  readonly points: readonly number[];
  readonly ink: Ink;
  readonly size: Size;
}

/** A marker is broad and even. */
export const widthOf = ({ ink, size }: Pick<InkedLine, 'ink' | 'size'>): number =>
  lineWidths[size] * (ink === 'marker' ? 4 : 1);

const outlines = new WeakMap<InkedLine, Path2D>();

function outlineOf(line: InkedLine): Path2D {
  const pairs: [number, number][] = [];
  for (let at = 0; at < line.points.length; at += 2) pairs.push([line.points[at] ?? 0, line.points[at + 1] ?? 0]);
  const corners = getStroke(pairs, {
    size: widthOf(line) * 1.25,
    thinning: line.ink === 'marker' ? 0 : 0.45,
    smoothing: 0.5,
    streamline: 0.35,
    last: true,
  });
  const path = new Path2D();
  corners.forEach(([x = 0, y = 0], at) => {
    const [nextX = x, nextY = y] = corners[(at + 1) % corners.length] ?? [];
    if (at === 0) path.moveTo((x + nextX) / 2, (y + nextY) / 2);
    else path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  });
  path.closePath();
  return path;
}

/** To be filled, in units of the sheet. */
export function strokeOutline(line: InkedLine): Path2D {
  const known = outlines.get(line);
  if (known) return known;
  const made = outlineOf(line);
  outlines.set(line, made);
  return made;
}
