/** The words of the board; they come with it, not with the page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../../language.tsx';
import { board as de } from './texts.de.ts';
import { board as en } from './texts.en.ts';

export type BoardTexts = typeof de;

/** All languages, for tests. */
export const boardTexts: Record<Language, BoardTexts> = { de, en };

/** The words of the board in the language of the page. */
export const useBoardTexts = textsOf(boardTexts);
