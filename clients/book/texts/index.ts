/** The booking page's words by language; German is the pattern that every other language satisfies. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type BookTexts = typeof de;

/** All languages, for tests. */
export const bookTexts: Record<Language, BookTexts> = { de, en };

/** The words of the booking page in its language. */
export const useTexts = textsOf(bookTexts);
