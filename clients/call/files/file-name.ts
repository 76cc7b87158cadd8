/** Names of files as they may be shown and saved: nothing in them can hide an ending, leave a folder, or upset a disk. */

const mostCharacters = 120;
const mostEndingCharacters = 12;
/** Taken by Windows whatever the ending is (Microsoft, "Naming Files, Paths, and Namespaces"). */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Controls, formats (writing direction, zero width, byte order), private use, halves of pairs, line and paragraph ends. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Marks that pile up above and below a letter and paint over what stands around it. */
const piles = /(\p{M}{3})\p{M}+/gu;
const separators = /[<>:"/\\|?*]/g;

/**
 * The name without what misleads: marks that turn the direction of writing (Unicode TR 36 §2.5), controls, paths,
 * reserved names, dots and spaces at its ends; at most 120 characters with the ending kept; never empty.
 */
export function shownName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(invisible, '')
    .replace(piles, '$1')
    .replace(separators, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const safe = reserved.test(plain) ? `_${plain}` : plain;
  return shortened(safe) || '_';
}

/** From the last dot on, in small letters, without the dot; empty where there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= mostCharacters) return name;
  const ending = [...endingOf(name)];
  if (ending.length === 0 || ending.length > mostEndingCharacters) {
    return `${characters.slice(0, mostCharacters - 1).join('')}…`;
  }
  const tail = characters.slice(-ending.length - 1);
  return `${characters.slice(0, mostCharacters - tail.length - 1).join('')}…${tail.join('')}`;
}
