/** Days and times of slots as people say them, on the organisation's clock and, where it differs, on the guest's. Pure. */
import type { Language } from '@visavis/shared';
import { dayAt } from './slots.ts';

const dayMs = 86_400_000;
const locale: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

const shown = (language: Language, timeZone: string | undefined, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale[language], { ...options, timeZone });

/** `10:00` */
export const timeAt = (atMs: number, language: Language, timeZone: string | undefined): string =>
  shown(language, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs);

/** `Dienstag, 24. November` of a calendar day; the year when it is asked for. */
export const dayWords = (day: string, language: Language, withYear = false): string =>
  shown(language, 'UTC', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(Date.parse(`${day}T12:00:00Z`));

/** `Di., 24. Nov.`; on a narrow key it breaks after the weekday alone. */
export const shortDay = (day: string, language: Language): string =>
  shown(language, 'UTC', { weekday: 'short', day: 'numeric', month: 'short' })
    .format(Date.parse(`${day}T12:00:00Z`))
    .replace(/ (?=\S+$)/, '\u00a0');

/** `November 2026` */
export const monthWords = (month: string, language: Language): string =>
  shown(language, 'UTC', { month: 'long', year: 'numeric' }).format(Date.parse(`${month}-15T12:00:00Z`));

/** `23. Mai 1948` */
export const dateWords = (day: string, language: Language): string =>
  shown(language, 'UTC', { day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(`${day}T12:00:00Z`));

/** `Dienstag, 24. November` and its time, for the middle of a sentence; `time` puts `10:00` into words. */
export const momentWords = (
  atMs: number,
  language: Language,
  timeZone: string | undefined,
  time: (time: string) => string,
): string =>
  `${shown(language, timeZone, { weekday: 'long', day: 'numeric', month: 'long' }).format(atMs)}, ${time(timeAt(atMs, language, timeZone))}`;

/** `Morgen, Dienstag, 24. November, 10:00 Uhr`: with its date on every day, for a page that somebody prints or reads again tomorrow. */
export function datedWords(
  atMs: number,
  now: number,
  place: { language: Language; timeZone: string | undefined },
  words: { today: string; tomorrow: string; at(day: string, time: string): string },
): string {
  const { language, timeZone } = place;
  const day = dayAt(atMs, timeZone);
  const near = [words.today, words.tomorrow].filter((_word, ahead) => dayAt(now + ahead * dayMs, timeZone) === day);
  return words.at([...near, dayWords(day, language)].join(', '), timeAt(atMs, language, timeZone));
}

/** The names of the weekdays from Monday on: short, and in full for readers. */
export const weekdays = (language: Language): { short: string; long: string }[] =>
  Array.from({ length: 7 }, (_, index) => {
    const monday = Date.UTC(2024, 0, 1 + index, 12);
    return {
      short: shown(language, 'UTC', { weekday: 'short' }).format(monday),
      long: shown(language, 'UTC', { weekday: 'long' }).format(monday),
    };
  });

/** The guest's own time where it reads otherwise, with its day if that is another; undefined where both clocks agree. */
export function ownTime(atMs: number, language: Language, timeZone: string, own: string): string | undefined {
  const full = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const there = shown(language, timeZone, full).format(atMs);
  const here = shown(language, own, full).format(atMs);
  if (there === here) return undefined;
  const sameDay = there.split(/[\s,]/)[0] === here.split(/[\s,]/)[0];
  return sameDay ? timeAt(atMs, language, own) : here;
}

/** The zone of this device. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The place after which a zone is named: `Europe/Berlin` is `Berlin`. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
