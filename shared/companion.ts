/** The companion of a conversation: a relative, a carer or an interpreter, let in by a link of their own (PRODUCT.md "The people"). */
import * as v from 'valibot';
import { email, Language, text } from './api-parts.ts';
import { CompanionKind, LinkSecret } from './ids.ts';

/**
 * `POST /api/v1/appointments/:id/companion`. With `email` the service mails the link, unless the advisor's browser makes its
 * secret (`linkSecret: "browser"`). `language` is that of the mail; the appointment's without.
 */
export const NewCompanion = v.strictObject({
  name: text(120),
  kind: CompanionKind,
  language: v.optional(Language),
  email: v.optional(email),
  linkSecret: v.optional(v.picklist(['service', 'browser'])),
});
export type NewCompanion = v.InferOutput<typeof NewCompanion>;

/** What became of the latest mail; `none` where the service sends none. */
export const MailStatus = v.picklist(['none', 'queued', 'sent', 'failed']);

/** A companion as the appointment's advisor sees them. Times are ISO 8601. */
export const Companion = v.object({
  name: v.string(),
  kind: CompanionKind,
  language: Language,
  email: v.nullable(v.string()),
  linkSecret: v.picklist(['service', 'browser']),
  mailStatus: MailStatus,
  invitedAt: v.string(),
  admittedAt: v.nullable(v.string()),
});
export type Companion = v.InferOutput<typeof Companion>;

/** Whom the advisor's page expects as the third person; `linkSecret` is null where the advisor's browser made it. */
export const ExpectedCompanion = v.object({
  name: v.string(),
  kind: CompanionKind,
  linkSecret: v.nullable(LinkSecret),
});
export type ExpectedCompanion = v.InferOutput<typeof ExpectedCompanion>;
