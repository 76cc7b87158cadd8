/** Deutsch: Nachrichten außerhalb des Gesprächs. */
import { dative } from '../texts/de/unknown-name.ts';

export const de = {
  title: 'Nachrichten',
  key: (unread: number) => (unread === 0 ? 'Nachrichten' : `Nachrichten (${unread} neu)`),
  about: (name: string) => `mit ${dative(name)}`,
  close: 'Nachrichten schließen',
  none: 'Noch keine Nachrichten.',
  you: 'Sie',
  read: 'gelesen',
  notRead: 'noch nicht gelesen',
  when: (day: string, time: string) => `${day}, ${time} Uhr`,
  field: 'Ihre Nachricht',
  hint: {
    advisor: 'Der Gast bekommt eine E-Mail ohne den Inhalt und liest die Nachricht auf unserer Seite.',
    guest: 'Ihre Nachricht bleibt auf unserer Seite. Sie wird nach dem Termin gelöscht.',
  },
  send: 'Nachricht senden',
  sending: 'Wird gesendet.',
  sent: 'Ihre Nachricht ist angekommen.',
  left: (count: number) =>
    count === 1
      ? 'Heute können Sie noch 1 Nachricht schreiben.'
      : `Heute können Sie noch ${count} Nachrichten schreiben.`,
  noneLeft: 'Hier können Sie gerade nichts mehr schreiben. Rufen Sie bitte an.',
  missing: 'Schreiben Sie etwas, bevor Sie senden.',
  tooLong: (over: number) => `Die Nachricht ist um ${over} Zeichen zu lang.`,
  code: 'Einwahlcode',
  codeHint: 'Acht Ziffern. Sie haben ihn am Telefon oder in der Einladung erhalten.',
  codeMissing: 'Der Einwahlcode hat acht Ziffern.',
  open: 'Nachrichten öffnen',
  notSent: 'Ihre Nachricht ist nicht angekommen. Sie steht noch hier.',
  notLoaded: 'Die Nachrichten konnten nicht geladen werden.',
  wrongCode: 'Dieser Code passt nicht. Sehen Sie noch einmal in der Einladung nach.',
};

export type LetterTexts = typeof de;
