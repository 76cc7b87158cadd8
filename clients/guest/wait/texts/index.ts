/** The words of the waiting page, by language. */
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type WaitTexts = typeof de;

/** The words in the language of the page. */
export const useTexts = textsOf<WaitTexts>({ de, en });
