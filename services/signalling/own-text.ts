/** Words that outlive the text they came in. */

/** The same ASCII text by itself: as a part of a longer one it would keep all of that in memory for as long as it lives. */
export const ownText = (part = ''): string => Buffer.from(part, 'latin1').toString('latin1');
