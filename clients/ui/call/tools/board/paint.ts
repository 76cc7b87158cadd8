/** Draws a sheet: the same hand for the screen and for what is saved. In units of the sheet; the caller sets the scale. */
import type { Placed } from './board.ts';
import type { Ink, Shape, Sheet, Text, Thing } from './board-value.ts';
import { letterHeights, lineHeight } from './geometry.ts';
import type { PassingStroke } from './passing.ts';
import { strokeOutline, widthOf } from './stroke-outline.ts';

/** Paper stays white by day and by night, so that both see the same colours; all but the marker have 4.5:1 on it. */
export const inkColours: Record<Ink, string> = {
  black: '#182a2c',
  blue: '#1c4fb0',
  red: '#a32f26',
  green: '#1f6b3a',
  marker: '#ffe14d',
};
const paper = '#ffffff';
export const boardFont = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif';

/** Where a marker goes, what lies below is still read. */
const blend = (pen: CanvasRenderingContext2D, ink: Ink): void => {
  pen.globalCompositeOperation = ink === 'marker' ? 'multiply' : 'source-over';
};

type Inked = Pick<PassingStroke, 'ink' | 'size' | 'points'>;

/** A stroke, finished or on its way. */
export function paintStroke(pen: CanvasRenderingContext2D, stroke: Inked): void {
  blend(pen, stroke.ink);
  pen.fillStyle = inkColours[stroke.ink];
  pen.fill(strokeOutline(stroke));
}

function arrowHead(pen: CanvasRenderingContext2D, [x1, y1, x2, y2]: Shape['box'], width: number): void {
  const length = Math.min(Math.hypot(x2 - x1, y2 - y1) / 2, 300 + width * 3);
  const angle = Math.atan2(y2 - y1, x2 - x1);
  for (const turn of [-0.45, 0.45]) {
    pen.moveTo(x2 - length * Math.cos(angle + turn), y2 - length * Math.sin(angle + turn));
    pen.lineTo(x2, y2);
  }
}

function paintShape(pen: CanvasRenderingContext2D, shape: Shape): void {
  const [x1, y1, x2, y2] = shape.box;
  blend(pen, shape.ink);
  pen.strokeStyle = inkColours[shape.ink];
  pen.lineWidth = widthOf(shape);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  if (shape.kind === 'rectangle') pen.rect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
  else if (shape.kind === 'ellipse') {
    pen.ellipse((x1 + x2) / 2, (y1 + y2) / 2, Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2, 0, 0, Math.PI * 2);
  } else {
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    if (shape.kind === 'arrow') arrowHead(pen, shape.box, pen.lineWidth);
  }
  pen.stroke();
}

function paintText(pen: CanvasRenderingContext2D, { ink, size, at, text }: Text): void {
  const height = letterHeights[size];
  blend(pen, 'black');
  pen.font = `500 ${height}px ${boardFont}`;
  pen.textBaseline = 'top';
  text.split('\n').forEach((line, row) => {
    const y = at[1] + row * height * lineHeight;
    if (ink === 'marker') {
      // Letters in yellow are not read on white: dark ones on a yellow ground.
      pen.fillStyle = inkColours.marker;
      pen.fillRect(at[0] - height / 6, y - height / 8, pen.measureText(line).width + height / 3, height * lineHeight);
    }
    pen.fillStyle = inkColours[ink === 'marker' ? 'black' : ink];
    pen.fillText(line, at[0], y);
  });
}

export function paintThing(pen: CanvasRenderingContext2D, thing: Thing): void {
  if (thing.kind === 'stroke') paintStroke(pen, thing);
  else if (thing.kind === 'text') paintText(pen, thing);
  else paintShape(pen, thing);
}

/** Paper, the picture on it where it has come, and everything that lies there. */
export function paintSheet(
  pen: CanvasRenderingContext2D,
  sheet: Sheet,
  picture: ImageBitmap | undefined,
  things: readonly Placed<Thing>[],
): void {
  pen.save();
  pen.globalCompositeOperation = 'source-over';
  pen.fillStyle = paper;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.beginPath();
  pen.rect(0, 0, sheet.width, sheet.height);
  pen.clip();
  pen.imageSmoothingQuality = 'high';
  // One that was closed since has no width; the next one is on its way.
  if (picture && picture.width > 0) pen.drawImage(picture, 0, 0, sheet.width, sheet.height);
  for (const { value } of things) paintThing(pen, value);
  pen.restore();
}
