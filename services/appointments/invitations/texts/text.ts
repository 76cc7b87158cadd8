/** What every language must be able to say in an invitation; a new language is one more file of this type. */
import type { InvitationKind } from '../facts.ts';

/** The words, already in their language; names are safe to put into a sentence, times are told by `when`. */
export interface InvitationTexts {
  /** A moment: the day with weekday and year, the time with its zone; short for subject lines. */
  when(atMs: number, timeZone: string): { day: string; time: string; short: string };
  minutes(count: number): string;
  subject: Record<InvitationKind, (short: string) => string>;
  title: Record<InvitationKind, string>;
  greeting(name: string): string;
  opening: Record<InvitationKind, (advisor: string) => string>;
  labels: {
    when: string;
    noLonger: string;
    duration: string;
    withWhom: string;
    number: string;
    code: string;
    phone: string;
  };
  /** Says what the struck-out time means, for readers that do not see the line through it. */
  noLongerValid: string;
  join: { heading: string; button: string; orLink: string; sameLink: string };
  code: { inLink: string; separately: string; unchanged: string; changed: string };
  test: { heading: string; text: string; link: string };
  asks: { heading: string; items: readonly string[] };
  trouble: { heading: string; call: (phone: string) => string; number: (grouped: string) => string };
  privacy(advisor: string): string;
  keepPrivate: string;
  terms: string;
  privacyNotice: string;
  cancelled: { removed: string; again: (phone: string) => string };
  calendar: {
    summary(advisor: string): string;
    description: { join: string; number: string; code: string; phone: string; cancelled: string };
    reminder: string;
    fileName: string;
  };
}
