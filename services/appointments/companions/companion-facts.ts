/** What a companion's mail is made of. Neither the guest nor what the companion is there for has a place in it. */
import { Language } from '@visavis/shared';
import * as v from 'valibot';

/** invite: first mail, with the link · move: another time, same link · cancel · advisor: another one, same time and link. */
export const companionMailKinds = ['invite', 'move', 'cancel', 'advisor'] as const;
export type CompanionMailKind = (typeof companionMailKinds)[number];

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Kept as JSON, sealed, in the outbox until it is sent. Moments in milliseconds since 1970. */
export const CompanionFacts = v.strictObject({
  kind: v.picklist(companionMailKinds),
  companion: v.string(),
  language: Language,
  startsAtMs: moment,
  durationMinutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  issuedAtMs: moment,
  to: v.strictObject({ name: v.string(), email: v.string() }),
  advisor: v.strictObject({ name: v.string() }),
  /** The whole link; null where no server knows it (drafts get the placeholder `{link}`), and in a cancellation. */
  joinLink: v.nullable(v.string()),
});
export type CompanionFacts = v.InferOutput<typeof CompanionFacts>;

/** One mail for all that is still unsaid: who has not been invited yet is invited, to the time that holds now. */
export function tellCompanion(newest: CompanionFacts, older: readonly CompanionFacts[]): CompanionFacts {
  if (newest.kind !== 'cancel' && older.some(({ kind }) => kind === 'invite')) return { ...newest, kind: 'invite' };
  if (newest.kind === 'advisor' && older.some(({ kind }) => kind === 'move')) return { ...newest, kind: 'move' };
  return newest;
}
