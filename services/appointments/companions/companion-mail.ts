/** Makes the mails to a companion, in their language: that they are asked to be there, when, and the link. */
import { linkPlaceholder, type MailDraft } from '@visavis/shared';
import type { Block, FactRow, MailDocument } from '../invitations/document.ts';
import type { InvitationSettings, Mail } from '../invitations/facts.ts';
import { mailOf } from '../invitations/mail-of.ts';
import { dialled, inSentence, oneLine } from '../invitations/names.ts';
import { renderHtml } from '../invitations/render-html.ts';
import { renderText } from '../invitations/render-text.ts';
import { textsFor } from '../invitations/texts/index.ts';
import type { CompanionFacts } from './companion-facts.ts';
import { german } from './texts/de.ts';
import { english } from './texts/en.ts';
import type { CompanionTexts } from './texts/text.ts';

const languages = { de: german, en: english } as const satisfies Record<CompanionFacts['language'], CompanionTexts>;

function factRows(facts: CompanionFacts, settings: InvitationSettings): FactRow[] {
  const { labels, noLongerValid, minutes, when } = textsFor(facts.language);
  const { day, time } = when(facts.startsAtMs, settings.timeZone);
  const isCancelled = facts.kind === 'cancel';
  const withWhom = [inSentence(facts.advisor.name), inSentence(settings.organisation.name)];
  return [
    isCancelled
      ? { label: labels.when, lines: [day, time], kind: 'struck', note: noLongerValid }
      : { label: labels.when, lines: [day, time], kind: 'strong' },
    ...(isCancelled
      ? []
      : [{ label: labels.duration, lines: [minutes(facts.durationMinutes)], kind: 'plain' } satisfies FactRow]),
    { label: labels.withWhom, lines: withWhom, kind: 'plain' },
  ];
}

/** After the join link: the page begins with the test. */
const testMark = '.test';

function nextBlocks(facts: CompanionFacts, settings: InvitationSettings): Block[] {
  const texts = languages[facts.language];
  const { join, keepPrivate, test, asks, trouble } = textsFor(facts.language);
  const { phone } = settings.organisation;
  if (facts.kind === 'cancel') return [{ kind: 'paragraph', text: texts.nothingToDo }];
  const href = facts.joinLink ?? linkPlaceholder;
  return [
    { kind: 'heading', text: join.heading },
    { kind: 'button', label: texts.button, href, before: join.orLink },
    {
      kind: 'paragraph',
      text: [...(facts.kind === 'invite' ? [] : [join.sameLink]), texts.consent, keepPrivate].join(' '),
    },
    { kind: 'heading', text: test.heading },
    { kind: 'paragraph', text: test.text },
    { kind: 'link', label: test.link, href: `${href}${testMark}` },
    { kind: 'heading', text: asks.heading },
    { kind: 'list', items: asks.items },
    { kind: 'heading', text: trouble.heading },
    { kind: 'call', sentences: [trouble.call(phone)], shown: phone, href: `tel:${dialled(phone)}` },
    { kind: 'quiet', text: texts.privacy },
  ];
}

/** Everything the mail says. */
export function companionDocument(facts: CompanionFacts, settings: InvitationSettings): MailDocument {
  const texts = languages[facts.language];
  const common = textsFor(facts.language);
  const { organisation, publicUrl, timeZone } = settings;
  return {
    language: facts.language,
    subject: texts.subject[facts.kind](common.when(facts.startsAtMs, timeZone).short),
    title: texts.title[facts.kind],
    greeting: common.greeting(inSentence(facts.to.name)),
    blocks: [
      { kind: 'paragraph', text: texts.opening[facts.kind](inSentence(facts.advisor.name)) },
      { kind: 'facts', rows: factRows(facts, settings) },
      ...nextBlocks(facts, settings),
    ],
    footer: {
      organisation: inSentence(organisation.name),
      phone: `${common.labels.phone}: ${organisation.phone}`,
      links: [
        { label: common.terms, href: `${publicUrl}/terms` },
        { label: common.privacyNotice, href: `${publicUrl}/privacy` },
      ],
    },
  };
}

/**
 * Composes the mail that the service sends. Pure: equal facts give an equal mail.
 * @throws {RangeError} when a link is needed and not known
 */
export function composeCompanionMail(facts: CompanionFacts, settings: InvitationSettings): Mail {
  if (facts.joinLink === null && facts.kind !== 'cancel') throw new RangeError('an invitation without a join link');
  const occasion = { issuedAtMs: facts.issuedAtMs, language: facts.language, guest: facts.to };
  return { ...mailOf(facts.companion, occasion, companionDocument(facts, settings), settings), calendar: null };
}

/** What an advisor sends by hand; there is no calendar file. With the placeholder `{link}` where `facts.joinLink` is null. */
export function companionDraft(facts: CompanionFacts, settings: InvitationSettings): MailDraft {
  const document = companionDocument(facts, settings);
  return {
    to: facts.to.email,
    subject: oneLine(document.subject),
    text: renderText(document),
    html: renderHtml(document),
    calendar: '',
  };
}
