/** Who lost a seat has lost their voice: what nobody may hear after a take-over. */
import type { History, PageName } from './history.ts';
import { authorsOf, type Of, only, pagesOf, type Rule } from './verdict-rule.ts';

/** A pod notices that it stood still when it was for so long; of shorter stops it cannot know. */
export const noticedPauseMs = 2_000;

const seatedOf = (history: History, page: PageName): Of<'seated'>[] =>
  only(history, 'seated').filter((entry) => entry.page === page);

/**
 * The epoch under which `page` sat when somebody was told of it. A welcome may arrive a moment later than the news of it;
 * it does not count when `rival` sat down in between.
 */
function epochWhenTold(history: History, page: PageName, toldAt: number, rival: PageName): number | undefined {
  const seatings = seatedOf(history, page);
  const before = seatings.filter(({ at }) => at <= toldAt).at(-1);
  if (before) return before.epoch;
  const after = seatings.find(({ at }) => at > toldAt);
  const isDisputed = seatedOf(history, rival).some(({ at }) => at >= toldAt && at <= (after?.at ?? 0));
  return isDisputed ? undefined : after?.epoch;
}

/** Told that Y sits in a seat, a line hears nothing more from whoever sat there under a lower epoch. */
const hearsNobodyReplaced: Rule = (history) => {
  const pages = pagesOf(history);
  const authors = authorsOf(history);
  const told = new Map<string, { page: PageName; at: number }>();
  return history.flatMap((entry) => {
    if (entry.what !== 'seated' && entry.what !== 'peer' && entry.what !== 'heard') return [];
    const place = (seat: string | undefined) => `${entry.page}/${entry.line}/${seat}`;
    const tell = (page: PageName) => told.set(place(pages.get(page)?.seat), { page, at: entry.at });
    if (entry.what === 'seated') for (const peer of entry.peers) tell(peer);
    if (entry.what === 'peer') {
      if (entry.event === 'left') told.delete(place(pages.get(entry.peer)?.seat));
      else tell(entry.peer);
    }
    const author = entry.what === 'heard' ? authors.get(entry.body)?.page : undefined;
    const holder = entry.what === 'heard' ? told.get(place(entry.from)) : undefined;
    if (!author || !holder || holder.page === author) return [];
    const theirs = seatedOf(history, author)
      .filter(({ at }) => at <= entry.at)
      .at(-1)?.epoch;
    const epoch = epochWhenTold(history, holder.page, holder.at, author);
    if (theirs === undefined || epoch === undefined || theirs >= epoch) return [];
    return [{ rule: 'fence', at: entry.at, detail: `${entry.page} heard ${author}, replaced by ${holder.page}` }];
  });
};

interface Pause {
  pod: string;
  from: number;
  to: number;
}

function pausesOf(history: History): Pause[] {
  const open = new Map<string, number>();
  const pauses: Pause[] = [];
  for (const entry of history) {
    if (entry.what === 'stopped') open.set(entry.pod, entry.at);
    if (entry.what !== 'continued') continue;
    pauses.push({ pod: entry.pod, from: open.get(entry.pod) ?? entry.at, to: entry.at });
    open.delete(entry.pod);
  }
  return pauses.filter(({ from, to }) => to - from >= noticedPauseMs);
}

/** A pod was stopped, its page's seat was taken elsewhere meanwhile: what that page says afterwards nobody hears. */
const keepsPausedPodsQuiet: Rule = (history) => {
  const pages = pagesOf(history);
  const pauses = pausesOf(history);
  const authors = authorsOf(history);
  const seatings = only(history, 'seated');
  const transmissions = only(history, 'transmitted');
  return only(history, 'heard').flatMap((heard) => {
    const said = authors.get(heard.body);
    const seating = seatings.find(({ page, line }) => page === said?.page && line === said.line);
    const pause = pauses.filter(({ pod }) => pod === seating?.pod);
    if (!said || !seating || pause.length === 0) return [];
    const { room, seat } = pages.get(said.page) ?? {};
    const thief = seatings.find((other) => {
      const facts = pages.get(other.page);
      const isTaken = other.page !== said.page && facts?.room === room && facts?.seat === seat;
      const isMeanwhile = pause.some(({ from, to }) => other.at >= from && other.at <= to && seating.at <= from);
      return isTaken && isMeanwhile && other.epoch > seating.epoch && other.at <= said.at;
    });
    if (!thief) return [];
    // Said once more over a later line, it came by that one: a store that forgot everything may seat the page again.
    const isRepeated = transmissions.some(
      (one) => one.body === heard.body && one.page === said.page && one.line !== said.line && one.at <= heard.at,
    );
    if (isRepeated) return [];
    const detail = `${heard.page} heard ${said.page} speak through the paused ${seating.pod} after ${thief.page} took over`;
    return [{ rule: 'paused', at: heard.at, detail }];
  });
};

export const fencingRules: Record<string, Rule> = { fence: hearsNobodyReplaced, paused: keepsPausedPodsQuiet };
