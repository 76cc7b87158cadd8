/** Deutsch: was nach dem Gespräch gesagt wird. */

import type { CallEnd } from '@visavis/call';
import { dative } from './unknown-name.ts';

const title: Record<CallEnd['reason'], (name: string) => string> = {
  'hung-up': () => 'Das Gespräch ist beendet.',
  'peer-hung-up': (name) => `${name} hat aufgelegt.`,
  'ended-by-advisor': () => 'Das Gespräch ist beendet.',
  dismissed: () => 'Das Gespräch wurde für Sie beendet.',
  replaced: () => 'Das Gespräch läuft in einem anderen Fenster weiter.',
  'room-over': () => 'Die Zeit für dieses Gespräch ist um.',
  left: () => 'Sie haben den Warteraum verlassen.',
};

export const receipt = {
  title,
  thanks: (name: string) => `Danke für das Gespräch mit ${dative(name)}.`,
  talked: 'Gesprochen',
  existed: 'Was es gab',
  existedTalked:
    'Bild, Ton und was Sie einander geschickt haben, verschlüsselt von Gerät zu Gerät. Aufgezeichnet wurde nichts.',
  existedNothing: 'Kein Gespräch. Niemand hat Sie gesehen oder gehört.',
  erased: 'Schon gelöscht',
  erasedKeys:
    'Die Schlüssel dieses Gesprächs, und alles, was geschrieben, geschickt, gezeichnet oder ausgefüllt wurde. Es bleibt nur, was jemand selbst gespeichert hat.',
  kept: 'Bleibt vorerst',
  keptUntil: (date: string) => `Ihr Termin mit Ihren Angaben und Nachrichten. Wir löschen alles spätestens am ${date}.`,
  back: 'Zurück ins Gespräch',
  backHint: 'Der Raum ist noch offen. Sie können einfach wieder hineingehen.',
  takeBack: 'Gespräch hierher holen',
  closeWindow: 'Sie können dieses Fenster jetzt schließen.',
};
