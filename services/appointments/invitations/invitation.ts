/** Makes the mail of an appointment, for the service to send or for the advisor to send by hand. */
import type { MailDraft } from '@visavis/shared';
import type { InvitationFacts, InvitationSettings, Mail } from './facts.ts';

/** Composes the mail that the service sends. Pure: equal facts give an equal mail. */
export declare function composeInvitation(facts: InvitationFacts, settings: InvitationSettings): Mail;

/**
 * Composes what an advisor sends by hand. Where `facts.joinLink` is null, text, HTML and calendar hold the placeholder
 * `{link}`, which the browser fills in (`fillDraft` of `shared`).
 */
export declare function draft(facts: InvitationFacts, settings: InvitationSettings): MailDraft;
