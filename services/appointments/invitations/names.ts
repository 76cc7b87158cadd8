/** Names as people type them, made safe for one line of a header, a calendar or a page; and numbers in groups. */

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * One line without control characters and without characters that turn the reading direction of what follows. Letters,
 * accents, emoji and quotes stay. Braces around `link` go, so that no name is taken for the placeholder of a draft.
 */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ')
    .replaceAll('{link}', 'link')
    .trim()
    .slice(0, 200);
}

/**
 * Mail programs make a link of whatever looks like an address. Nobody shall send one to a mailbox of somebody else by calling themselves
 * so: a word joiner, which nobody sees, parts what only looks like it.
 */
const unlinked = (line: string): string =>
  line.replaceAll('://', ': // ').replace(/(?<=[\p{L}\p{N}-])([.@])(?=\p{L})/gu, '$1\u2060');

/** A name inside a sentence: one in Hebrew or Arabic letters gets isolates (UAX #9), so that the sentence keeps its order. */
export function inSentence(name: string): string {
  const line = unlinked(oneLine(name));
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
}

/** `4711223310` → `4711 2233 10`: groups of four, as on the page that asks for it. */
export function inGroups(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}

/** The target of a `tel:` link: digits and a leading plus (RFC 3966 without separators). A zero in brackets is not dialled. */
export function dialled(phone: string): string {
  return phone.replace(/\(0\)/g, '').replace(/(?!^\+)[^0-9]/g, '');
}
