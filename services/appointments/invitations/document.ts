/** What an invitation says, as blocks in reading order; text and HTML are made from the same ones. */
import { linkPlaceholder } from '@visavis/shared';
import type { InvitationFacts, InvitationSettings } from './facts.ts';
import { dialled, inGroups, inSentence } from './names.ts';
import { inPersonTextsFor } from './texts/in-person.ts';
import { textsFor } from './texts/index.ts';

/** `digits` are read out one by one and never broken; `struck` no longer holds, and `note` says so in words. */
export interface FactRow {
  label: string;
  lines: readonly string[];
  kind: 'plain' | 'digits' | 'struck' | 'strong';
  note?: string;
}

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'facts'; rows: readonly FactRow[] }
  | { kind: 'button'; label: string; href: string; before: string }
  /** Another way in beside the button. */
  | { kind: 'link'; label: string; href: string }
  | { kind: 'list'; items: readonly string[] }
  /** Sentences of which one holds `shown`; there it may be dialled. */
  | { kind: 'call'; sentences: readonly string[]; shown: string; href: string }
  | { kind: 'quiet'; text: string };

export interface MailDocument {
  language: string;
  subject: string;
  title: string;
  greeting: string;
  blocks: readonly Block[];
  footer: { organisation: string; phone: string; links: readonly { label: string; href: string }[] };
}

function factRows(facts: InvitationFacts, settings: InvitationSettings): FactRow[] {
  const texts = textsFor(facts.language);
  const { labels } = texts;
  const when = (atMs: number) => {
    const { day, time } = texts.when(atMs, settings.timeZone);
    return [day, time];
  };
  const struck = { kind: 'struck', note: texts.noLongerValid } as const;
  const rows: FactRow[] = [];
  if (facts.kind === 'move' && facts.movedFromMs !== null) {
    rows.push({ label: labels.noLonger, lines: when(facts.movedFromMs), ...struck });
  }
  if (facts.kind === 'cancel') rows.push({ label: labels.when, lines: when(facts.startsAtMs), ...struck });
  else {
    rows.push({ label: labels.when, lines: when(facts.startsAtMs), kind: 'strong' });
    rows.push({ label: labels.duration, lines: [texts.minutes(facts.durationMinutes)], kind: 'plain' });
    if (facts.place !== null) {
      rows.push({ label: inPersonTextsFor(facts.language).where, lines: [inSentence(facts.place)], kind: 'strong' });
    }
  }
  const withWhom = [inSentence(facts.advisor.name), inSentence(settings.organisation.name)];
  rows.push({ label: labels.withWhom, lines: withWhom, kind: 'plain' });
  return rows;
}

function joinBlocks(facts: InvitationFacts): Block[] {
  const texts = textsFor(facts.language);
  const { code, join, labels } = texts;
  const number: FactRow = { label: labels.number, lines: [inGroups(facts.number)], kind: 'digits' };
  const rows = [number];
  const sentences = [
    ...(facts.kind === 'move' || facts.kind === 'advisor' ? [join.sameLink] : []),
    ...(facts.kind === 'code' ? [code.changed] : []),
  ];
  if (facts.code === 'separately')
    sentences.push(facts.kind === 'move' || facts.kind === 'advisor' ? code.unchanged : code.separately);
  else if (facts.dialInCode === null) sentences.push(code.unchanged);
  else {
    rows.push({ label: labels.code, lines: [inGroups(facts.dialInCode)], kind: 'digits' });
    sentences.push(code.inLink);
  }
  return [
    { kind: 'heading', text: join.heading },
    { kind: 'button', label: join.button, href: facts.joinLink ?? linkPlaceholder, before: join.orLink },
    { kind: 'facts', rows },
    { kind: 'paragraph', text: [...sentences, texts.keepPrivate].join(' ') },
  ];
}

/** After the join link: the page begins with the test, and the same link stays good for the conversation. */
const testMark = '.test';

