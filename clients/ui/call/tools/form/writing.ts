/** What pdf.js is told to write: the value of every field that was filled in, and each signature as lines in its place. */
import { type Field, fitting, type Place } from './field.ts';
import { type Form, filledIn, signatureIn } from './form.ts';
import type { FieldValue, Signature } from './form-value.ts';

/** By annotation. */
export type ValueEntries = Map<string, string | string[] | boolean>;

function written(field: Field, place: Place, value: FieldValue): string | string[] | boolean {
  if (field.kind === 'check' || field.kind === 'radio') return value === place.state;
  return value;
}

/** Of all fields that somebody filled in; the others keep what the file holds. */
export function valueEntries(fields: readonly Field[], form: Form): ValueEntries {
  const entries: ValueEntries = new Map();
  for (const field of fields) {
    const filled = field.isReadOnly || field.kind === 'signature' ? undefined : filledIn(form, field.name);
    if (filled === undefined) continue;
    const value = fitting(field, filled);
    for (const place of field.places) entries.set(place.id, written(field, place, value));
  }
  return entries;
}

/** A page of the file. */
export interface PaperPage {
  /** Of the page in degrees, clockwise. */
  rotation: number;
  /** From the page held upright to the file's own coordinates. */
  toPoint(x: number, y: number): number[];
}

/** pdf.js's names for what it writes by itself: `AnnotationEditorPrefix`, and kinds of `AnnotationEditorType`. */
const prefix = 'pdfjs_internal_editor_';
const kinds = { freeText: 3, signature: 101 } as const;

/** The date under a signature, in points; no more than a quarter of the field. */
export const dateHeight = (height: number): number => Math.min(10, height / 4);

/** Where the lines of a signature lie in its field: as large as there is room above the date, on the left. */
export function linesAt({ rect }: Place, { width, height }: Signature): { x: number; y: number; scale: number } {
  const room = rect.height - dateHeight(rect.height);
  const scale = Math.min(rect.width / width, room / height);
  return { x: rect.x, y: rect.y + (room - height * scale) / 2, scale };
}

function box(page: PaperPage, x: number, y: number, width: number, height: number): number[] {
  const [x1 = 0, y1 = 0] = page.toPoint(x, y);
  const [x2 = 0, y2 = 0] = page.toPoint(x + width, y + height);
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

/** As pdf.js takes lines: six numbers a point, four of them empty where the way is straight. */
function lineOf(stroke: readonly number[], to: (x: number, y: number) => number[]): number[] {
  const line: number[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2) {
    const [x = 0, y = 0] = to(stroke[at] ?? 0, stroke[at + 1] ?? 0);
    line.push(Number.NaN, Number.NaN, Number.NaN, Number.NaN, x, y);
  }
  return line;
}

function entriesOf(place: Place, signature: Signature, page: PaperPage): object[] {
  const { x, y, scale } = linesAt(place, signature);
  const { rect } = place;
  const common = { pageIndex: place.page, structTreeParentId: null };
  const to = (across: number, down: number) => page.toPoint(x + across * scale, y + down * scale);
  const date = dateHeight(rect.height);
  return [
    {
      ...common,
      annotationType: kinds.signature,
      isSignature: true,
      areContours: false,
      color: [0, 0, 60],
      thickness: signature.thickness * scale,
      lines: signature.strokes.map((stroke) => lineOf(stroke, to)),
      rect: box(page, rect.x, rect.y, rect.width, rect.height - date),
      rotation: 0,
    },
    {
      ...common,
      annotationType: kinds.freeText,
      color: [0, 0, 0],
      fontSize: date * 0.75,
      value: signature.on,
      rect: box(page, rect.x, rect.y + rect.height - date, rect.width, date),
      rotation: (360 - page.rotation) % 360,
    },
  ];
}

/** Every signature that stands, in every place of its field. */
export function signatureEntries(
  fields: readonly Field[],
  form: Form,
  pageOf: (index: number) => PaperPage,
): Map<string, object> {
  const all = fields.flatMap((field) => {
    const signed = field.kind === 'signature' ? signatureIn(form, field.name) : undefined;
    return signed ? field.places.flatMap((place) => entriesOf(place, signed.signature, pageOf(place.page))) : [];
  });
  return new Map(all.map((entry, at) => [`${prefix}${at}`, entry]));
}
