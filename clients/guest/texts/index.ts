/** The guest page's words by language; German is the pattern that every other language satisfies. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type GuestTexts = typeof de;

/** All languages, for tests. */
export const guestTexts: Record<Language, GuestTexts> = { de, en };

/** The words of the guest page in its language. */
export const useTexts = textsOf(guestTexts);
