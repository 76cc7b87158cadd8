/** A draft of the terms as it stands in the inputs, and what may be wrong with it. Pure. */
import { type TermsTexts, termsLength, unknownFacts } from '@visavis/shared';

export interface TermsForm {
  version: string;
  texts: TermsTexts;
}

export type TermsField = 'version' | 'de' | 'en';
export type TermsProblem = 'name' | 'taken' | 'missing' | 'too-long' | 'placeholder';

function textProblem(text: string, isNeeded: boolean): TermsProblem | undefined {
  if (text.trim() === '') return isNeeded ? 'missing' : undefined;
  if (text.length > termsLength) return 'too-long';
  return unknownFacts(text).length > 0 ? 'placeholder' : undefined;
}

/**
 * Everything that is wrong, in the order of the inputs. `taken`: versions that are there already; `needed`: languages
 * without which nothing can be published, none for a draft.
 */
export function checkTerms(
  { version, texts }: TermsForm,
  taken: readonly string[],
  needed: readonly string[],
): ReadonlyMap<TermsField, TermsProblem> {
  const isNamed = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(version.trim());
  const found: [TermsField, TermsProblem | undefined][] = [
    ['version', !isNamed ? 'name' : taken.includes(version.trim()) ? 'taken' : undefined],
    ['de', textProblem(texts.de, needed.includes('de'))],
    ['en', textProblem(texts.en, needed.includes('en'))],
  ];
  return new Map(found.filter((one): one is [TermsField, TermsProblem] => one[1] !== undefined));
}
