/** The 64 pictured words: none is taken for another, by ear or by eye. */
import { Language } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { wordDrawings } from '../../clients/ui/proof/word-drawings.ts';
import { pictureWords } from '../../clients/ui/texts/proof.ts';

/** Letters to change, add or leave out until one word is the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** As it is heard: without what sounds alike. */
const heard = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll(/sch|sh/g, 'S')
    .replaceAll(/ch|ck/g, 'k')
    .replaceAll(/ph|v/g, 'f')
    .replaceAll(/[dt]+/g, 't')
    .replaceAll(/[bp]+/g, 'p')
    .replaceAll(/([a-zäöü])\1/g, '$1');

function alike(words: readonly string[]): string[] {
  return words.flatMap((one, at) =>
    words
      .slice(at + 1)
      .filter((other) => {
        const [a, b] = [heard(one), heard(other)];
        const apart = distance(a, b);
        return apart < 2 || apart / Math.max(a.length, b.length) < 0.4;
      })
      .map((other) => `${one} and ${other}`),
  );
}

describe.each(Language.options)('the words in %s', (language) => {
  const words = pictureWords[language];

  it('are 64, each with a picture', () => {
    expect(words).toHaveLength(64);
    expect(wordDrawings).toHaveLength(64);
    for (const drawing of wordDrawings) expect(drawing.length).toBeGreaterThan(0);
  });

  it('sound unlike each other', () => {
    expect(alike(words)).toEqual([]);
  });

  it('are short enough to be read out', () => {
    expect(words.filter((word) => word.length > 12 || !/^[A-ZÄÖÜ][a-zäöüß]+( [a-z]+)?$/.test(word))).toEqual([]);
  });
});

it('no picture is there twice', () => {
  expect(new Set(wordDrawings.map((drawing) => JSON.stringify(drawing))).size).toBe(64);
});

it('finds words that sound alike', () => {
  expect(alike(['Feder', 'Feuer', 'Haus', 'Maus', 'Rad', 'Rat'])).toEqual([
    'Feder and Feuer',
    'Haus and Maus',
    'Rad and Rat',
  ]);
});
