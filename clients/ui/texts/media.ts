/** The words about devices that cannot be used: they come when one cannot, not with the page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../language.tsx';
import { media as de } from './de/media.ts';
import { media as en } from './en/media.ts';

export type MediaTexts = typeof de;

/** All languages, for tests and for parts outside a page. */
export const mediaTexts: Record<Language, MediaTexts> = { de, en };

/** The words about devices in the language of the page. */
export const useMediaTexts = textsOf(mediaTexts);
