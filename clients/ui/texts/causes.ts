/** The words for what is wrong in a conversation: they come with it, not with the page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../language.tsx';
import { causes as de } from './de/causes.ts';
import { causes as en } from './en/causes.ts';

export type CauseTexts = typeof de;

/** All languages, for tests and for parts outside a page. */
export const causeTexts: Record<Language, CauseTexts> = { de, en };

/** Those words in the language of the page. */
export const useCauseTexts = textsOf(causeTexts);
