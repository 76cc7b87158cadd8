/** The words about a line that needs help: they come when it does. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { lineHelp as de } from './line-help.de.ts';
import { lineHelp as en } from './line-help.en.ts';

export type LineHelpTexts = typeof de;

/** All languages, for tests. */
export const lineHelpTexts: Record<Language, LineHelpTexts> = { de, en };

export const useLineHelpTexts = textsOf(lineHelpTexts);
