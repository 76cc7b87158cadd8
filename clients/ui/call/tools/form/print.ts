/** Draws words as lines for letters that no font of a form has: what pdf.js cannot write into a field is seen all the same. */
import { runsOf } from './lettering.ts';

/** Where words go, in points; `size` of their letters, 0 where the form leaves it open. */
export interface Space {
  width: number;
  height: number;
  size: number;
  isMultiLine: boolean;
}

/** Lines in points from the upper left corner of the space. */
export interface Printed {
  strokes: number[][];
  thickness: number;
}

export type Print = (text: string, space: Space) => Printed | undefined;

/** Everything that Windows-1252 has, in which fonts of forms are encoded (ISO 32000-2, annex D). */
const common = /^[\n\x20-\x7e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/u;

export const isCommon = (text: string): boolean => common.test(text);

/** Dots a point: sharp enough to be printed. */
const dots = 4;
const padding = 2;

function wrapped(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && pen.measureText(longer).width > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });
}

/** Puts words on the canvas as a field would show them. */
function write(pen: CanvasRenderingContext2D, text: string, { width, height, size, isMultiLine }: Space): void {
  const room = (width - 2 * padding) * dots;
  let letters = (size || Math.min(12, height * 0.66)) * dots;
  const font = () => {
    pen.font = `${letters}px Helvetica, Arial, sans-serif`;
  };
  font();
  const wide = pen.measureText(text).width;
  if (!isMultiLine && wide > room) letters *= room / wide;
  font();
  pen.textBaseline = isMultiLine ? 'top' : 'middle';
  const lines = isMultiLine ? wrapped(pen, text, room) : [text];
  const top = isMultiLine ? padding * dots : (height * dots) / 2;
  for (const [at, line] of lines.entries()) pen.fillText(line, padding * dots, top + at * letters * 1.2);
}

/** By the fonts of this device, which have letters of every script that its person writes. */
export const print: Print = (text, space) => {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(space.width * dots);
  canvas.height = Math.ceil(space.height * dots);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return undefined;
  write(pen, text, space);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const opacity = Array.from({ length: canvas.width * canvas.height }, (_, at) => data[at * 4 + 3] ?? 0);
  const strokes = runsOf(opacity, canvas.width).map((run) => run.map((place) => (place + 0.5) / dots));
  return { strokes, thickness: 1 / dots };
};
