/** Whose public holidays an organisation keeps: the German states, what all of them share, or none. */
import * as v from 'valibot';

/** What a day or a state is called in both languages. */
export const HolidayNames = v.object({ de: v.string(), en: v.string() });
export type HolidayNames = v.InferOutput<typeof HolidayNames>;

/** ISO 3166-2; `DE` has the days that all states keep, `none` has no holidays. */
export const holidayRegions = [
  'none',
  'DE',
  'DE-BW',
  'DE-BY',
  'DE-BE',
  'DE-BB',
  'DE-HB',
  'DE-HH',
  'DE-HE',
  'DE-MV',
  'DE-NI',
  'DE-NW',
  'DE-RP',
  'DE-SL',
  'DE-SN',
  'DE-ST',
  'DE-SH',
  'DE-TH',
] as const;
export const HolidayRegion = v.picklist(holidayRegions);
export type HolidayRegion = v.InferOutput<typeof HolidayRegion>;

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
