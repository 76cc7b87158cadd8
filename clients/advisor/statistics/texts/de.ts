/** The German words of the statistics. */
import { statisticsMonths } from '@visavis/shared';
import type { Span, SpanKind } from '../spans.ts';

const date = (day: string) => {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  return `${Number(dayOfMonth)}.${Number(month)}.${year}`;
};
const step = ({ from, to }: Span) => (from === to ? date(from) : `${date(from)} bis ${date(to)}`);
const kinds: Record<SpanKind, string> = { week: 'Woche', month: 'Monat', quarter: 'Quartal' };

export const de = {
  title: 'Statistik',
  intro: `Hier stehen nur Anzahlen. Kleine Anzahlen erscheinen erst, wenn fünf zusammengekommen sind, und dann an diesem Tag. So lässt sich niemand erkennen. Nach ${statisticsMonths} Monaten werden sie gelöscht.`,
  failed: 'Die Statistik konnte nicht geladen werden.',
  span: 'Zeitraum',
  kinds,
  earlier: 'Früher',
  later: 'Später',
  service: 'Angebot',
  allServices: 'Alle zusammen',
  noService: 'Ohne Angebot',
  step,
  few: 'Noch nicht genug, um etwas zu zeigen.',
  numbers: (title: string) => `${title} in Zahlen`,
  figure: 'Thema',
  what: 'Was',
  count: 'Anzahl',
  save: 'Als Tabelle speichern (CSV)',
  file: 'statistik',
  titles: {
    outcomes: 'Termine',
    course: 'Gespräche im Verlauf',
    held: 'Beginn der Gespräche',
    duration: 'Länge der Gespräche',
    waiting: 'Wartezeit',
    setups: 'Aufbau der Verbindung',
    features: 'Benutzt im Gespräch',
    feedback: 'Rückmeldungen',
  },
  notes: {
    waiting: 'Nach der vereinbarten Zeit, vom Ankommen bis zum Beginn.',
    features: 'In so vielen Gesprächen wurde es benutzt.',
  },
  words: {
    outcomes: { made: 'Vereinbart', held: 'Stattgefunden', missed: 'Nicht erschienen', cancelled: 'Abgesagt' },
    held: {
      '0': 'Vor 10 Uhr',
      '10': '10 bis 12 Uhr',
      '12': '12 bis 14 Uhr',
      '14': '14 bis 16 Uhr',
      '16': 'Ab 16 Uhr',
    },
    duration: {
      '10': 'Bis 10 Minuten',
      '20': 'Bis 20 Minuten',
      '30': 'Bis 30 Minuten',
      '45': 'Bis 45 Minuten',
      '60': 'Bis 60 Minuten',
      longer: 'Länger',
    },
    waiting: {
      '2': 'Bis 2 Minuten',
      '5': 'Bis 5 Minuten',
      '10': 'Bis 10 Minuten',
      '20': 'Bis 20 Minuten',
      longer: 'Länger',
    },
    setups: {
      talked: 'Gelungen',
      'no-line': 'Keine Verbindung',
      unsealed: 'Ohne Schlüssel gekommen',
      left: 'Vorher gegangen',
    },
    features: {
      text: 'Text',
      files: 'Dateien',
      board: 'Tafel',
      form: 'Formular',
      screen: 'Bildschirm zeigen',
      companion: 'Begleitperson',
      telephone: 'Telefon',
    },
    feedback: { good: 'Gut', fair: 'Geht so', poor: 'Schlecht' },
  },
};
