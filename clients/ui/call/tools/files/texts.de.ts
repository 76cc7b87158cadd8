/** Deutsch: Dateien im Gespräch. */
import type { FileDanger, TransferEnd } from '@visavis/call/files/index.ts';
import { dative } from '../../../texts/de/unknown-name.ts';

const megabytes = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 0 });

const dangers: Record<FileDanger, string> = {
  program: 'Diese Datei ist ein Programm. Es kann Ihrem Gerät schaden.',
  script: 'Diese Datei enthält Befehle. Sie können Ihrem Gerät schaden.',
  macro: 'In diesem Dokument können Befehle stecken. Öffnen Sie es nur ohne „Makros“.',
  page: 'Diese Datei öffnet sich im Browser. Sie kann wie eine fremde Internetseite aussehen.',
  shortcut: 'Diese Datei ist eine Verknüpfung. Sie führt an eine andere Stelle.',
  image: 'In dieser Datei stecken weitere Dateien. Man sieht von außen nicht, welche.',
};

const endedHere: Record<TransferEnd['reason'], (name: string) => string> = {
  declined: () => 'Sie haben die Datei nicht angenommen.',
  cancelled: () => 'Sie haben abgebrochen.',
  'too-many': () => 'Es warten schon fünf Dateien.',
  'store-failed': () => 'Der Speicherplatz auf diesem Gerät reicht nicht. Die Datei wurde nicht behalten.',
  unreadable: () => 'Die Datei lässt sich nicht mehr lesen. Bitte wählen Sie sie noch einmal aus.',
  wrong: (name) => `Die Datei kam beschädigt an und wurde gelöscht. Bitten Sie ${name}, sie noch einmal zu schicken.`,
  lost: () => 'Auf dem Weg ging etwas verloren. Bitte schicken Sie die Datei noch einmal.',
};

const endedThere: Record<TransferEnd['reason'], (name: string) => string> = {
  declined: (name) => `${name} hat die Datei nicht angenommen.`,
  cancelled: (name) => `${name} hat abgebrochen.`,
  'too-many': (name) => `Bei ${dative(name)} warten schon fünf Dateien. Bitte schicken Sie diese später.`,
  'store-failed': (name) => `Auf dem Gerät von ${dative(name)} reicht der Speicherplatz nicht.`,
  unreadable: (name) => `Die Datei lässt sich bei ${dative(name)} nicht mehr lesen.`,
  wrong: () => 'Die Datei kam beschädigt an und wurde gelöscht. Bitte schicken Sie sie noch einmal.',
  lost: (name) =>
    `Die Seite von ${dative(name)} wurde neu geladen. Bitten Sie darum, die Datei noch einmal zu schicken.`,
};

export const files = {
  choose: 'Datei auswählen',
  photo: 'Foto aufnehmen',
  drop: 'Sie können Dateien auch auf die Seite ziehen oder einfügen.',
  privacy: (name: string) =>
    `Dateien gehen verschlüsselt und direkt zu ${dative(name)}. Nach dem Gespräch sind sie gelöscht, wenn niemand sie speichert.`,
  limit: 'Eine Datei darf höchstens 500 Megabyte groß sein.',
  list: 'Dateien in diesem Gespräch',
  away: 'Die Verbindung ist gerade unterbrochen. Es geht von selbst weiter.',
  pasted: (names: string, name: string) => `Eingefügt: ${names}. An ${name} schicken?`,
  send: 'Schicken',
  discard: 'Verwerfen',
  size: (bytes: number) =>
    bytes < 1_000
      ? `${bytes} Byte`
      : bytes < 1_000_000
        ? `${whole.format(bytes / 1_000)} Kilobyte`
        : `${megabytes.format(bytes / 1_000_000)} Megabyte`,
  refusals: {
    'too-large': (file: string) => `„${file}“ ist größer als 500 Megabyte. Das geht hier nicht.`,
    'too-many': (file: string) => `„${file}“ wartet nicht mit. Es gehen höchstens fünf Dateien zugleich.`,
  },
  refusedToo: (count: number) =>
    count === 1
      ? 'Eine weitere Datei wird auch nicht geschickt.'
      : `${count} weitere Dateien werden auch nicht geschickt.`,
  state: {
    offeredIn: (name: string) => `${name} möchte Ihnen diese Datei schicken.`,
    offeredOut: (name: string) => `Wartet, bis ${name} die Datei annimmt.`,
    opening: 'Wird vorbereitet.',
    movingIn: (percent: number) => `${percent} Prozent empfangen.`,
    movingOut: (percent: number) => `${percent} Prozent geschickt.`,
    heldHere: 'Sie haben angehalten.',
    heldThere: (name: string) => `${name} hat angehalten.`,
    checking: 'Wird geprüft.',
    doneIn: 'Vollständig da und geprüft.',
    doneSaved: 'Vollständig da und geprüft. Zum Speichern übergeben.',
    doneOut: (name: string) => `Bei ${dative(name)} angekommen und geprüft.`,
    here: endedHere,
    there: endedThere,
  },
  lacksRoom: (size: string) =>
    `Auf diesem Gerät sind keine ${size} frei. Schaffen Sie Platz, und versuchen Sie es noch einmal.`,
  dangers,
  dangerAdvice: (name: string) => `Nehmen Sie sie nur an, wenn Sie ${name} darum gebeten haben.`,
  dangerOut: 'Solche Dateien werden auf der anderen Seite mit einer Warnung gezeigt.',
  accept: 'Annehmen',
  decline: 'Ablehnen',
  hold: 'Anhalten',
  goOn: 'Weiter',
  cancel: 'Abbrechen',
  save: 'Speichern',
  saveFailed: 'Die Datei ließ sich nicht speichern.',
  progress: (file: string) => `Fortschritt von ${file}`,
  about: (file: string, state: string) => `${file}: ${state}`,
  signOffered: (count: number) => (count === 1 ? '1 neue' : `${count} neue`),
  signDone: 'Datei da',
};
