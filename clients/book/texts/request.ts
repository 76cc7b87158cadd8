/** The words of a request's own page: they come with it. */
import type { Language } from '@visavis/shared';
import { textsOf } from '@visavis/ui';
import { request as de } from './request.de.ts';
import { request as en } from './request.en.ts';

export type RequestTexts = typeof de;

/** All languages, for tests. */
export const requestTexts: Record<Language, RequestTexts> = { de, en };

export const useRequestTexts = textsOf(requestTexts);
