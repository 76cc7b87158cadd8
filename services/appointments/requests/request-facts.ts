/** What a mail about a request is made of. Neither service nor subject has a place in it: mails hold no health wording. */
import { DeclineReason, Language, RequestId } from '@visavis/shared';
import * as v from 'valibot';
import type { RequestMailKind } from './request-state.ts';

/** verify: is it yours? · link: where your link is · received: your wish is here · proposed: another time · declined · expired: nobody answered in time · withdrawn: by the guest. */
export const requestMailKinds = [
  ...(['verify', 'link', 'received', 'proposed', 'declined', 'expired', 'withdrawn'] as const),
] satisfies RequestMailKind[];

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Kept as JSON, sealed, in the outbox until it is sent. Moments in milliseconds since 1970. */
export const RequestFacts = v.strictObject({
  kind: v.picklist(requestMailKinds),
  request: RequestId,
  language: Language,
  /** The time that the mail is about. */
  startsAtMs: moment,
  /** The guest's own wish where an advisor has proposed another time; null otherwise. */
  wishedForMs: v.nullable(moment),
  /** Until when somebody must answer; null where nobody has to. */
  expiresAtMs: v.nullable(moment),
  issuedAtMs: moment,
  /** For `declined` only, where the advisor gave one. */
  reason: v.optional(DeclineReason),
  guest: v.strictObject({ name: v.string(), email: v.string() }),
  advisor: v.strictObject({ name: v.string() }),
  /** Where the guest sees and answers; null where the organisation has no such page: then the mail tells the telephone number. */
  link: v.nullable(v.string()),
});
export type RequestFacts = v.InferOutput<typeof RequestFacts>;
