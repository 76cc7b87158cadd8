/** Puts a document into a mail: from whom, to whom, under which name, as text and as HTML. */
import { createHash } from 'node:crypto';
import type { MailDocument } from './document.ts';
import type { InvitationSettings, Mail } from './facts.ts';
import { oneLine } from './names.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** `<digest@host>`: says nothing of the appointment to the servers on the way, and comes out the same every time. */
function messageIdOf(settings: InvitationSettings, ...parts: (string | number)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return `<${digest}@${new URL(settings.publicUrl).hostname}>`;
}

/** To whom a mail goes, and when it was decided on: milliseconds since 1970. */
export type MailOccasion = Pick<Mail, 'language'> & {
  issuedAtMs: number;
  guest: { name: string; email: string };
};

/** All mails about the same thing (`about`, an id) make one thread. Pure: an equal occasion and document give an equal mail. */
export const mailOf = (
  about: string,
  { issuedAtMs, guest, language }: MailOccasion,
  document: MailDocument,
  settings: InvitationSettings,
): Omit<Mail, 'calendar'> => ({
  messageId: messageIdOf(settings, about, issuedAtMs),
  threadId: messageIdOf(settings, about),
  dateMs: issuedAtMs,
  from: { name: oneLine(settings.from.name), address: settings.from.address },
  replyTo: settings.replyTo,
  to: { name: oneLine(guest.name), address: guest.email },
  language,
  subject: oneLine(document.subject),
  text: renderText(document),
  html: renderHtml(document),
});
