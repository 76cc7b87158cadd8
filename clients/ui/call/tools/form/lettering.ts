/** Makes lines for a signature out of letters or of what a hand drew: small enough to travel, without empty edges. */
import { limits, type Signature } from './form-value.ts';

type Lines = Pick<Signature, 'width' | 'height' | 'thickness' | 'strokes'>;

/** Letters as a hand writes them, from what systems bring along. */
const scripts = '"Segoe Script", "Bradley Hand", "Snell Roundhand", "Apple Chancery", "Brush Script MT", cursive';

/** Each row of dark pixels as lines from left to right; `opacity`: one byte a pixel, row by row. */
export function runsOf(opacity: ArrayLike<number>, width: number): number[][] {
  const runs: number[][] = [];
  let from = -1;
  for (let at = 0; at <= opacity.length; at++) {
    const x = at % width;
    const isDark = at < opacity.length && (opacity[at] ?? 0) > 110;
    if (from >= 0 && (!isDark || x === 0)) {
      const row = Math.floor(from / width);
      runs.push([from % width, row, at - 1 - row * width, row]);
      from = -1;
    }
    if (isDark && from < 0) from = at;
  }
  return runs;
}

/** Moves lines to the upper left corner and makes the sheet as small as they are; undefined when they are too many to travel. */
export function cropped(strokes: readonly (readonly number[])[], thickness: number): Lines | undefined {
  const all = strokes.flat();
  const { numbers, strokes: most, width, height } = limits.signature;
  if (all.length === 0 || all.length > numbers || strokes.length > most) return undefined;
  const across = all.filter((_, at) => at % 2 === 0);
  const down = all.filter((_, at) => at % 2 === 1);
  const least = (list: readonly number[]) => list.reduce((a, b) => Math.min(a, b));
  const edge = Math.ceil(thickness / 2) + 1;
  const [left, top] = [least(across) - edge, least(down) - edge];
  const right = -least(across.map((x) => -x)) + edge;
  const bottom = -least(down.map((y) => -y)) + edge;
  return {
    width: Math.min(width, Math.max(1, right - left)),
    height: Math.min(height, Math.max(1, bottom - top)),
    thickness,
    strokes: strokes.map((stroke) => stroke.map((place, at) => place - (at % 2 === 0 ? left : top))),
  };
}

function drawn(name: string, width: number, height: number): number[][] {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return [];
  const size = height * 0.55;
  pen.font = `italic ${size}px ${scripts}`;
  const wide = pen.measureText(name).width;
  if (wide > width - 12) pen.font = `italic ${(size * (width - 12)) / wide}px ${scripts}`;
  pen.textBaseline = 'middle';
  pen.fillText(name, 6, height / 2);
  const { data } = pen.getImageData(0, 0, width, height);
  return runsOf(
    Array.from({ length: width * height }, (_, at) => data[at * 4 + 3] ?? 0),
    width,
  );
}

/** A name in letters as a hand writes them; undefined for an empty one. Finer where there is room for it. */
export function lettered(name: string): Lines | undefined {
  if (name.trim() === '') return undefined;
  for (const height of [150, 120, 90, 60]) {
    const lines = cropped(drawn(name.trim(), height * 4, height), 1);
    if (lines) return lines;
  }
  return undefined;
}
