/** Small notices that one page gives the other, over the lane `hint`: the latest of each kind counts. */
import * as v from 'valibot';
import type { Bytes } from './hkdf.ts';
import { TelephoneHint } from './telephone-hint.ts';

/** Which tool the other person has before them; none: empty. */
const ToolHint = v.strictObject({ kind: v.literal('tool'), open: v.pipe(v.string(), v.regex(/^[a-z]{0,16}$/)) });

/** Of `causes.ts`: what the sender found out about the receiver's side, or has to say of its own. */
const CausesHint = v.strictObject({
  kind: v.literal('causes'),
  told: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/))), v.maxLength(32)),
});

/** Whether a voice comes out of the sender's loudspeaker: compared with what the receiver's microphone hears. */
const HeardHint = v.strictObject({ kind: v.literal('heard'), voice: v.boolean() });

/** The sender wants small pictures from both. */
const SavingHint = v.strictObject({ kind: v.literal('saving'), on: v.boolean() });

/** A further kind is a further schema here. */
const HintSchema = v.variant('kind', [ToolHint, CausesHint, HeardHint, SavingHint, TelephoneHint]);
export type Hint = v.InferOutput<typeof HintSchema>;

/** What the page opposite last said of each kind. */
export type Hints = { readonly [Kind in Hint['kind']]?: Extract<Hint, { kind: Kind }> };

/** Longer ones are nobody's notice. */
const mostBytes = 2_048;
const encoder = new TextEncoder();

export const hintBytes = (hint: Hint): Bytes => encoder.encode(JSON.stringify(hint));

/** Bytes of the other side become a hint here and nowhere else; undefined when they are none. */
export function parseHint(bytes: Bytes): Hint | undefined {
  if (bytes.length > mostBytes) return undefined;
  try {
    const result = v.safeParse(HintSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
