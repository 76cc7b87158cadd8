/** What two pages tell each other when the sound of their conversation moves to an ordinary telephone call, or back. */
import * as v from 'valibot';

/** As people write them; nothing else is ever shown as a number, or dialled. */
export const TelephoneNumber = v.pipe(v.string(), v.trim(), v.regex(/^\+?[0-9][0-9 ()/.-]{4,30}$/));

/**
 * Where the sound goes: through the `browser`s, over the `telephone`, or still through the browsers while somebody has
 * `asked` for the other.
 */
export const soundWays = ['browser', 'asked', 'telephone'] as const;
export type SoundWay = (typeof soundWays)[number];

/** One word of somebody; the one with the higher `turn` counts, of two with the same the advisor's. */
export const TelephoneWord = v.strictObject({
  turn: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  way: v.picklist(soundWays),
  by: v.picklist(['advisor', 'guest', 'companion']),
});
export type TelephoneWord = v.InferOutput<typeof TelephoneWord>;

/** `number`: typed by the guest, for the advisor. `isKnown`: the advisor has one already; it is never said back. */
export const TelephoneHint = v.strictObject({
  kind: v.literal('telephone'),
  word: TelephoneWord,
  number: v.optional(TelephoneNumber),
  isKnown: v.optional(v.boolean()),
});
export type TelephoneHint = v.InferOutput<typeof TelephoneHint>;
