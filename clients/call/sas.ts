/** The four words and eight digits that two people compare, and the choice of six that makes the advisor listen. */

/** Indices 0 to 63 into the lists of words. */
export type FourWords = readonly [number, number, number, number];

export interface ShortString {
  readonly words: FourWords;
  /** `4829 1370`. */
  readonly digits: string;
}

/** The first 24 of `bits` as four words of 6 bits and as eight digits. */
export function shortString(bits: Uint8Array): ShortString {
  const [a = 0, b = 0, c = 0] = bits;
  const number = (a << 16) | (b << 8) | c;
  const digits = String(number).padStart(8, '0');
  return {
    words: [number >> 18, (number >> 12) & 63, (number >> 6) & 63, number & 63],
    digits: `${digits.slice(0, 4)} ${digits.slice(4)}`,
  };
}

/** How many words the advisor chooses from. */
const candidates = 6;

/** `word` and five others in random order. `randomBytes` must be secure: nobody may know where the right one stands. */
export function drawChoices(word: number, randomBytes: (count: number) => Uint8Array): readonly number[] {
  const others = shuffled(
    Array.from({ length: 64 }, (_, index) => index).filter((index) => index !== word),
    randomBytes,
  );
  return shuffled([word, ...others.slice(0, candidates - 1)], randomBytes);
}

/** Fisher and Yates; two bytes a draw keep the unevenness below one in a thousand. */
function shuffled(items: readonly number[], randomBytes: (count: number) => Uint8Array): number[] {
  const all = [...items];
  const random = randomBytes(all.length * 2);
  for (let last = all.length - 1; last > 0; last--) {
    const draw = ((random[2 * last] ?? 0) * 256 + (random[2 * last + 1] ?? 0)) % (last + 1);
    const moved = all[last] ?? 0;
    all[last] = all[draw] ?? 0;
    all[draw] = moved;
  }
  return all;
}
