/** What the notice of a letter is made of. It says that there is one and where to read it; what it says stays on the page. */
import { Language } from '@visavis/shared';
import * as v from 'valibot';

/** Kept as JSON, sealed, in the outbox until it is sent. */
export const LetterFacts = v.strictObject({
  kind: v.literal('letter'),
  /** The letter's own id. */
  letter: v.string(),
  /** Id of the appointment or request, so that mail programs show its mails together. */
  about: v.string(),
  language: Language,
  /** The time of the appointment or request, milliseconds since 1970. */
  startsAtMs: v.number(),
  issuedAtMs: v.number(),
  guest: v.strictObject({ name: v.string(), email: v.string() }),
  advisor: v.strictObject({ name: v.string() }),
  /** Where the guest reads it; null where no server knows the link: then it is the one of the invitation. */
  link: v.nullable(v.string()),
});
export type LetterFacts = v.InferOutput<typeof LetterFacts>;
