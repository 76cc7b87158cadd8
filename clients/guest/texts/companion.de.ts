/** Deutsch: die Seite der Begleitperson. */
import { dative } from '@visavis/ui/texts/de/unknown-name.ts';

export const companion = {
  title: (advisor: string) => `Gespräch mit ${dative(advisor)}`,
  text: 'Die anderen werden gefragt, ob Sie dazukommen dürfen. Bis dahin sieht und hört Sie niemand.',
  join: 'Ich bin bereit',
  readyTitle: 'Wir fragen für Sie.',
  ready:
    'Die Beratung und der Gast werden gefragt. Sie müssen nichts tun. Stimmen beide zu, sehen und hören Sie einander.',
  alone: 'Noch ist niemand da, den wir fragen können. Bleiben Sie einfach hier.',
  wait: 'Doch noch warten',
  connecting: 'Beide haben zugestimmt. Wir verbinden Sie.',
  preview: 'So wird man Sie sehen',
  refused: 'Das Gespräch findet ohne Sie statt.',
  refusedText: 'Die anderen möchten unter sich sprechen. Vielen Dank, dass Sie da waren.',
  left: 'Sie haben das Gespräch verlassen.',
  over: 'Das Gespräch ist beendet.',
  replaced: 'Das Gespräch läuft in einem anderen Fenster weiter.',
  thanks: 'Vielen Dank, dass Sie dabei waren.',
  existed: 'Was es gab',
  existedText: 'Bild und Ton, verschlüsselt von Gerät zu Gerät. Aufgezeichnet wurde nichts.',
  existedNothing: 'Kein Gespräch. Niemand hat Sie gesehen oder gehört.',
  kept: 'Bleibt vorerst',
  keptText: 'Ihr Name, bis die Zeit des Termins vorbei ist. Dann löschen wir ihn.',
  back: 'Noch einmal dazukommen',
};
