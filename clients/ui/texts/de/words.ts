/** Deutsch: Wörter, die auf jeder Seite vorkommen. */
import { yourAdvisor } from './unknown-name.ts';

export const words = {
  skip: 'Zum Inhalt',
  close: 'Schließen',
  back: 'Zurück',
  next: 'Weiter',
  cancel: 'Abbrechen',
  tryAgain: 'Noch einmal versuchen',
  reload: 'Seite neu laden',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  loading: 'Einen Moment bitte.',
  help: (phone: string) => `Hilfe: ${phone}`,
  callUs: (phone: string) => `Rufen Sie uns an: ${phone}`,
  terms: 'Nutzungsbedingungen',
  privacy: 'Datenschutz',
  footer: 'Rechtliches und Hilfe',
  newTab: 'öffnet sich in einem neuen Fenster',
  languageSwitch: 'Sprache',
  incident: 'Vorgangsnummer',
  incidentWhy: 'Nennen Sie diese Nummer, wenn Sie uns anrufen. Wir sehen dann, was geschehen ist.',
  alreadyDone: 'Was schon geschieht',
  today: 'Heute',
  tomorrow: 'Morgen',
  at: (day: string, time: string) => `${day}, ${time} Uhr`,
  yourAdvisor,
  duration: (minutes: number) => (minutes === 1 ? '1 Minute' : `${minutes} Minuten`),
  lessThanAMinute: 'Weniger als eine Minute',
  wait: (seconds: number) =>
    seconds < 90 ? `${seconds} Sekunde${seconds === 1 ? '' : 'n'}` : `${Math.ceil(seconds / 60)} Minuten`,
};
