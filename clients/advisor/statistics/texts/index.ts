/** The words of the statistics, by language; they come with their page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { de } from './de.ts';
import { en } from './en.ts';

export type StatisticsTexts = typeof de;

/** All languages, for tests. */
export const statisticsTexts: Record<Language, StatisticsTexts> = { de, en };

/** The words in the language of the page. */
export const useStatisticsTexts = textsOf(statisticsTexts);
