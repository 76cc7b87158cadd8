/** Chance that can be repeated: everything a schedule leaves to luck is drawn from its seed. */

/** Draws in the order they are asked for; the same seed draws the same. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends possible. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  /** @throws {RangeError} when there is nothing to pick from */
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32: 32 bits of state, even enough for a nemesis. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const found = items[Math.floor(next() * items.length)];
      if (found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
  };
}
