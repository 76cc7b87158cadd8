/** What pdf.js is told to write: the value of every field that was filled in, and each signature as lines in its place. */
import { type Field, fitting, type Place } from './field.ts';
import { type Form, filledIn, signatureIn } from './form.ts';
import type { FieldValue, Signature } from './form-value.ts';
import { isCommon, type Print } from './print.ts';

/** What pdf.js writes as the value of an annotation, and what it draws there when that is something else. */
export interface ValueEntry {
  value: string | string[] | boolean;
  formattedValue: string;
}

/** Draws nothing: what no font of the form can show is drawn as lines. */
const nothing = ' ';

/** The words that are seen in a field, where they are words. */
function wordsIn(field: Field, value: FieldValue): string {
  if ((field.kind !== 'text' && field.kind !== 'choice') || typeof value !== 'string') return '';
  return field.options.find((option) => option.value === value)?.label ?? value;
}

interface Filled {
  field: Field;
  value: FieldValue;
  /** Set when the form has no letters for them. */
  foreign: string | undefined;
}

/** All fields that somebody filled in; the others keep what the file holds. */
function filledFields(fields: readonly Field[], form: Form): Filled[] {
  return fields.flatMap((field): Filled[] => {
    const filled = field.isReadOnly || field.kind === 'signature' ? undefined : filledIn(form, field.name);
    if (filled === undefined) return [];
    const value = fitting(field, filled);
    const words = wordsIn(field, value);
    return [{ field, value, foreign: isCommon(words) ? undefined : words }];
  });
}

/** By annotation. */
export function valueEntries(fields: readonly Field[], form: Form): Map<string, ValueEntry> {
  const entries = new Map<string, ValueEntry>();
  for (const { field, value, foreign } of filledFields(fields, form)) {
    const isTick = field.kind === 'check' || field.kind === 'radio';
    const formattedValue = foreign === undefined ? '' : nothing;
    for (const place of field.places)
      entries.set(place.id, { value: isTick ? value === place.state : value, formattedValue });
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

function linesEntry(
  place: Place,
  page: PaperPage,
  drawn: { lines: number[][]; color: number[]; thickness: number },
): object {
  const { x, y, width, height } = place.rect;
  return {
    pageIndex: place.page,
    structTreeParentId: null,
    annotationType: kinds.signature,
    isSignature: true,
    areContours: false,
    rect: box(page, x, y, width, height),
    rotation: 0,
    ...drawn,
  };
}

function signatureAt(place: Place, signature: Signature, page: PaperPage): object[] {
  const { x, y, scale } = linesAt(place, signature);
  const { rect } = place;
  const to = (across: number, down: number) => page.toPoint(x + across * scale, y + down * scale);
  const date = dateHeight(rect.height);
  const lines = signature.strokes.map((stroke) => lineOf(stroke, to));
  return [
    linesEntry(place, page, { lines, color: [0, 0, 60], thickness: signature.thickness * scale }),
    {
      pageIndex: place.page,
      structTreeParentId: null,
      annotationType: kinds.freeText,
      color: [0, 0, 0],
      fontSize: date * 0.75,
      value: signature.on,
      rect: box(page, rect.x, rect.y + rect.height - date, rect.width, date),
      rotation: (360 - page.rotation) % 360,
    },
  ];
}

function wordsAt(field: Field, place: Place, words: string, page: PaperPage, print: Print): object[] {
  const { x, y, width, height } = place.rect;
  const printed = print(words, { width, height, size: place.fontSize, isMultiLine: field.isMultiLine });
  if (!printed) return [];
  const to = (across: number, down: number) => page.toPoint(x + across, y + down);
  const lines = printed.strokes.map((stroke) => lineOf(stroke, to));
  return [linesEntry(place, page, { lines, color: [0, 0, 0], thickness: printed.thickness })];
}

/** Every signature that stands, in every place of its field, and words that no font of the form has, as lines. */
export function drawnEntries(
  fields: readonly Field[],
  form: Form,
  pageOf: (index: number) => PaperPage,
  print: Print,
): Map<string, object> {
  const words = filledFields(fields, form).flatMap(({ field, foreign }) =>
    foreign === undefined
      ? []
      : field.places.flatMap((place) => wordsAt(field, place, foreign, pageOf(place.page), print)),
  );
  const signatures = fields.flatMap((field) => {
    const signed = field.kind === 'signature' ? signatureIn(form, field.name) : undefined;
    return signed ? field.places.flatMap((place) => signatureAt(place, signed.signature, pageOf(place.page))) : [];
  });
  return new Map([...words, ...signatures].map((entry, at) => [`${prefix}${at}`, entry]));
}
