/** The words of the companion's page; they come when the seat is a companion's. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { companion as de } from './companion.de.ts';
import { companion as en } from './companion.en.ts';

/** All languages, for tests. */
export const companionTexts: Record<Language, typeof de> = { de, en };

export const useCompanionTexts = textsOf(companionTexts);
