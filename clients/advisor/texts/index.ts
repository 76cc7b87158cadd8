/** The words of the advisor's page, by language; German is the pattern that every other language satisfies. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

export type AdvisorTexts = typeof de;

/** All languages, for tests and for parts outside a page. */
export const advisorTexts: Record<Language, AdvisorTexts> = { de, en };

/** The words in the language of the page. */
export const useTexts = textsOf(advisorTexts);
