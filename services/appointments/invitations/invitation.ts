/** Makes the mail of an appointment, for the service to send or for the advisor to send by hand. */
import type { MailDraft } from '@visavis/shared';
import { calendarOf } from './calendar.ts';
import { documentOf } from './document.ts';
import type { CalendarPart, InvitationFacts, InvitationSettings, Mail } from './facts.ts';
import { mailOf } from './mail-of.ts';
import { oneLine } from './names.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { inPersonTextsFor } from './texts/in-person.ts';
import { textsFor } from './texts/index.ts';

/**
 * Composes the mail that the service sends. Pure: equal facts give an equal mail.
 * @throws {RangeError} when a link is needed and not known
 */
export function composeInvitation(
  facts: InvitationFacts,
  settings: InvitationSettings,
): Mail & { calendar: CalendarPart } {
  if (facts.joinLink === null && facts.place === null && facts.kind !== 'cancel')
    throw new RangeError('an invitation without a join link');
  return {
    ...mailOf(facts.appointment, facts, documentOf(facts, settings), settings),
    calendar: {
      method: facts.kind === 'cancel' ? 'CANCEL' : 'REQUEST',
      fileName: (facts.place === null ? textsFor : inPersonTextsFor)(facts.language).calendar.fileName,
      content: calendarOf(facts, settings, 'mail'),
    },
  };
}

/**
 * Composes what an advisor sends by hand. Where `facts.joinLink` is null, text, HTML and calendar hold the placeholder
 * `{link}`, which the browser fills in (`fillDraft` of `shared`).
 */
export function draft(facts: InvitationFacts, settings: InvitationSettings): MailDraft {
  const document = documentOf(facts, settings);
  return {
    to: facts.guest.email,
    subject: oneLine(document.subject),
    text: renderText(document),
    html: renderHtml(document),
    calendar: calendarOf(facts, settings, 'file'),
  };
}
