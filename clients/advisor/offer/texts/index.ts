/** The words about the offer, by language; they come with its page. */
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type OfferTexts = typeof de;

/** The words in the language of the page. */
export const useOfferTexts = textsOf<OfferTexts>({ de, en });
