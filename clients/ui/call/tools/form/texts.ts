/** The words of forms; they come with the tool, not with the page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../../language.tsx';
import { form as de } from './texts.de.ts';
import { form as en } from './texts.en.ts';

export type FormTexts = typeof de;

/** All languages, for tests. */
export const formTexts: Record<Language, FormTexts> = { de, en };

/** The words of forms in the language of the page. */
export const useFormTexts = textsOf(formTexts);
