/** Draws what lies over a sheet and does not belong to it: strokes on their way, the chosen thing, the cross, the other's pointer. */
import type { Thing } from './board-value.ts';
import { boxOf } from './geometry.ts';
import { type Gesture, type Place, preview } from './gesture.ts';
import { boardFont, paintStroke, paintThing } from './paint.ts';
import type { Passing } from './passing.ts';

export interface Overlay {
  sheet: string;
  gesture: Gesture;
  passing: Passing;
  selected: Thing | undefined;
  /** Shown while the keyboard draws. */
  cross: Place | undefined;
  peerName: string;
  /** Units of the sheet for one CSS pixel. */
  pixel: number;
}

const strong = '#0b5a5c';
const pointing = '#a32f26';

/** A line that is seen on every ground: dark on white. */
function twice(pen: CanvasRenderingContext2D, pixel: number, draw: () => void): void {
  for (const [colour, width] of [
    ['#ffffff', 4],
    [strong, 2],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * pixel;
    pen.beginPath();
    draw();
    pen.stroke();
  }
}

function paintSelected(pen: CanvasRenderingContext2D, thing: Thing, pixel: number): void {
  const { left, top, right, bottom } = boxOf(thing);
  const gap = 8 * pixel;
  twice(pen, pixel, () => pen.rect(left - gap, top - gap, right - left + gap * 2, bottom - top + gap * 2));
  pen.fillStyle = strong;
  pen.beginPath();
  pen.arc(right, bottom, 8 * pixel, 0, Math.PI * 2);
  pen.fill();
}

function paintCross(pen: CanvasRenderingContext2D, { x, y }: Place, pixel: number): void {
  const arm = 18 * pixel;
  twice(pen, pixel, () => {
    pen.moveTo(x - arm, y);
    pen.lineTo(x + arm, y);
    pen.moveTo(x, y - arm);
    pen.lineTo(x, y + arm);
  });
}

/** A dot with a ring and whose it is. */
function paintPointer(pen: CanvasRenderingContext2D, { x, y }: Place, name: string, pixel: number): void {
  pen.fillStyle = pointing;
  pen.beginPath();
  pen.arc(x, y, 9 * pixel, 0, Math.PI * 2);
  pen.fill();
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = 3 * pixel;
  pen.stroke();
  pen.font = `650 ${16 * pixel}px ${boardFont}`;
  pen.textBaseline = 'middle';
  const width = pen.measureText(name).width;
  pen.fillRect(x + 14 * pixel, y + 6 * pixel, width + 16 * pixel, 28 * pixel);
  pen.fillStyle = '#ffffff';
  pen.fillText(name, x + 22 * pixel, y + 21 * pixel);
}

/** In units of the sheet, over everything else. */
export function paintOverlay(pen: CanvasRenderingContext2D, overlay: Overlay): void {
  const { gesture, passing, pixel, sheet } = overlay;
  for (const stroke of passing.strokes.values()) {
    if (stroke.sheet === sheet && stroke.points.length > 0)
      paintLight(pen, stroke.ink === 'marker', () => paintStroke(pen, stroke));
  }
  if (gesture.phase === 'stroke' || gesture.phase === 'shape') {
    for (const { value } of preview(gesture)) {
      if (value && value.kind !== 'sheet' && value.kind !== 'shown') {
        paintLight(pen, value.ink === 'marker', () => paintThing(pen, value));
      }
    }
  }
  pen.globalCompositeOperation = 'source-over';
  if (overlay.selected) paintSelected(pen, overlay.selected, pixel);
  if (overlay.cross) paintCross(pen, overlay.cross, pixel);
  if (passing.pointer?.sheet === sheet) paintPointer(pen, passing.pointer, overlay.peerName, pixel);
}

/** Over a transparent ground nothing can be multiplied: until it lies on the sheet, a marker is see-through. */
function paintLight(pen: CanvasRenderingContext2D, isMarker: boolean, paint: () => void): void {
  pen.globalAlpha = isMarker ? 0.6 : 1;
  paint();
  pen.globalAlpha = 1;
}
