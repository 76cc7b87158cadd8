/** The words of the rack: they come with the conversation; those of a tool come with the tool. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../language.tsx';
import { rack as de } from './texts.de.ts';
import { rack as en } from './texts.en.ts';

export type RackTexts = typeof de;

/** All languages, for tests. */
export const rackTexts: Record<Language, RackTexts> = { de, en };

export const useRackTexts = textsOf(rackTexts);
