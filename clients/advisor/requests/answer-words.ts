/** What is said after an answer to a request: done, or overtaken by somebody or by the clock. Pure. */
import type { AdvisorRequest } from '@visavis/shared';
import type { RequestsTexts } from './texts/index.ts';

export type AnswerKind = 'confirm' | 'propose' | 'decline';

/** `good`: as wished · `warn`: overtaken, nothing was changed by this press. */
export interface Outcry {
  tone: 'good' | 'warn';
  text: string;
}

/** `when` is day and time of the request after the answer. */
export function doneWords(kind: AnswerKind, name: string, when: string, texts: RequestsTexts): Outcry {
  const text = kind === 'decline' ? texts.done.decline(name) : texts.done[kind](name, when);
  return { tone: 'good', text };
}

/** Why an answer was refused: seen in how the request stands now. Undefined where it is gone altogether. */
export function overtakenWords(
  kind: AnswerKind,
  name: string,
  now: Pick<AdvisorRequest, 'status'> | undefined,
  texts: RequestsTexts,
): Outcry {
  const words = texts.overtaken;
  if (now?.status === 'requested' && kind === 'propose') return { tone: 'warn', text: words.taken };
  switch (now?.status) {
    case 'expired':
    case 'cancelled':
    case 'proposed':
    case 'declined':
      return { tone: 'warn', text: words[now.status](name) };
    case 'confirmed':
    case 'moved':
      return { tone: 'warn', text: words.confirmed(name) };
    default:
      return { tone: 'warn', text: words.changed(name) };
  }
}
