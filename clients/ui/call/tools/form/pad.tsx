/** The sheet on which a person draws a signature with finger, pen or mouse. */
import { useRef } from 'preact/hooks';
import { limits } from './form-value.ts';
import { type Lines, SignatureDrawing } from './signature-lines.tsx';

const { width, height } = limits.signature;
const thickness = 9;
/** Kept free, so that no line is cut off. */
const edge = 10;
/** Nearer points add nothing that could be seen. */
const nearest = 3;

const within = (value: number, most: number): number => Math.round(Math.min(most - edge, Math.max(edge, value)));

export const linesOnPad = (strokes: number[][]): Lines => ({ width, height, thickness, strokes });

export interface PadProps {
  label: string;
  strokes: number[][];
  onStrokes: (strokes: number[][]) => void;
}

export function Pad({ label, strokes, onStrokes }: PadProps) {
  const drawing = useRef<number[][] | undefined>(undefined);
  /** Finger, pen or mouse that draws: a hand that rests on the glass beside it neither writes nor ends the line. */
  const pointer = useRef<number | undefined>(undefined);
  const placeOf = (event: PointerEvent & { currentTarget: HTMLElement }): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const across = ((event.clientX - box.left) / box.width) * width;
    return [within(across, width), within(((event.clientY - box.top) / box.height) * height, height)];
  };
  const end = ({ pointerId }: PointerEvent) => {
    if (pointerId === pointer.current) drawing.current = undefined;
  };
  return (
    <div
      class="form-pad"
      onPointerDown={(event) => {
        if (event.button !== 0 || !event.isPrimary || drawing.current) return;
        pointer.current = event.pointerId;
        event.currentTarget.setPointerCapture(event.pointerId);
        drawing.current = [...strokes, placeOf(event)];
        onStrokes(drawing.current);
      }}
      onPointerMove={(event) => {
        const stroke = drawing.current?.at(-1);
        if (!drawing.current || !stroke || event.pointerId !== pointer.current) return;
        const [x, y] = placeOf(event);
        if (Math.hypot(x - (stroke.at(-2) ?? 0), y - (stroke.at(-1) ?? 0)) < nearest) return;
        drawing.current = [...drawing.current.slice(0, -1), [...stroke, x, y]];
        onStrokes(drawing.current);
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <SignatureDrawing lines={linesOnPad(strokes)} label={label} />
    </div>
  );
}
