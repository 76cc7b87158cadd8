/** Deutsch: eine Begleitperson einladen. */
import type { CompanionKind } from '@visavis/shared';

const kinds: Record<CompanionKind, string> = {
  relative: 'Familie oder Freunde',
  carer: 'Betreuung',
  interpreter: 'Dolmetschen',
  'sign-interpreter': 'Gebärdensprache',
};

export const companion = {
  title: 'Begleitperson',
  invite: 'Begleitperson einladen',
  who: (name: string, kind: CompanionKind) => `${name} (${kinds[kind]})`,
  why: (guest: string) =>
    `Die Person bekommt einen eigenen Link. Im Gespräch fragen wir zuerst Sie und dann ${guest}. Vorher sieht und hört sie niemanden.`,
  name: 'Vor- und Nachname',
  nameMissing: 'Tragen Sie den Namen ein. So sehen ihn alle im Gespräch.',
  kind: 'Begleitet als',
  kinds,
  language: 'Sprache der Einladung',
  languages: { de: 'Deutsch', en: 'Englisch' },
  email: 'E-Mail (freiwillig)',
  emailHint: 'Ohne Adresse bekommen Sie den Link zum Weitergeben.',
  emailHintOwn: 'Diese Einladung senden Sie selbst.',
  emailWrong: 'Das ist keine vollständige E-Mail-Adresse. Sie sieht aus wie name@beispiel.de.',
  submit: 'Link erzeugen',
  saving: 'Einen Moment bitte.',
  failed: 'Die Begleitperson wurde nicht eingeladen.',
  invited: (who: string) => `Eingeladen ist ${who}.`,
  mail: {
    none: 'Den Link haben Sie selbst weitergegeben.',
    queued: 'Die Einladung ist unterwegs.',
    sent: 'Die Einladung ist angekommen.',
    failed: 'Die Einladung ließ sich nicht zustellen. Erzeugen Sie einen neuen Link.',
  },
  other: 'Neuen Link erzeugen',
  otherHint: 'Der Link von vorher gilt dann nicht mehr.',
  withdraw: 'Einladung zurückziehen',
  withdrawFailed: 'Die Einladung wurde nicht zurückgezogen.',
  made: 'Der Link ist fertig.',
  mailed: (email: string) => `Die Einladung an ${email} ist unterwegs.`,
  once: 'Der Link ist nur jetzt zu sehen. Er gilt nur für diese Person.',
  copyLink: 'Link kopieren',
  copyText: 'Text kopieren',
  openMail: 'E-Mail-Programm öffnen',
  done: 'Fertig',
};
