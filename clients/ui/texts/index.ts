/** The words both pages share, by language; German is the pattern that every other language satisfies. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../language.tsx';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

export type UiTexts = typeof de;

/** All languages, for tests and for parts outside a page. */
export const uiTexts: Record<Language, UiTexts> = { de, en };

/** The shared words in the language of the page. */
export const useUiTexts = textsOf(uiTexts);
