/** What public holidays are called, in both languages of the pages. */
import type { HolidayNames } from '@visavis/shared';

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
