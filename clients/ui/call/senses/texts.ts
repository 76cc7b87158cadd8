/** The words about hearing and seeing: they come with it. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../language.tsx';
import { senses as de } from './texts.de.ts';
import { senses as en } from './texts.en.ts';

/** All languages, for tests. */
export const sensesTexts: Record<Language, typeof de> = { de, en };

export const useSensesTexts = textsOf(sensesTexts);

/** What a device that writes captions is told to listen for. */
export const spoken: Record<Language, string> = { de: 'de-DE', en: 'en-US' };
