/** Deutsch: vom Wunsch bis zur Anfrage. Diese Datei ist das Muster, dem jede andere Sprache genügen muss. */
import type { Field, FieldProblem } from '../draft.ts';
import { cityOf } from '../when.ts';

/** Zonen, die das ganze Land hat. */
const places: Record<string, string> = {
  'Europe/Berlin': 'Deutschland',
  'Europe/Busingen': 'Deutschland',
  'Europe/Vienna': 'Österreich',
  'Europe/Zurich': 'die Schweiz',
  'Europe/Luxembourg': 'Luxemburg',
};

const problems: Record<Field, Record<FieldProblem, string>> = {
  firstName: {
    missing: 'Geben Sie bitte Ihren Vornamen ein.',
    wrong: 'Dieser Vorname ist zu lang oder enthält Zeichen, die wir nicht lesen können.',
    slip: '',
  },
  lastName: {
    missing: 'Geben Sie bitte Ihren Nachnamen ein.',
    wrong: 'Dieser Nachname ist zu lang oder enthält Zeichen, die wir nicht lesen können.',
    slip: '',
  },
  phone: {
    missing: 'Geben Sie bitte eine Telefonnummer ein.',
    wrong: 'Das ist keine Telefonnummer. Schreiben Sie sie mit Vorwahl, zum Beispiel 030 1234567.',
    slip: '',
  },
  email: {
    missing: 'Geben Sie bitte Ihre E-Mail-Adresse ein.',
    wrong: 'Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de.',
    slip: '',
  },
  insuranceNumber: {
    missing: 'Geben Sie bitte Ihre Versichertennummer ein, oder wählen Sie das Geburtsdatum.',
    wrong: 'Die Versichertennummer hat einen Buchstaben und neun Ziffern, zum Beispiel A 123 456 780.',
    slip: 'In dieser Versichertennummer stimmt eine Stelle nicht. Vergleichen Sie sie bitte mit Ihrer Karte.',
  },
  birthDate: {
    missing: 'Geben Sie bitte Ihr Geburtsdatum ein, oder wählen Sie die Versichertennummer.',
    wrong: 'Das ist kein Geburtsdatum. Schreiben Sie es so: 23.5.1948, das Jahr mit vier Ziffern.',
    slip: '',
  },
  subject: {
    missing: '',
    wrong: 'Ihr Anliegen ist zu lang. Schreiben Sie höchstens 200 Zeichen in einer Zeile.',
    slip: '',
  },
};

