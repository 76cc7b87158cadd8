/** What a rule over a history is, and how rules read it. */
import type { Entry, Happening, History, PageFacts, PageName } from './history.ts';

/** Which promise was broken, when, and how. */
export interface Violation {
  rule: string;
  at: number;
  detail: string;
}

export type Rule = (history: History) => Violation[];
export type Of<W extends Happening['what']> = Entry & Extract<Happening, { what: W }>;

/** Entries of one kind, in order. */
export const only = <W extends Happening['what']>(history: History, what: W): Of<W>[] =>
  history.filter((entry): entry is Of<W> => entry.what === what);

export const pagesOf = (history: History): Map<PageName, PageFacts> =>
  new Map(only(history, 'opened').map((entry) => [entry.page, entry]));

/** Who gave each body to which of their lines, and when first; bodies are unlike each other. */
export function authorsOf(history: History): Map<string, Of<'transmitted'>> {
  const authors = new Map<string, Of<'transmitted'>>();
  for (const entry of only(history, 'transmitted')) {
    if (!authors.has(entry.body)) authors.set(entry.body, entry);
  }
  return authors;
}
