/** The words about requests, by language. */
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type RequestsTexts = typeof de;

/** The words in the language of the page. */
export const useRequestTexts = textsOf<RequestsTexts>({ de, en });