/** Words of every step up to the press on "Termin". */
export const de = {
  page: 'Termin anfragen',
  progress: (at: number, of: number) => `Schritt ${at} von ${of}`,
  back: 'Zurück',
  mode: { video: 'Per Video', 'in-person': 'Vor Ort' } as Record<string, string>,
  minutes: (count: number) => `${count} Minuten`,
  onlyGerman: 'Auf Deutsch',
  closed: {
    title: 'Zurzeit gibt es hier keine Termine',
    words: 'Rufen Sie uns an. Wir finden gemeinsam eine Zeit.',
  },
  broken: {
    title: 'Dieser Link ist nicht vollständig',
    words: 'Öffnen Sie den Link bitte noch einmal aus der E-Mail. Manche Programme schneiden lange Links ab.',
    lost: 'Link noch einmal zusenden',
    anew: 'Neuen Termin anfragen',
  },
  service: {
    title: 'Worum soll es gehen?',
    gone: 'Dieses Angebot gibt es nicht mehr. Bitte wählen Sie ein anderes. Ihre Angaben sind noch da.',
    choose: 'Auswählen',
  },
  slot: {
    title: 'Wann passt es Ihnen?',
    taken: 'Diese Zeit ist gerade vergeben worden. Wählen Sie bitte eine andere. Ihre Angaben sind noch da.',
    next: 'Die nächsten freien Zeiten',
    others: 'Oder an einem anderen Tag',
    none: 'Zurzeit ist keine Zeit frei. Rufen Sie uns an, wir finden gemeinsam eine.',
    noneInMonth: 'In diesem Monat ist keine Zeit frei.',
    previousMonth: 'Vorheriger Monat',
    nextMonth: 'Nächster Monat',
    onDay: (day: string) => `Freie Zeiten am ${day}`,
    pickDay: 'Wählen Sie einen Tag. Tage mit freien Zeiten sind hervorgehoben.',
    keys: 'Mit den Pfeiltasten wechseln Sie den Tag, mit Bild auf und Bild ab den Monat.',
    free: (count: number) =>
      count === 0 ? 'keine freie Zeit' : count === 1 ? 'eine freie Zeit' : `${count} freie Zeiten`,
    chosen: 'gewählt',
    today: 'heute',
    /** Beide als Namen der IANA; `zone` ist die der Organisation. */
    otherZone: (zone: string, own: string) =>
      `Alle Zeiten gelten für ${places[zone] ?? cityOf(zone)}. Ihre Uhr zeigt eine andere Zeit: ${cityOf(own)}.`,
    atYours: (time: string) => `bei Ihnen ${time} Uhr`,
    failed: 'Die freien Zeiten sind gerade nicht zu laden.',
    time: (time: string) => `${time} Uhr`,
  },
  person: {
    title: 'Wer sind Sie?',
    summary: 'Bitte prüfen Sie diese Angaben:',
    salutation: 'Anrede',
    salutations: { none: 'Keine', ms: 'Frau', mr: 'Herr' },
    firstName: 'Vorname',
    lastName: 'Nachname',
    phone: 'Telefonnummer',
    phoneHint: 'Für Rückfragen, und falls das Gespräch abbricht.',
    email: 'E-Mail-Adresse',
    emailHint: 'Hierhin schicken wir die Bestätigung.',
    by: 'Wie erkennen wir Sie?',
    byNumber: 'Versichertennummer',
    byBirth: 'Geburtsdatum',
    insuranceNumber: 'Versichertennummer',
    insuranceNumberHint: 'Sie steht auf Ihrer Gesundheitskarte: ein Buchstabe und neun Ziffern.',
    birthDate: 'Geburtsdatum',
    birthDateHint: 'Tag, Monat, Jahr. Zum Beispiel: 23.5.1948.',
    subject: 'Ihr Anliegen (freiwillig)',
    subjectHint: 'Ein paar Worte genügen. Sie stehen in keiner E-Mail.',
    submit: 'Weiter',
    problems,
  },
  check: {
    title: 'Stimmt alles?',
    ended: {
      what: 'Diese Anfrage ist schon beendet.',
      now: 'Möchten Sie noch einmal anfragen? Dann drücken Sie noch einmal auf „Termin“.',
    },
    change: 'Ändern',
    changeWhat: (what: string) => `${what} ändern`,
    service: 'Worum es geht',
    time: 'Zeit',
    person: 'Sie',
    reach: 'So erreichen wir Sie',
    identity: 'Versichertennummer',
    birth: 'Geburtsdatum',
    subject: 'Ihr Anliegen',
    noSubject: 'keine Angabe',
    agree: 'Ich stimme den Nutzungsbedingungen zu und habe die Datenschutzhinweise gelesen.',
    agreeMissing: 'Setzen Sie bitte hier ein Häkchen. Ohne Ihre Zustimmung können wir den Termin nicht anfragen.',
    version: (version: string) => `Fassung ${version}`,
    binding:
      'Mit „Termin“ fragen Sie diesen Termin verbindlich an. Er gilt erst, wenn wir ihn bestätigen. Die Antwort kommt per E-Mail.',
    submit: 'Termin',
    busy: 'Wird gesendet',
    late: 'Ihr Gerät braucht noch einen Moment für eine Sicherheitsprüfung. Sie müssen nichts tun.',
    wait: (time: string) => `Bitte warten Sie ${time}, dann können Sie es noch einmal versuchen.`,
  },
  lostLink: 'Sie haben schon angefragt und finden den Link nicht?',
};
