/** The words about showing something: they come with it. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../language.tsx';
import { share as de } from './texts.de.ts';
import { share as en } from './texts.en.ts';

/** All languages, for tests. */
export const shareTexts: Record<Language, typeof de> = { de, en };

export const useShareTexts = textsOf(shareTexts);
