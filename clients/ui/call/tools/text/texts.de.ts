/** Deutsch: das Schreiben im Gespräch. */
import { dative } from '../../../texts/de/unknown-name.ts';

export const text = {
  log: 'Was geschrieben wurde',
  intro: (name: string) =>
    `Das lesen nur Sie und ${name}. Es geht von Gerät zu Gerät. Am Ende des Gesprächs ist es gelöscht.`,
  introAlone:
    'Was Sie hier schreiben, geht erst hinaus, wenn die Verbindung steht. Bis dahin bleibt es in diesem Browser.',
  you: 'Sie',
  head: (who: string, time: string) => `${who}, ${time}`,
  returned: (name: string) => `nach Ihrem Neuladen von ${dative(name)} zurückgegeben`,
  waiting: 'Noch nicht angekommen. Geht hinaus, sobald die Verbindung steht.',
  open: (host: string) => `Seite öffnen: ${host}`,
  openHint: 'in einem neuen Fenster',
  writesNow: (name: string) => `${name} schreibt gerade`,
  label: 'Ihre Nachricht',
  send: 'Senden',
  away: 'Die Verbindung ist gerade weg. Schreiben Sie ruhig weiter. Wir senden es, sobald sie wieder da ist.',
  full: 'In diesem Gespräch ist kein Platz mehr für weitere Nachrichten.',
  longest: (most: number) =>
    `Eine Nachricht hat höchstens ${most} Zeichen. Senden Sie den Anfang, und schreiben Sie dann weiter.`,
  live: 'Buchstabe für Buchstabe',
  liveHint: (name: string) => `${name} liest schon beim Schreiben mit.`,
  copy: 'Alles kopieren',
  copied: 'Kopiert.',
  notCopied: 'Ihr Browser erlaubt das Kopieren nicht. Sie können es als Datei speichern.',
  save: 'Als Datei speichern',
  fileTitle: (name: string, date: string) => `Geschrieben im Gespräch mit ${dative(name)} am ${date}`,
  fileName: (day: string) => `gespraech-${day}.txt`,
  news: (count: number) => (count === 1 ? '1 neue' : `${count} neue`),
  newsWriting: 'schreibt',
};
