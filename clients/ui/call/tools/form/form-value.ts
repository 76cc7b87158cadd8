/** What the two sides say to each other about a form, and how much of everything. Parsed strictly: the other side may be anybody. */
import * as v from 'valibot';

/** What one side writes itself (`own`) and what it takes from the other: twice that, so that two who write at the limit agree. */
export const limits = {
  own: { words: 2_000, letters: 600_000 },
  accepted: { words: 4_000, letters: 1_200_000 },
  file: { bytes: 20_000_000, pages: 60, fields: 2_000, places: 8_000 },
  /** Runs of letters on a page among which a field's name is looked for. */
  runs: 10_000,
  fieldName: 400,
  text: 4_000,
  choices: 100,
  signature: { numbers: 12_000, strokes: 4_000, width: 1_000, height: 250 },
} as const;

const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

/** Letters of all scripts and line breaks; no control characters, no marks that turn the direction of writing. */
const plainText = /^(?:\n|[^\p{Cc}\p{Bidi_Control}])*$/u;
const Words = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(plainText));

/** `text` without what must not travel. */
export const plain = (text: string, most: number): string =>
  [...text.replace(/\r\n?/g, '\n')]
    .filter((letter) => plainText.test(letter))
    .join('')
    .slice(0, most);

/** Whose page wrote it (`a`dvisor or `g`uest, then chance): a new one for every page load. */
export const Author = v.pipe(v.string(), v.regex(/^[ag][a-z0-9]{8}$/));
const AdvisorPage = v.pipe(v.string(), v.regex(/^a[a-z0-9]{8}$/));
export const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A PDF by its SHA-256; its bytes travel apart. */
export const FormFile = v.strictObject({
  name: v.pipe(Words(120), v.minLength(1)),
  hash: Hash,
  bytes: whole(1, limits.file.bytes),
});
export type FormFile = v.InferOutput<typeof FormFile>;

const mostStamp = 1_000_000_000;

/** Which form lies open: the latest word of an advisor's page. `null`: none any more. */
export const FormRegister = v.strictObject({
  n: whole(1, mostStamp),
  by: AdvisorPage,
  file: v.nullable(FormFile),
});
export type FormRegister = v.InferOutput<typeof FormRegister>;

const { numbers, strokes, width, height } = limits.signature;
const isCoordinate = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= width;
const isStroke = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length >= 2 && value.length % 2 === 0 && value.every(isCoordinate);

/** Alternating x and y of each stroke; in one check, because there are many. */
const Strokes = v.custom<number[][]>(
  (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= strokes &&
    value.every(isStroke) &&
    value.reduce((sum, stroke) => sum + stroke.length, 0) <= numbers,
);

/** A simple electronic signature: lines on a sheet of `width` by `height`, however they were made, and what they stand under. */
export const Signature = v.strictObject({
  style: v.picklist(['drawn', 'typed']),
  width: whole(1, width),
  height: whole(1, height),
  /** Of the lines. */
  thickness: whole(1, 40),
  strokes: Strokes,
  /** When, in the words of the one who signed. */
  on: v.pipe(v.string(), v.regex(/^[\p{L}\p{N} .,:/-]{1,60}$/u)),
  /** Of everything that was filled in when it was signed: see `printOf`. */
  over: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
});
export type Signature = v.InferOutput<typeof Signature>;

const FieldName = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.fieldName));
const FieldValue = v.union([Words(limits.text), v.pipe(v.array(Words(limits.text)), v.maxLength(limits.choices))]);
/** One text, or those that were chosen from a list. */
export type FieldValue = v.InferOutput<typeof FieldValue>;

const stamp = { n: whole(1, mostStamp), by: Author };
/** The newest word on what stands in a field. */
const FieldWord = v.strictObject({ kind: v.literal('field'), field: FieldName, ...stamp, value: FieldValue });
/** The newest word of one person on their signature in a field; each writes only their own. */
const SignatureWord = v.strictObject({
  kind: v.literal('signature'),
  field: FieldName,
  ...stamp,
  value: v.nullable(Signature),
});
export const Word = v.variant('kind', [FieldWord, SignatureWord]);
export type Word = v.InferOutput<typeof Word>;

/** Roughly the letters that a word takes. */
export const weightOf = ({ value }: Word): number =>
  value === null ? 4 : typeof value === 'string' ? value.length : JSON.stringify(value).length;
