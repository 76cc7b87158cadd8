/** The words of the conversation: they come with it, not with the page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../language.tsx';
import { call as de } from './de/call.ts';
import { call as en } from './en/call.ts';

export type CallTexts = typeof de;

/** All languages, for tests and for parts outside a page. */
export const callTexts: Record<Language, CallTexts> = { de, en };

/** The words of the conversation in the language of the page. */
export const useCallTexts = textsOf(callTexts);
