/** The words of the board: both languages say the same, nothing shouts. */
import { expect, it } from 'vitest';
import { boardTexts } from '../../clients/ui/call/tools/board/texts.ts';

function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, item]) => paths(item, `${at}.${key}`));
}

const sentences = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value
      ? Object.values(value).flatMap(sentences)
      : [];

it('has every word in every language', () => {
  expect(paths(boardTexts.en)).toEqual(paths(boardTexts.de));
});

it('does not shout, and speaks no word of the trade', () => {
  expect(sentences(boardTexts).filter((words) => /!|Canvas|Upload|Zoom|Undo-/.test(words))).toEqual([]);
});
