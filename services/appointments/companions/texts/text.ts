/** What every language must be able to say in a mail to a companion, beside the words of invitations. */
import type { CompanionMailKind } from '../companion-facts.ts';

/** Names are safe to put into a sentence already. */
export interface CompanionTexts {
  subject: Record<CompanionMailKind, (short: string) => string>;
  title: Record<CompanionMailKind, string>;
  opening: Record<CompanionMailKind, (advisor: string) => string>;
  button: string;
  /** That nobody is heard or seen before everybody agreed. */
  consent: string;
  privacy: string;
  nothingToDo: string;
}
