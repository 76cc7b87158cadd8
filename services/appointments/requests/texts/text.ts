/** What every language must be able to say in a mail about a request. */
import type { DeclineReason } from '@visavis/shared';
import type { RequestMailKind } from '../request-state.ts';

/** Names and moments are safe to put into a sentence already. */
export interface RequestTexts {
  subject: Record<RequestMailKind, (short: string) => string>;
  title: Record<RequestMailKind, string>;
  opening: Record<RequestMailKind, (advisor: string) => string>;
  /** Why it was declined, where the advisor said so. */
  reasons: Record<DeclineReason, string>;
  /** An own proposal that the guest did not answer, instead of a wish that the advisor did not. */
  openingUnanswered: string;
  labels: { wished: string; proposed: string };
  notPossible: string;
  /** `until` is day and time. */
  next: Record<'verify' | 'received' | 'proposed', (until: string) => string>;
  button: Record<'verify' | 'link' | 'received' | 'proposed', string>;
  orLink: string;
  callToAccept: (phone: string) => string;
  callToCancel: (phone: string) => string;
  again: (phone: string) => string;
  notMe: string;
  nothingToDo: string;
}
