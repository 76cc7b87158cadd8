/** The words about a third person: they come when there is one. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../../language.tsx';
import { company as de } from './texts.de.ts';
import { company as en } from './texts.en.ts';

export type CompanyTexts = typeof de;

/** All languages, for tests. */
export const companyTexts: Record<Language, CompanyTexts> = { de, en };

export const useCompanyTexts = textsOf(companyTexts);
