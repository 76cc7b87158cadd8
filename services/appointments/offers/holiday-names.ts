/** What public holidays and the states that keep them are called, in both languages of the pages. */
import type { HolidayNames } from '@visavis/shared';

/** ISO 3166-2; `DE` has the days that all states keep, `none` has no holidays. */
export const holidayRegions = [
  ...['none', 'DE', 'DE-BW', 'DE-BY', 'DE-BE', 'DE-BB', 'DE-HB', 'DE-HH', 'DE-HE', 'DE-MV', 'DE-NI'],
  ...['DE-NW', 'DE-RP', 'DE-SL', 'DE-SN', 'DE-ST', 'DE-SH', 'DE-TH'],
] as const;
export type HolidayRegion = (typeof holidayRegions)[number];

export const holidayNames = {
  newYear: { de: 'Neujahr', en: 'New Year’s Day' },
  epiphany: { de: 'Heilige Drei Könige', en: 'Epiphany' },
  womensDay: { de: 'Internationaler Frauentag', en: 'International Women’s Day' },
  goodFriday: { de: 'Karfreitag', en: 'Good Friday' },
  easterSunday: { de: 'Ostersonntag', en: 'Easter Sunday' },
  easterMonday: { de: 'Ostermontag', en: 'Easter Monday' },
  labourDay: { de: 'Tag der Arbeit', en: 'Labour Day' },
  ascension: { de: 'Christi Himmelfahrt', en: 'Ascension Day' },
  whitSunday: { de: 'Pfingstsonntag', en: 'Whit Sunday' },
  whitMonday: { de: 'Pfingstmontag', en: 'Whit Monday' },
  corpusChristi: { de: 'Fronleichnam', en: 'Corpus Christi' },
  assumption: { de: 'Mariä Himmelfahrt', en: 'Assumption Day' },
  childrensDay: { de: 'Weltkindertag', en: 'World Children’s Day' },
  unity: { de: 'Tag der Deutschen Einheit', en: 'Day of German Unity' },
  reformation: { de: 'Reformationstag', en: 'Reformation Day' },
  allSaints: { de: 'Allerheiligen', en: 'All Saints’ Day' },
  repentance: { de: 'Buß- und Bettag', en: 'Day of Repentance and Prayer' },
  christmas: { de: '1. Weihnachtstag', en: 'Christmas Day' },
  secondChristmas: { de: '2. Weihnachtstag', en: 'Second Day of Christmas' },
} as const satisfies Record<string, HolidayNames>;
export type HolidayName = keyof typeof holidayNames;

/** `DE` reads as what it is: the days that no state leaves out. */
export const regionNames: Record<HolidayRegion, HolidayNames> = {
  none: { de: 'keine', en: 'none' },
  DE: { de: 'alle Bundesländer', en: 'all German states' },
  'DE-BW': { de: 'Baden-Württemberg', en: 'Baden-Württemberg' },
  'DE-BY': { de: 'Bayern', en: 'Bavaria' },
  'DE-BE': { de: 'Berlin', en: 'Berlin' },
  'DE-BB': { de: 'Brandenburg', en: 'Brandenburg' },
  'DE-HB': { de: 'Bremen', en: 'Bremen' },
  'DE-HH': { de: 'Hamburg', en: 'Hamburg' },
  'DE-HE': { de: 'Hessen', en: 'Hesse' },
  'DE-MV': { de: 'Mecklenburg-Vorpommern', en: 'Mecklenburg-Western Pomerania' },
  'DE-NI': { de: 'Niedersachsen', en: 'Lower Saxony' },
  'DE-NW': { de: 'Nordrhein-Westfalen', en: 'North Rhine-Westphalia' },
  'DE-RP': { de: 'Rheinland-Pfalz', en: 'Rhineland-Palatinate' },
  'DE-SL': { de: 'Saarland', en: 'Saarland' },
  'DE-SN': { de: 'Sachsen', en: 'Saxony' },
  'DE-ST': { de: 'Sachsen-Anhalt', en: 'Saxony-Anhalt' },
  'DE-SH': { de: 'Schleswig-Holstein', en: 'Schleswig-Holstein' },
  'DE-TH': { de: 'Thüringen', en: 'Thuringia' },
};
