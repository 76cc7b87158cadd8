/** Makes the notice of a letter: "you have a message", and the way to the page. No word of the letter is in it. */
import type { MailDocument } from '../invitations/document.ts';
import type { InvitationSettings, Mail } from '../invitations/facts.ts';
import { mailOf } from '../invitations/mail-of.ts';
import { dialled, inSentence } from '../invitations/names.ts';
import { textsFor } from '../invitations/texts/index.ts';
import type { LetterFacts } from './letter-facts.ts';
import { german } from './texts/de.ts';
import { english } from './texts/en.ts';
import type { LetterTexts } from './texts/text.ts';

const languages = { de: german, en: english } as const satisfies Record<LetterFacts['language'], LetterTexts>;

/** Everything the notice says. */
export function letterDocument(facts: LetterFacts, settings: InvitationSettings): MailDocument {
  const texts = languages[facts.language];
  const common = textsFor(facts.language);
  const { organisation, publicUrl, timeZone } = settings;
  const { phone } = organisation;
  const { day, time } = common.when(facts.startsAtMs, timeZone);
  return {
    language: facts.language,
    subject: texts.subject,
    title: texts.title,
    greeting: common.greeting(inSentence(facts.guest.name)),
    blocks: [
      { kind: 'paragraph', text: texts.opening(inSentence(facts.advisor.name)) },
      { kind: 'facts', rows: [{ label: texts.about, lines: [day, time], kind: 'plain' }] },
      facts.link === null
        ? { kind: 'paragraph', text: texts.ownLink }
        : { kind: 'button', label: texts.button, href: facts.link, before: texts.orLink },
      { kind: 'quiet', text: texts.why },
      { kind: 'call', sentences: [texts.call(phone)], shown: phone, href: `tel:${dialled(phone)}` },
    ],
    footer: {
      organisation: inSentence(organisation.name),
      phone: `${common.labels.phone}: ${phone}`,
      links: [
        { label: common.terms, href: `${publicUrl}/terms` },
        { label: common.privacyNotice, href: `${publicUrl}/privacy` },
      ],
    },
  };
}

/** Composes the mail that the service sends. Pure: equal facts give an equal mail. */
export const composeLetterMail = (facts: LetterFacts, settings: InvitationSettings): Mail => ({
  ...mailOf(facts.about, facts, letterDocument(facts, settings), settings),
  calendar: null,
});