function helpBlocks(facts: InvitationFacts, settings: InvitationSettings): Block[] {
  const { test, asks, trouble, privacy } = textsFor(facts.language);
  const { phone } = settings.organisation;
  const tel = `tel:${dialled(phone)}`;
  return [
    { kind: 'heading', text: test.heading },
    { kind: 'paragraph', text: test.text },
    { kind: 'link', label: test.link, href: `${facts.joinLink ?? linkPlaceholder}${testMark}` },
    { kind: 'heading', text: asks.heading },
    { kind: 'list', items: asks.items },
    { kind: 'heading', text: trouble.heading },
    {
      kind: 'call',
      sentences: [trouble.call(phone), trouble.number(inGroups(facts.number))],
      shown: phone,
      href: tel,
    },
    { kind: 'quiet', text: privacy(inSentence(facts.advisor.name)) },
  ];
}

/** How to come, and whom to call. */
function inPersonBlocks(facts: InvitationFacts, settings: InvitationSettings): Block[] {
  const { labels, trouble } = textsFor(facts.language);
  const { heading, come, trouble: above } = inPersonTextsFor(facts.language);
  const { phone } = settings.organisation;
  return [
    { kind: 'heading', text: heading },
    { kind: 'paragraph', text: come },
    { kind: 'facts', rows: [{ label: labels.number, lines: [inGroups(facts.number)], kind: 'digits' }] },
    { kind: 'heading', text: above },
    { kind: 'call', sentences: [trouble.call(phone)], shown: phone, href: `tel:${dialled(phone)}` },
  ];
}

function aheadBlocks(facts: InvitationFacts, settings: InvitationSettings): Block[] {
  if (facts.place !== null) return inPersonBlocks(facts, settings);
  return [...joinBlocks(facts), ...helpBlocks(facts, settings)];
}

function cancelledBlocks(facts: InvitationFacts, settings: InvitationSettings): Block[] {
  const { cancelled } = (facts.place === null ? textsFor : inPersonTextsFor)(facts.language);
  const { phone } = settings.organisation;
  return [
    { kind: 'paragraph', text: cancelled.removed },
    { kind: 'call', sentences: [cancelled.again(phone)], shown: phone, href: `tel:${dialled(phone)}` },
  ];
}

/** The organisation's own sentence, in the first mail alone. */
function welcomeBlocks({ kind, language }: InvitationFacts, { welcome }: InvitationSettings): Block[] {
  const text = welcome?.[language];
  return kind !== 'invite' || text === undefined ? [] : [{ kind: 'paragraph', text: inSentence(text) }];
}

/** Everything a mail says; what it must not say (the subject of the conversation) is not in the facts. */
export function documentOf(facts: InvitationFacts, settings: InvitationSettings): MailDocument {
  const texts = textsFor(facts.language);
  const words = facts.place === null ? texts : inPersonTextsFor(facts.language);
  const { organisation, publicUrl, timeZone } = settings;
  return {
    language: facts.language,
    subject: words.subject[facts.kind](texts.when(facts.startsAtMs, timeZone).short),
    title: words.title[facts.kind],
    greeting: texts.greeting(inSentence(facts.guest.name)),
    blocks: [
      { kind: 'paragraph', text: words.opening[facts.kind](inSentence(facts.advisor.name)) },
      ...welcomeBlocks(facts, settings),
      { kind: 'facts', rows: factRows(facts, settings) },
      ...(facts.kind === 'cancel' ? cancelledBlocks(facts, settings) : aheadBlocks(facts, settings)),
    ],
    footer: {
      organisation: inSentence(organisation.name),
      phone: `${texts.labels.phone}: ${organisation.phone}`,
      links: [
        { label: texts.terms, href: `${publicUrl}/terms` },
        { label: texts.privacyNotice, href: `${publicUrl}/privacy` },
      ],
    },
  };
}
