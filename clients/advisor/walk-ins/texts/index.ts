/** The words about the queue, by language. */
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type WalkInTexts = typeof de;

/** The words in the language of the page. */
export const useWalkInTexts = textsOf<WalkInTexts>({ de, en });
