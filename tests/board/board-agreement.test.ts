/** Both boards agree: whatever is drawn, moved, erased and taken back at both ends at once, and wherever a line is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBoard, merge, sheetsOf, thingsOn } from '../../clients/ui/call/tools/board/board.ts';
import { newBoardState, step } from '../../clients/ui/call/tools/board/board-step.ts';
import { type Entry, freshSheet, limits, type Stroke } from '../../clients/ui/call/tools/board/board-value.ts';
import { type Side, turn, twoBoards } from './two-boards.ts';

const stroke = (...points: number[]): Stroke => ({
  kind: 'stroke',
  born: 1,
  sheet: 'first',
  ink: 'blue',
  size: 'thin',
  points,
});

const contents = ({ session }: Side) => [...session.view.board.entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

interface DrawDeed {
  type: 'draw' | 'move' | 'erase';
  side: 'a' | 'b';
  pick: number;
}

type Deed =
  | DrawDeed
  | { type: 'undo' | 'redo'; side: 'a' | 'b' }
  | { type: 'carry'; side: 'a' | 'b'; count: number }
  | { type: 'cut' }
  | { type: 'open' };

const side = fc.constantFrom('a' as const, 'b' as const);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constantFrom('draw' as const, 'move', 'erase'), side, pick: fc.nat(9) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('undo' as const, 'redo'), side }) },
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constant('carry' as const), side, count: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cut' as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('open' as const) }) },
);

function change(one: Side, { type, pick }: DrawDeed): void {
  const { session } = one;
  const things = thingsOn(session.view.board, 'first');
  const chosen = things[pick % Math.max(things.length, 1)];
  if (type === 'draw' || !chosen) {
    session.act({ type: 'change', changes: [{ id: session.newId(), value: stroke(pick, pick, pick * 2, pick) }] });
  } else {
    const value = type === 'move' ? stroke(pick + 1, pick, pick, pick + 2) : null;
    session.act({ type: 'change', changes: [{ id: chosen.id, value }] });
  }
}

describe('two boards', () => {
  it('hold the same after any interleaving of deeds, losses and lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 60 }), async (deeds) => {
        const boards = twoBoards();
        boards.open();
        for (const what of deeds) {
          if (what.type === 'cut') boards.cut();
          else if (what.type === 'open') boards.open();
          else if (what.type === 'carry') await boards.carry(boards[what.side], what.count);
          else if ('pick' in what) change(boards[what.side], what);
          else boards[what.side].session.act({ type: what.type });
        }
        boards.cut();
        boards.open();
        await boards.settle();
        expect(contents(boards.a)).toEqual(contents(boards.b));
        expect(boards.a.session.view.dropped + boards.b.session.view.dropped).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('bring back everything to somebody who lost it', async () => {
    const boards = twoBoards();
    for (let count = 0; count < 300; count++) change(boards.a, { type: 'draw', side: 'a', pick: count % 10 });
    boards.open();
    await boards.settle();
    expect(contents(boards.b)).toHaveLength(300);
    expect(contents(boards.b)).toEqual(contents(boards.a));
  });

  it('keep what is drawn while nothing can be sent', async () => {
    const boards = twoBoards();
    change(boards.b, { type: 'draw', side: 'b', pick: 3 });
    await turn();
    boards.open();
    await boards.settle();
    expect(thingsOn(boards.a.session.view.board, 'first')).toHaveLength(1);
  });
});

describe('taking back', () => {
  it('takes back the own step and leaves the other one', async () => {
    const { a, b, open, settle } = twoBoards();
    open();
    change(a, { type: 'draw', side: 'a', pick: 1 });
    await settle();
    change(b, { type: 'draw', side: 'b', pick: 2 });
    await settle();
    a.session.act({ type: 'undo' });
    await settle();
    expect(thingsOn(b.session.view.board, 'first').map(({ id }) => id[0])).toEqual(['g']);
    a.session.act({ type: 'redo' });
    await settle();
    expect(thingsOn(b.session.view.board, 'first')).toHaveLength(2);
  });

  it('leaves a thing alone that the other side changed since', async () => {
    const { a, b, open, settle } = twoBoards();
    open();
    change(a, { type: 'draw', side: 'a', pick: 1 });
    await settle();
    change(b, { type: 'move', side: 'b', pick: 4 });
    await settle();
    a.session.act({ type: 'undo' });
    await settle();
    expect(thingsOn(a.session.view.board, 'first')[0]?.value).toEqual(stroke(5, 4, 4, 6));
    expect(a.session.view.canUndo).toBe(false);
  });

  it('brings back the very first sheet with all that lay on it', async () => {
    const { a, b, open, settle } = twoBoards();
    open();
    change(a, { type: 'draw', side: 'a', pick: 1 });
    const second = a.session.newId();
    const sheet = { kind: 'sheet', born: 1, ...freshSheet } as const;
    a.session.act({ type: 'change', changes: [{ id: second, value: sheet }] });
    const lying = thingsOn(a.session.view.board, 'first').map(({ id }) => ({ id, value: null }));
    a.session.act({ type: 'change', changes: [{ id: 'first', value: null }, ...lying] });
    await settle();
    expect(sheetsOf(b.session.view.board).map(({ id }) => id)).toEqual([second]);
    a.session.act({ type: 'undo' });
    await settle();
    for (const { session } of [a, b]) {
      expect(sheetsOf(session.view.board).map(({ id }) => id)).toEqual(['first', second]);
      expect(thingsOn(session.view.board, 'first')).toHaveLength(1);
    }
  });

  it('waits for room where there is none, and takes back nothing else instead', () => {
    const full = (points: number) => ({ ...newBoardState('aaaaaaaaa'), board: { ...emptyBoard, points } });
    const long = stroke(...Array.from({ length: 200 }, (_, at) => at));
    const put = (id: string) => ({ type: 'change', changes: [{ id: `aaaaaaaaa-${id}`, value: long }] }) as const;
    const drawn = [put('1'), put('2')].reduce((state, deed) => step(state, deed).state, full(0));
    const erased = step(drawn, { type: 'change', changes: [{ id: 'aaaaaaaaa-2', value: null }] }).state;
    const crowded = { ...erased, board: { ...erased.board, points: limits.own.points } };
    const { state, effects } = step(crowded, { type: 'undo' });
    expect(effects).toEqual([{ type: 'full' }]);
    expect(thingsOn(state.board, 'first').map(({ id }) => id)).toEqual(['aaaaaaaaa-1']);
    expect(state.done).toHaveLength(3);
  });
});

describe('a board that is full', () => {
  const entry = (at: number, value: Entry['value'] = stroke(1, 1)): Entry => ({
    id: `gbbbbbbbb-${at.toString(36)}`,
    n: at + 1,
    by: 'gbbbbbbbb',
    value,
  });
  const room = { entries: 10, ids: 10, points: 30 };

  it('refuses more things and more points, but lets things be moved and erased', () => {
    const many = Array.from({ length: 12 }, (_, at) => entry(at));
    const { board, refused } = merge(emptyBoard, many, room);
    expect(refused).toBe(2);
    const long = entry(0, stroke(...Array.from({ length: 60 }, () => 5)));
    expect(merge(board, [{ ...long, n: 50 }], room).refused).toBe(1);
    expect(merge(board, [{ ...entry(0, stroke(9, 9)), n: 50 }], room).taken).toHaveLength(1);
    const fuller = { entries: 5, ids: 5, points: 5 };
    expect(merge(board, [{ ...entry(0, stroke(9, 9)), n: 50 }], fuller).taken).toHaveLength(1);
    expect(merge(board, [{ ...entry(0, null), n: 50 }], fuller).board.points).toBe(9);
  });

  it('has room again for what was erased, and forgets nothing of that', () => {
    const wide = { entries: 10, ids: 15, points: 99 };
    const { board } = merge(
      emptyBoard,
      Array.from({ length: 10 }, (_, at) => entry(at)),
      wide,
    );
    const fresh = Array.from({ length: 8 }, (_, at) => ({ ...entry(at + 20), n: 100 }));
    expect(merge(board, fresh, wide).refused).toBe(8);
    const gone = Array.from({ length: 6 }, (_, at) => ({ ...entry(at, null), n: 50 }));
    const erased = merge(board, gone, wide).board;
    expect([erased.standing, erased.entries.size]).toEqual([4, 10]);
    const after = merge(erased, fresh, wide);
    expect([after.taken.length, after.refused, after.board.standing]).toEqual([5, 3, 9]);
    // A late word does not bring it back, and what comes back by a newer one needs room too.
    expect(merge(after.board, [entry(0)], wide).taken).toEqual([]);
    const back = merge(
      after.board,
      [1, 2].map((at) => ({ ...entry(at), n: 200 })),
      wide,
    );
    expect([back.taken.length, back.refused]).toEqual([1, 1]);
  });

  it('does not grow by the removal of what it never had', () => {
    const { board } = merge(emptyBoard, [entry(0), entry(1)], room);
    const gone = Array.from({ length: 50 }, (_, at) => entry(at + 2, null));
    const after = merge(board, gone, room);
    expect(after.board.entries.size).toBe(room.ids);
    expect(after.refused).toBe(42);
    expect(merge(after.board, [{ ...entry(1, null), n: 99 }], room).taken).toHaveLength(1);
  });

  it('says so to its own person and changes nothing', () => {
    const { a } = twoBoards();
    const points = Array.from({ length: limits.pointsOfStroke * 2 }, () => 7);
    for (let count = 0; count <= limits.own.points / limits.pointsOfStroke; count++) {
      a.session.act({ type: 'change', changes: [{ id: a.session.newId(), value: stroke(...points) }] });
    }
    expect(a.session.view.isFull).toBe(true);
    expect(a.session.view.board.points).toBe(limits.own.points);
  });
});
