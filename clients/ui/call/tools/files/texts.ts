/** The words of files in a conversation; they come with the tool, not with the page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../../language.tsx';
import { files as de } from './texts.de.ts';
import { files as en } from './texts.en.ts';

export type FilesTexts = typeof de;

/** All languages, for tests. */
export const filesTexts: Record<Language, FilesTexts> = { de, en };

/** The words of files in the language of the page. */
export const useFilesTexts = textsOf(filesTexts);
