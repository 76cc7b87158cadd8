/** The words of writing: they come with the tool. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../../language.tsx';
import { text as de } from './texts.de.ts';
import { text as en } from './texts.en.ts';

export type TextTexts = typeof de;

/** All languages, for tests. */
export const textTexts: Record<Language, TextTexts> = { de, en };

export const useTextTexts = textsOf(textTexts);
