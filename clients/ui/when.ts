/** Days and times as people say them, in the organisation's time zone. Pure; `now` is an input. */
import type { Language } from '@visavis/shared';
import type { UiTexts } from './texts/index.ts';

const locale: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

interface Place {
  language: Language;
  /** IANA name, such as `Europe/Berlin`; undefined = the device's own. */
  timeZone: string | undefined;
}

function format(moment: number, place: Place, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale[place.language], { ...options, timeZone: place.timeZone }).format(moment);
}

/** `10:00` */
export const timeOf = (moment: number, place: Place): string =>
  format(moment, place, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `22. Februar 2027` */
export const dateOf = (moment: number, place: Place): string =>
  format(moment, place, { day: 'numeric', month: 'long', year: 'numeric' });

const dayKey = (moment: number, place: Place): string =>
  format(moment, place, { year: 'numeric', month: '2-digit', day: '2-digit' });

/** `Heute, 10:00 Uhr`, `Morgen, …`, `Dienstag, 24. November, 10:00 Uhr`; the year only when it is another. */
export function whenOf(moment: number, now: number, place: Place, words: UiTexts['words']): string {
  const time = timeOf(moment, place);
  const key = dayKey(moment, place);
  if (key === dayKey(now, place)) return words.at(words.today, time);
  if (key === dayKey(now + 86_400_000, place)) return words.at(words.tomorrow, time);
  const otherYear = format(moment, place, { year: 'numeric' }) !== format(now, place, { year: 'numeric' });
  const day = format(moment, place, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(otherYear ? { year: 'numeric' } : {}),
  });
  return words.at(day, time);
}
