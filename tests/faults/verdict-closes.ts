/** Every end of a page has its reason: nobody is sent away for good because something broke. */
import { closeCode } from '@visavis/shared';
import type { History } from './history.ts';
import { type Of, only, pagesOf, type Rule } from './verdict-rule.ts';

/** 4409 only with another page of the same person, 4410 only when the room was ended, everything else never. */
export const explainedCloses: Rule = (history) => {
  const pages = pagesOf(history);
  return only(history, 'closed')
    .filter((closed) => !isExplained(history, closed, pages.get(closed.page)))
    .map(({ at, page, code, error }) => ({ rule: 'closes', at, detail: `${page} was closed ${code} ${error ?? ''}` }));
};

function isExplained(
  history: History,
  { at, page, code }: Of<'closed'>,
  facts: { room: string; seat: string } | undefined,
): boolean {
  if (code === closeCode.replaced) {
    return only(history, 'opened').some(
      (other) => other.page !== page && other.room === facts?.room && other.seat === facts.seat && other.at <= at,
    );
  }
  if (code === closeCode['room-over']) {
    return only(history, 'ended').some(({ room, at: endedAt }) => room === facts?.room && endedAt <= at);
  }
  return false;
}
