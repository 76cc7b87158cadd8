/** Texts of the other side as a page may show them, the links in them, and the whole conversation as a text. Pure. */
import type { Entry } from './text-state.ts';

/** Control characters a person cannot have meant; line breaks and tabs stay (T.140 has others for them). */
const controls = /(?![\n\t])\p{Cc}/gu;

/** What is shown of a text. The page isolates its direction (`unicode-bidi`), so that none leaves its own line. */
export const shownText = (text: string): string => text.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(controls, '');

/** An address to open: where it leads, and the host in letters that cannot be mistaken (punycode). */
export interface FoundLink {
  href: string;
  host: string;
}

const mostLinks = 3;
const address = /https?:\/\/[^\s<>"'`]+/gi;
const closing = /[.,;:!?)\]}»“”’]+$/;

/** At most three; none that hides where it leads behind a name and password. */
export function linksIn(text: string): FoundLink[] {
  const found = new Map<string, FoundLink>();
  for (const [raw] of text.matchAll(address)) {
    const url = urlOf(raw.replace(closing, ''));
    if (url === undefined || url.username !== '' || url.password !== '') continue;
    if (!url.hostname.includes('.')) continue;
    found.set(url.href, { href: url.href, host: url.host });
    if (found.size === mostLinks) break;
  }
  return [...found.values()];
}

function urlOf(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** Hour and minute in the language of the page. */
export function timeWords(at: number, language: string): string {
  const format = formats.get(language) ?? new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  formats.set(language, format);
  return format.format(at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Everything that was said, one message a paragraph, for the clipboard or a file. */
export const wholeText = (title: string, entries: readonly Entry[], headOf: (entry: Entry) => string): string =>
  [title, ...entries.map((entry) => `${headOf(entry)}\n${shownText(entry.text)}`)].join('\n\n').concat('\n');
