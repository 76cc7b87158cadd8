/** The words of the lead's pages, by language; they come with them. */
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type LeadTexts = typeof de;

/** The words in the language of the page. */
export const useLeadTexts = textsOf<LeadTexts>({ de, en });
