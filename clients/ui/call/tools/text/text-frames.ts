/** What two pages say to each other about text, over the lane of that name: schemas, and the one way in. */
import * as v from 'valibot';

export const textLimits = {
  /** Characters (UTF-16 units) of one message, and of a draft. */
  textLength: 2_000,
  /** Messages of both sides that can be written; `crossing` more may be on their way when that many are there. */
  entries: 2_000,
  crossing: 100,
  /** Page loads of both sides from which messages are kept. */
  sessions: 16,
  /** A letter waits no longer for others (RFC 4103 §5.2 asks for 300 at most, EN 301 549 §6.2 for 500 until it is read). */
  liveEveryMs: 200,
  /** How far the clocks of two pages may be apart. */
  clockMs: 300_000,
} as const;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(textLimits.entries));
const session = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{11}$/));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(textLimits.textLength));
const place = v.pipe(whole, v.maxValue(textLimits.textLength));

/** First on every line: who speaks, what they have of each page load, whether they write letter by letter. */
const Hello = v.strictObject({
  type: v.literal('hello'),
  session,
  have: v.pipe(v.array(v.strictTuple([session, count])), v.maxLength(textLimits.sessions)),
  live: v.boolean(),
});
/** A finished message: number `n` of the page load `session`, said at `at` (milliseconds of the pod's clock) by `seat`. */
const Said = v.strictObject({
  type: v.literal('said'),
  session,
  n: count,
  at: whole,
  seat: v.picklist(['advisor', 'guest']),
  text,
});
/** Everything of `session` up to `n` is here. */
const Ack = v.strictObject({ type: v.literal('ack'), session, n: count });
/** In the draft as told so far: at `from`, `cut` units go and `put` comes. */
const Draft = v.strictObject({
  type: v.literal('draft'),
  from: place,
  cut: place,
  put: v.pipe(v.string(), v.maxLength(textLimits.textLength)),
});
/** From now on, or no longer, letter by letter. What was told of a draft is gone. */
const Live = v.strictObject({ type: v.literal('live'), on: v.boolean() });

const Frame = v.variant('type', [Hello, Said, Ack, Draft, Live]);
export type TextFrame = v.InferOutput<typeof Frame>;

const mostBytes = 16_384;
const encoder = new TextEncoder();

export const frameBytes = (frame: TextFrame): Uint8Array<ArrayBuffer> => encoder.encode(JSON.stringify(frame));

/** Bytes of the other side become a frame here and nowhere else; undefined when they are none. */
export function parseFrame(bytes: Uint8Array): TextFrame | undefined {
  if (bytes.length > mostBytes) return undefined;
  try {
    const result = v.safeParse(Frame, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
