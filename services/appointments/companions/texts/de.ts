/** Mails to a companion in German. */
import type { CompanionTexts } from './text.ts';

export const german: CompanionTexts = {
  subject: {
    invite: (short) => `Bitte kommen Sie dazu: Videotermin ${short}`,
    move: (short) => `Neue Zeit: Der Videotermin ist jetzt ${short}`,
    cancel: (short) => `Abgesagt: Videotermin ${short}`,
    advisor: (short) => `Jemand anderes berät: Videotermin ${short}`,
  },
  title: {
    invite: 'Sie sind zu einem Videotermin eingeladen',
    move: 'Der Videotermin hat eine neue Zeit',
    cancel: 'Der Videotermin ist abgesagt',
    advisor: 'Jemand anderes führt das Gespräch',
  },
  opening: {
    invite: (advisor) => `${advisor} lädt Sie ein, bei einem Gespräch per Video dabei zu sein.`,
    move: (advisor) => `Das Gespräch per Video mit ${advisor} findet zu einer anderen Zeit statt.`,
    cancel: (advisor) => `Das Gespräch per Video mit ${advisor} findet nicht statt.`,
    advisor: (advisor) => `Das Gespräch per Video führt jetzt ${advisor}. Die Zeit bleibt dieselbe.`,
  },
  button: 'Zum Videotermin',
  consent:
    'Die anderen werden zuerst gefragt. Vorher sieht und hört Sie niemand, und auch Sie sehen und hören niemanden.',
  privacy: 'Bild und Ton laufen verschlüsselt von Gerät zu Gerät. Wir zeichnen nichts auf.',
  nothingToDo: 'Sie müssen nichts weiter tun.',
};
