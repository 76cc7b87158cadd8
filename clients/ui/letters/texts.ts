/** The words about letters, by language. They come with the chunk. */
import { textsOf } from '../language.tsx';
import { de, type LetterTexts } from './texts.de.ts';
import { en } from './texts.en.ts';

/** The words in the language of the page. */
export const useLetterTexts = textsOf<LetterTexts>({ de, en });
