/** The words for the wrong browser: they come with its page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { browsers as de } from './browsers.de.ts';
import { browsers as en } from './browsers.en.ts';

export type BrowsersTexts = typeof de;

/** All languages, for tests. */
export const browsersTexts: Record<Language, BrowsersTexts> = { de, en };

export const useBrowsersTexts = textsOf(browsersTexts);
