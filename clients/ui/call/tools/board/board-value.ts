/** What can lie on a board: the kinds of things, and how much of everything there may be. Parsed strictly: the other side may be anybody. */
import * as v from 'valibot';

/** Coordinates are whole units of the sheet; an empty sheet measures 16,000 by 10,000. */
export const freshSheet = { width: 16_000, height: 10_000 } as const;

/**
 * A board that holds more than `own` takes no more from this side; `accepted` is what is taken from the other, so that two who draw at once agree, also
 * while what one of them removed is still on its way (24,000 of theirs and 8,000 of ours). What is removed leaves its `entries` free, not its id.
 */
export const limits = {
  own: { entries: 8_000, ids: 24_000, points: 300_000 },
  accepted: { entries: 32_000, ids: 48_000, points: 600_000 },
  pointsOfStroke: 2_000,
  textLength: 500,
  sheets: 30,
  picture: { bytes: 3_000_000, edge: 4_096 },
  pictures: { bytes: 60_000_000 },
} as const;

export const inks = ['black', 'blue', 'red', 'green', 'marker'] as const;
export const sizes = ['thin', 'medium', 'thick'] as const;
export const shapeKinds = ['line', 'arrow', 'rectangle', 'ellipse'] as const;
export type Ink = (typeof inks)[number];
export type Size = (typeof sizes)[number];
export type ShapeKind = (typeof shapeKinds)[number];

const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));
const farthest = 40_000;
const Unit = whole(-farthest, farthest);
const isUnit = (value: unknown): boolean => Number.isInteger(value) && Math.abs(Number(value)) <= farthest;

/** Whose page made it (`a`dvisor, `g`uest, `c`ompanion, then chance), and the count of things made there. */
const author = '[agc][a-z0-9]{8}';
export const Author = v.pipe(v.string(), v.regex(new RegExp(`^${author}$`)));
/** `first` is the sheet that is there from the beginning, `shown` tells which one both look at. */
export const EntryId = v.pipe(v.string(), v.regex(new RegExp(`^(?:first|shown|${author}-[a-z0-9]{1,6})$`)));

/** Everything but control characters and marks that turn the direction of writing; lines may break. */
export const plainText = /^(?:\n|[^\p{Cc}\p{Bidi_Control}])*$/u;
const Words = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most), v.regex(plainText));

/** Alternating x and y; in one check, because there are many. */
const Points = v.custom<number[]>(
  (value) =>
    Array.isArray(value) &&
    value.length >= 2 &&
    value.length <= limits.pointsOfStroke * 2 &&
    value.length % 2 === 0 &&
    value.every(isUnit),
);

/** A picture by its SHA-256; its bytes travel apart. */
const Picture = v.strictObject({
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  type: v.picklist(['image/png', 'image/jpeg']),
  bytes: whole(1, limits.picture.bytes),
  width: whole(1, limits.picture.edge),
  height: whole(1, limits.picture.edge),
});
export type Picture = v.InferOutput<typeof Picture>;

/** `born` orders things: what came later lies above, and a moved thing keeps its height. */
const born = whole(0, 1e12);
const onSheet = { born, sheet: EntryId, ink: v.picklist(inks), size: v.picklist(sizes) };

const Sheet = v.strictObject({
  kind: v.literal('sheet'),
  born,
  width: whole(1_000, 20_000),
  height: whole(1_000, 20_000),
  name: v.optional(Words(120)),
  picture: v.optional(Picture),
});
const Shown = v.strictObject({ kind: v.literal('shown'), born, sheet: EntryId });
const Stroke = v.strictObject({ kind: v.literal('stroke'), ...onSheet, points: Points });
const Shape = v.strictObject({ kind: v.picklist(shapeKinds), ...onSheet, box: v.tuple([Unit, Unit, Unit, Unit]) });
const Text = v.strictObject({
  kind: v.literal('text'),
  ...onSheet,
  at: v.tuple([Unit, Unit]),
  text: Words(limits.textLength),
});

export const Value = v.union([Sheet, Shown, Stroke, Shape, Text]);
export type Value = v.InferOutput<typeof Value>;
export type Sheet = v.InferOutput<typeof Sheet>;
export type Stroke = v.InferOutput<typeof Stroke>;
export type Shape = v.InferOutput<typeof Shape>;
export type Text = v.InferOutput<typeof Text>;
/** What lies on a sheet. */
export type Thing = Stroke | Shape | Text;

/** The newest word on one id: a value, or null once it is removed. `n` and `by` decide which word is newer. */
export const Entry = v.strictObject({
  id: EntryId,
  n: whole(1, 1e12),
  by: Author,
  value: v.nullable(Value),
});
export type Entry = v.InferOutput<typeof Entry>;

export const isThing = (value: Value | null | undefined): value is Thing =>
  !!value && value.kind !== 'sheet' && value.kind !== 'shown';

/** How many points a value costs. */
export const weightOf = (value: Value | null | undefined): number =>
  value?.kind === 'stroke' ? value.points.length / 2 : 0;
