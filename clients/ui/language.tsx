/** Which language a page speaks, and how a part gets its words. A third language is one more file and one more key. */
import type { Language } from '@visavis/shared';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export type { Language } from '@visavis/shared';

/** The languages there are, each by its own name. */
export const languageNames: Record<Language, string> = { de: 'Deutsch', en: 'English' };

/** The language of everything below; German where nobody chose. */
export const LanguageContext = createContext<Language>('de');

/** The language in use here. */
export const useLanguage = (): Language => useContext(LanguageContext);

/** Makes the hook that hands a part its words: `export const useTexts = textsOf({ de, en })`. */
export function textsOf<T>(all: Record<Language, T>): () => T {
  return () => all[useLanguage()];
}

const isLanguage = (tag: string): tag is Language => tag in languageNames;

/**
 * The language to begin with: what the person chose here before, else the appointment's, else the first of the
 * browser's that we speak, else German.
 */
export function pickLanguage(
  chosen: string | null | undefined,
  appointment: Language | undefined,
  browser: readonly string[],
): Language {
  if (chosen && isLanguage(chosen)) return chosen;
  if (appointment) return appointment;
  for (const tag of browser) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguage(base)) return base;
  }
  return 'de';
}
