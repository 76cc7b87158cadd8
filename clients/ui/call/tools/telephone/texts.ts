/** The words of the telephone: they come with the conversation, because its sign stands on the stage. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../../language.tsx';
import { telephone as de } from './texts.de.ts';
import { telephone as en } from './texts.en.ts';

export type TelephoneTexts = typeof de;

/** All languages, for tests. */
export const telephoneTexts: Record<Language, TelephoneTexts> = { de, en };

export const useTelephoneTexts = textsOf(telephoneTexts);
