/** Deutsch: was an und um Formulare herum steht. */
import { dative } from '../../../texts/de/unknown-name.ts';
import type { Refusal } from './pdf-form.ts';

const refused: Record<Refusal, string> = {
  unreadable: 'Diese Datei lässt sich nicht als Formular öffnen. Bitte wählen Sie ein PDF.',
  locked:
    'Dieses PDF ist mit einem Kennwort oder gegen Änderungen geschützt. Bitte nehmen Sie eine Fassung ohne Schutz.',
  xfa: 'Dieses Formular lässt sich nur mit einem Programm von Adobe ausfüllen (XFA). Bitte nehmen Sie eine Fassung als gewöhnliches PDF-Formular.',
  'no-fields':
    'Dieses PDF hat keine Felder zum Ausfüllen. Auf der Tafel können Sie es gemeinsam ansehen und hineinschreiben.',
  'too-many-pages': 'Dieses Formular hat mehr als 60 Seiten. Bitte teilen Sie es auf.',
  'too-many-fields': 'Dieses Formular hat zu viele Felder. Bitte teilen Sie es auf.',
  'too-large': 'Diese Datei ist größer als 20 MB. Sie können sie unter „Dateien“ schicken.',
};

export const form = {
  refused,
  start: 'Öffnen Sie ein PDF-Formular. Sie sehen es beide und füllen es gemeinsam aus.',
  open: 'Formular öffnen',
  openOther: 'Anderes Formular',
  none: 'Gerade liegt kein Formular auf dem Tisch.',
  opening: 'Das Formular wird geöffnet.',
  comes: (percent: number) => `Das Formular kommt gerade an: ${percent} Prozent.`,
  missing: 'Das Formular ist nicht angekommen. Bitte öffnen Sie es noch einmal.',
  missingGuest: (name: string) => `Das Formular ist nicht angekommen. Bitten Sie ${name}, es noch einmal zu öffnen.`,
  back: (name: string) => `Das Formular „${name}“ von vorhin liegt noch auf dem Tisch.`,
  reopen: 'Wieder ansehen',
  takeAway: 'Formular wegräumen',
  news: 'ist da',
  views: { title: 'Ansicht', pages: 'Seiten', list: 'Liste' },
  listHint: 'Als Liste ausfüllen: ein Feld nach dem anderen.',
  zoom: { title: 'Größe', '1': 'Ganze Breite', '1.5': 'Größer', '2.25': 'Sehr groß' },
  page: (at: number, of: number) => `Seite ${at} von ${of}`,
  required: 'Pflichtfeld',
  requiredLabel: (label: string) => `${label}, Pflichtfeld`,
  readOnly: 'Dieses Feld ist vorgegeben.',
  letters: (most: number) => `Höchstens ${most} Zeichen`,
  nothing: 'Bitte wählen',
  oneOf: (label: string, choice: string) => `${label}: ${choice}`,
  isHere: (name: string) => `${name} ist hier`,
  left: (count: number) => (count === 1 ? 'Ein Pflichtfeld ist noch leer.' : `${count} Pflichtfelder sind noch leer.`),
  away: 'Die Verbindung ist gerade weg. Was Sie eintragen, kommt an, sobald sie wieder da ist.',
  full: 'Das ist mehr, als hier Platz hat.',
  save: 'Formular speichern',
  saving: 'Das Formular wird geschrieben.',
  saved: (name: string) => `Gespeichert: ${name}`,
  notSaved: 'Das Formular ließ sich nicht schreiben. Bitte versuchen Sie es noch einmal.',
  fileName: (name: string) => `${name} (ausgefüllt).pdf`,
  gone: 'Nach dem Gespräch ist das Formular hier weg. Speichern Sie, was Sie behalten möchten.',
  signature: {
    sign: 'Hier unterschreiben',
    title: 'Unterschreiben',
    plain:
      'Das ist eine einfache elektronische Unterschrift: ein Bild Ihres Namens mit Datum. Danach kann niemand mehr etwas ändern, bis Sie die Unterschrift zurücknehmen. Zurücknehmen können nur Sie.',
    how: 'Wie möchten Sie unterschreiben?',
    draw: 'Zeichnen',
    type: 'Tippen',
    pad: 'Feld zum Zeichnen: mit Finger, Stift oder Maus. Ohne diese wählen Sie bitte „Tippen“.',
    name: 'Ihr Name',
    preview: 'So sieht Ihre Unterschrift aus',
    anew: 'Noch einmal von vorn',
    done: 'Unterschreiben',
    cancel: 'Abbrechen',
    empty: 'Bitte zeichnen oder tippen Sie zuerst Ihren Namen.',
    changed:
      'Im Formular hat sich gerade etwas geändert. Bitte schließen Sie dieses Fenster, und sehen Sie noch einmal nach.',
    tooLong: 'Diese Zeichnung ist zu groß. Bitte zeichnen Sie einfacher.',
    of: (name: string, on: string) => `Unterschrift von ${dative(name)}, ${on}`,
    ofYou: (on: string) => `Ihre Unterschrift, ${on}`,
    ofReturned: (on: string) => `Unterschrift in Ihrem Namen von vorhin, ${on}`,
    returned: (name: string) =>
      `In Ihrem Namen steht hier eine Unterschrift von vorhin. Sie kommt vom Gerät von ${dative(name)}. Ist sie nicht von Ihnen? Dann entfernen Sie sie mit „Unterschrift zurücknehmen“.`,
    you: 'Sie haben unterschrieben. Bis Sie die Unterschrift zurücknehmen, kann niemand etwas ändern.',
    other: (name: string) => `${name} hat unterschrieben. Solange die Unterschrift gilt, kann niemand etwas ändern.`,
    both: 'Sie haben beide unterschrieben. Solange die Unterschriften gelten, kann niemand etwas ändern.',
    takeBack: 'Unterschrift zurücknehmen',
    broken:
      'Während jemand unterschrieb, hat sich im Formular noch etwas geändert. Die Unterschrift gilt deshalb nicht. Bitte prüfen Sie alles, und unterschreiben Sie noch einmal.',
  },
};
