/** Of a room whose pods were told that it is over nothing is left at once; of one that fell silent, when its seats' time is over. */
import type { History } from './history.ts';
import { type Of, only, pagesOf, type Rule } from './verdict-rule.ts';

/** Nobody told a pod: the seats end by themselves. */
export const emptyAfterSilenceMs = 60_000;
/** The pods were told: sooner than any seat of a schedule ends by itself (`short-times.ts`). */
export const emptyAfterWordMs = 2_000;

/** Before every try to reach its store a pod waits twice as long, from 50 ms to two seconds: never much more than the damage lasted. */
const retryMs = (awayMs: number): number => Math.min(2_000, 2 * awayMs + 50);
/** How often a pod tells its store what that did not hear. */
const lookMs = 1_000;

/** When a pod has told its store all that it was told, whatever was done to the two of them. */
function caughtUpAt(history: History, pod: string): number {
  const back = only(history, 'store-back').filter((entry) => entry.pod === pod || entry.pod === 'every');
  // Of a pod that stood still the line to the store may be gone, and its first try finds it.
  const awake = only(history, 'continued').filter((entry) => entry.pod === pod);
  return Math.max(
    0,
    ...back.map(({ at, awayMs }) => at + retryMs(awayMs) + lookMs),
    ...awake.map(({ at }) => at + retryMs(0) + lookMs),
  );
}

/** Who sat in each seat of the room when it ended. */
function holdersOf(history: History, { room, at }: Of<'ended'>): Map<string, Of<'seated'>> {
  const pages = pagesOf(history);
  const holders = new Map<string, Of<'seated'>>();
  for (const seated of only(history, 'seated')) {
    const facts = pages.get(seated.page);
    if (facts?.room === room && seated.at <= at) holders.set(facts.seat, seated);
  }
  return holders;
}

/** Those whose word ended the room: the advisor, or everybody by a goodbye. Nobody when anybody just fell silent. */
function tellersOf(history: History, ended: Of<'ended'>): Of<'seated'>[] {
  const holders = holdersOf(history, ended);
  const words = new Map(
    only(history, 'shut')
      .filter(({ at }) => at >= ended.at)
      .map(({ page, told }) => [page, told]),
  );
  const advisor = holders.get('advisor');
  if (advisor && words.get(advisor.page) === 'end') return [advisor];
  const all = [...holders.values()];
  return all.every(({ page }) => words.get(page) === 'bye') ? all : [];
}

/** Within which time after its end a room has to be empty. */
export function emptyWithinMs(history: History, ended: Of<'ended'>): number {
  const tellers = tellersOf(history, ended);
  if (tellers.length === 0) return emptyAfterSilenceMs;
  const lateMs = Math.max(0, ...tellers.map(({ pod }) => caughtUpAt(history, pod) - ended.at));
  return emptyAfterWordMs + lateMs;
}

/** Of an ended room no seat is left in the store in time, and none comes back. */
export const empties: Rule = (history) => {
  const emptied = new Map(only(history, 'emptied').map(({ room, afterMs }) => [room, afterMs]));
  const left = new Map(only(history, 'not-emptied').map((entry) => [entry.room, entry.left]));
  return only(history, 'ended').flatMap((ended) => {
    const { at, room } = ended;
    const afterMs = emptied.get(room) ?? Number.POSITIVE_INFINITY;
    const withinMs = emptyWithinMs(history, ended);
    if (afterMs <= withinMs && !left.has(room)) return [];
    const detail = `${room}: ${left.get(room) ?? `empty after ${afterMs} ms`}, allowed were ${withinMs} ms`;
    return [{ rule: 'empty', at, detail }];
  });
};
