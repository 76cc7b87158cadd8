/** Makes the mails about a request: what they say, in the guest's language. There is no calendar file before there is an appointment. */

import type { Block, FactRow, MailDocument } from '../invitations/document.ts';
import type { InvitationSettings, Mail } from '../invitations/facts.ts';
import { mailOf } from '../invitations/mail-of.ts';
import { dialled, inSentence } from '../invitations/names.ts';
import { textsFor } from '../invitations/texts/index.ts';
import type { RequestFacts } from './request-facts.ts';
import { german } from './texts/de.ts';
import { english } from './texts/en.ts';
import type { RequestTexts } from './texts/text.ts';

const languages = { de: german, en: english } as const satisfies Record<RequestFacts['language'], RequestTexts>;

function factRows(facts: RequestFacts, timeZone: string): FactRow[] {
  const texts = languages[facts.language];
  const common = textsFor(facts.language);
  const when = (atMs: number) => {
    const { day, time } = common.when(atMs, timeZone);
    return [day, time];
  };
  const isOpen = facts.expiresAtMs !== null || facts.kind === 'link';
  const wish: FactRow[] =
    facts.wishedForMs === null
      ? []
      : [{ label: texts.labels.wished, lines: when(facts.wishedForMs), kind: 'struck', note: texts.notPossible }];
  const label = facts.wishedForMs === null ? texts.labels.wished : texts.labels.proposed;
  const time: FactRow = isOpen
    ? { label, lines: when(facts.startsAtMs), kind: 'strong' }
    : { label, lines: when(facts.startsAtMs), kind: 'struck', note: common.noLongerValid };
  return [...wish, time];
}

/** What follows: the page to answer on, or the telephone number. */
function nextBlocks(facts: RequestFacts, settings: InvitationSettings): Block[] {
  const texts = languages[facts.language];
  const { phone } = settings.organisation;
  const call = (sentence: string): Block => ({
    kind: 'call',
    sentences: [sentence],
    shown: phone,
    href: `tel:${dialled(phone)}`,
  });
  const { kind, link, expiresAtMs } = facts;
  if (kind === 'link') return linkBlocks(facts, texts);
  if (expiresAtMs === null || (kind !== 'verify' && kind !== 'received' && kind !== 'proposed')) {
    const rest: Block[] = kind === 'withdrawn' ? [{ kind: 'paragraph', text: texts.nothingToDo }] : [];
    return [...rest, call(texts.again(phone))];
  }
  const { day, time } = textsFor(facts.language).when(expiresAtMs, settings.timeZone);
  const byPhone = kind === 'proposed' ? texts.callToAccept(phone) : texts.callToCancel(phone);
  return [
    { kind: 'paragraph', text: texts.next[kind](`${day}, ${time}`) },
    link === null ? call(byPhone) : { kind: 'button', label: texts.button[kind], href: link, before: texts.orLink },
    ...(kind === 'proposed' ? [] : ([{ kind: 'quiet', text: texts.notMe }] as const)),
  ];
}

/** The link alone; whoever did not ask for it need not do anything. */
const linkBlocks = ({ link }: RequestFacts, texts: RequestTexts): Block[] =>
  link === null ? [] : [{ kind: 'button', label: texts.button.link, href: link, before: texts.orLink }];

/** Everything the mail says. */
export function requestDocument(facts: RequestFacts, settings: InvitationSettings): MailDocument {
  const texts = languages[facts.language];
  const common = textsFor(facts.language);
  const { organisation, publicUrl, timeZone } = settings;
  const isUnanswered = facts.kind === 'expired' && facts.wishedForMs !== null;
  const opening = isUnanswered ? texts.openingUnanswered : texts.opening[facts.kind](inSentence(facts.advisor.name));
  return {
    language: facts.language,
    subject: texts.subject[facts.kind](common.when(facts.startsAtMs, timeZone).short),
    title: texts.title[facts.kind],
    greeting: common.greeting(inSentence(facts.guest.name)),
    blocks: [
      { kind: 'paragraph', text: opening },
      ...(facts.reason ? ([{ kind: 'paragraph', text: texts.reasons[facts.reason] }] as const) : []),
      { kind: 'facts', rows: factRows(facts, timeZone) },
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

/** Composes the mail that the service sends. Pure: equal facts give an equal mail. */
export function composeRequestMail(facts: RequestFacts, settings: InvitationSettings): Mail {
  return { ...mailOf(facts.request, facts, requestDocument(facts, settings), settings), calendar: null };
}
