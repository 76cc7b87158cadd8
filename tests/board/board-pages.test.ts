/** Several sheets: how many there are, and what one person writes while the other one turns the page. */
import { describe, expect, it } from 'vitest';
import { emptyBoard, merge, sheetsOf, thingsOn } from '../../clients/ui/call/tools/board/board.ts';
import { type Entry, freshSheet, limits, type Text } from '../../clients/ui/call/tools/board/board-value.ts';
import { Hand } from '../../clients/ui/call/tools/board/hand.ts';
import { showSheet } from '../../clients/ui/call/tools/board/open-file.ts';
import { twoBoards } from './two-boards.ts';

describe('turning the page', () => {
  it('does not go through more sheets than two people can lay down', () => {
    const entries = Array.from(
      { length: 500 },
      (_, at): Entry => ({
        id: `gbbbbbbbb-${at.toString(36)}`,
        n: at + 1,
        by: 'gbbbbbbbb',
        value: { kind: 'sheet', born: at + 1, ...freshSheet },
      }),
    );
    const there = merge(emptyBoard, entries, limits.accepted).board;
    const backwards = merge(emptyBoard, entries.toReversed(), limits.accepted).board;
    expect(sheetsOf(there)).toHaveLength(2 * limits.sheets);
    expect(sheetsOf(backwards)).toEqual(sheetsOf(there));
  });

  it('puts a text where it was begun, whatever sheet the other one has turned to', async () => {
    const { a, b, open, settle } = twoBoards();
    const hand = new Hand(a.session);
    hand.hold({ tool: 'text' });
    open();
    const turnTo = async (sheet: string) => {
      showSheet(b.session, sheet);
      await settle();
    };
    const second = b.session.newId();
    b.session.act({ type: 'change', changes: [{ id: second, value: { kind: 'sheet', born: 1, ...freshSheet } }] });
    const texts = (sheet: string) => thingsOn(a.session.view.board, sheet).map(({ value }) => (value as Text).text);
    hand.pressCross();
    await turnTo(second);
    hand.write('Pflegegrad 3');
    expect([texts('first'), texts(second)]).toEqual([['Pflegegrad 3'], []]);
    await turnTo('first');
    hand.hold({ tool: 'select' });
    hand.pressCross();
    hand.rewrite();
    await turnTo(second);
    hand.write('Pflegegrad 4');
    expect([texts('first'), texts(second)]).toEqual([['Pflegegrad 4'], []]);
  });
});
