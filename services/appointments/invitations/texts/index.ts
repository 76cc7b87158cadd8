/** The languages of invitations. */
import type { Language } from '@visavis/shared';
import { german } from './de.ts';
import { english } from './en.ts';
import type { InvitationTexts } from './text.ts';

const languages: Record<Language, InvitationTexts> = { de: german, en: english };

export function textsFor(language: Language): InvitationTexts {
  return languages[language];
}
