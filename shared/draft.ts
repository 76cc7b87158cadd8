/** Fills the join link into a mail that somebody composes by hand; runs in the browser, so that no server sees the link. */
import type { MailDraft } from './appointment.ts';

/** Where the join link goes, literally. Texts that people typed never hold it. */
export const linkPlaceholder = '{link}';

/** Only characters that mean nothing to HTML, to iCalendar's TEXT (RFC 5545 §3.3.11), or to a mail's lines. */
const harmless = /^https?:\/\/[A-Za-z0-9.:[\]-]+\/[A-Za-z0-9/._~#-]*$/;

/** UTF-8 octets of one character. */
function octets(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function foldLine(line: string): string {
  let folded = '';
  let length = 0;
  for (const character of line) {
    const size = octets(character);
    if (length + size > 75) {
      folded += '\r\n ';
      length = 1;
    }
    folded += character;
    length += size;
  }
  return folded;
}

/** Breaks content lines after 75 octets at most, never inside a character (RFC 5545 §3.1). Folds what is not folded yet. */
export function foldCalendar(calendar: string): string {
  return calendar
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(foldLine)
    .join('\r\n');
}

/**
 * The draft with `joinLink` in all places. The rule between server and browser: a draft's calendar comes with its lines
 * unfolded, so that the placeholder is never cut; the browser first fills in, then folds.
 * @throws {RangeError} for a link with characters that would mean something in HTML or iCalendar
 */
export function fillDraft(draft: MailDraft, joinLink: string): MailDraft {
  if (!harmless.test(joinLink)) throw new RangeError('not a join link');
  const fill = (text: string) => text.replaceAll(linkPlaceholder, () => joinLink);
  return {
    to: draft.to,
    subject: draft.subject,
    text: fill(draft.text),
    html: fill(draft.html),
    calendar: foldCalendar(fill(draft.calendar)),
  };
}
