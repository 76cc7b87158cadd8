/** What a hand does on the sheet: by pointer, by keys, without dragging; and where things lie. */
import { describe, expect, it } from 'vitest';
import { shownSheet, thingsOn } from '../../clients/ui/call/tools/board/board.ts';
import { limits, type Shape, type Stroke, type Text } from '../../clients/ui/call/tools/board/board-value.ts';
import { boxOf, hits, moved, resized } from '../../clients/ui/call/tools/board/geometry.ts';
import type { ToolKind } from '../../clients/ui/call/tools/board/gesture.ts';
import { Hand } from '../../clients/ui/call/tools/board/hand.ts';
import { boardKey } from '../../clients/ui/call/tools/board/key-action.ts';
import { boardTexts } from '../../clients/ui/call/tools/board/texts.ts';
import { authorWords, listEntries } from '../../clients/ui/call/tools/board/thing-list.tsx';
import { panned, scaleOf, toSheet, wholeSheet, zoomed } from '../../clients/ui/call/tools/board/viewport.ts';
import { twoBoards } from './two-boards.ts';

function setUp(tool: ToolKind) {
  const boards = twoBoards();
  const { session } = boards.a;
  const hand = new Hand(session);
  hand.hold({ tool });
  const things = () => thingsOn(session.view.board, 'first').map(({ value }) => value);
  const drag = (...places: [number, number][]) => {
    for (const [at, [x, y]] of places.entries()) hand.gesture({ type: at === 0 ? 'down' : 'move', x, y });
    const [x, y] = places.at(-1) ?? [0, 0];
    hand.gesture({ type: 'up', x, y });
  };
  return { ...boards, session, hand, things, drag };
}

describe('a hand with a pointer', () => {
  it('draws a stroke that the other side sees while it grows', async () => {
    const { b, drag, things, open, settle } = setUp('pen');
    open();
    drag([100, 100], [200, 150], [300, 400]);
    expect(things()).toMatchObject([{ kind: 'stroke', points: [100, 100, 200, 150, 300, 400] }]);
    await settle();
    expect(thingsOn(b.session.view.board, 'first')).toHaveLength(1);
    expect(b.session.view.passing.strokes.size).toBe(0);
  });

  it('goes on with a new stroke where one has grown too long', () => {
    const { drag, things } = setUp('pen');
    drag(...Array.from({ length: limits.pointsOfStroke + 10 }, (_, at): [number, number] => [at, at % 7]));
    const strokes = things() as Stroke[];
    expect(strokes.map(({ points }) => points.length / 2)).toEqual([limits.pointsOfStroke, 11]);
  });

  it('withdraws a stroke that becomes two fingers', async () => {
    const { a, b, hand, things, open, settle } = setUp('pen');
    open();
    hand.gesture({ type: 'down', x: 1, y: 1 });
    await settle();
    expect(b.session.view.passing.strokes.size).toBe(1);
    hand.gesture({ type: 'cancel' });
    await settle();
    expect(b.session.view.passing.strokes.size).toBe(0);
    expect(things()).toEqual([]);
    expect(a.session.view.canUndo).toBe(false);
  });

  it.each(['line', 'arrow', 'rectangle', 'ellipse'] as const)(
    'makes a %s by pulling, and one of a good size by a press',
    (tool) => {
      const { drag, things } = setUp(tool);
      drag([1_000, 1_000], [4_000, 3_000]);
      drag([500, 600]);
      const [pulled, pressed] = things() as Shape[];
      expect(pulled).toMatchObject({ kind: tool, box: [1_000, 1_000, 4_000, 3_000] });
      expect(pressed?.box.slice(0, 2)).toEqual([500, 600]);
      expect(pressed && boxOf(pressed).right).toBeGreaterThan(2_000);
    },
  );

  it('erases what it touches, in one step', () => {
    const { hand, session, drag, things } = setUp('line');
    drag([0, 0], [1_000, 0]);
    drag([0, 1_000], [1_000, 1_000]);
    drag([0, 9_000], [1_000, 9_000]);
    hand.hold({ tool: 'eraser' });
    drag([500, 5], [500, 500], [500, 1_000]);
    expect(things()).toHaveLength(1);
    session.act({ type: 'undo' });
    expect(things()).toHaveLength(3);
  });

  it('moves and resizes what it has chosen, and does nothing by a mere click', () => {
    const { hand, session, drag, things } = setUp('rectangle');
    drag([1_000, 1_000], [3_000, 2_000]);
    hand.hold({ tool: 'select' });
    drag([1_500, 1_500], [1_505, 1_500]);
    expect(session.view.board.clock).toBe(1);
    drag([1_500, 1_500], [2_500, 3_500]);
    expect(things()).toMatchObject([{ box: [2_000, 3_000, 4_000, 4_000] }]);
    drag([4_000, 4_000], [5_000, 4_500]);
    expect(things()).toMatchObject([{ box: [2_000, 3_000, 5_000, 4_500] }]);
  });

  it('gives the chosen thing another colour and size', () => {
    const { hand, drag, things } = setUp('rectangle');
    drag([1_000, 1_000], [3_000, 2_000]);
    hand.hold({ tool: 'select' });
    drag([1_500, 1_500]);
    hand.hold({ ink: 'red' });
    hand.hold({ size: 'thick' });
    expect(things()).toMatchObject([{ ink: 'red', size: 'thick' }]);
  });
});

describe('a hand with keys', () => {
  it('draws a shape from corner to corner', () => {
    const { hand, things } = setUp('rectangle');
    hand.moveCross(-1_000, -1_000);
    hand.pressCross();
    hand.moveCross(2_000, 0);
    hand.moveCross(0, 1_000);
    hand.pressCross();
    expect(things()).toMatchObject([{ kind: 'rectangle', box: [7_000, 4_000, 9_000, 5_000] }]);
  });

  it('chooses, moves, enlarges and removes', () => {
    const { hand, things } = setUp('line');
    hand.pressCross();
    hand.moveCross(1_000, 0);
    hand.pressCross();
    hand.hold({ tool: 'select' });
    hand.pressCross();
    expect(hand.selected()).toBeDefined();
    hand.alter((thing) => moved(thing, 200, 0));
    expect(things()).toMatchObject([{ box: [8_200, 5_000, 9_200, 5_000] }]);
    hand.alter((thing) => resized(thing, 200, 0));
    expect(things()).toMatchObject([{ box: [8_200, 5_000, 9_400, 5_000] }]);
    hand.remove();
    expect(things()).toEqual([]);
  });

  it('writes a text where the cross stands, cleaned of what turns it round, and changes it later', () => {
    const { hand, things } = setUp('text');
    hand.pressCross();
    expect(hand.view.writing?.at).toEqual({ x: 8_000, y: 5_000 });
    hand.write('  Pfle\u202Egegrad\u0007 3  ');
    expect(things()).toMatchObject([{ kind: 'text', text: 'Pflegegrad 3', at: [8_000, 5_000] }]);
    hand.hold({ tool: 'select' });
    hand.pressCross();
    hand.rewrite();
    hand.write('Pflegegrad 4');
    expect((things() as Text[]).map(({ text }) => text)).toEqual(['Pflegegrad 4']);
    hand.hold({ tool: 'text' });
    hand.pressCross();
    hand.write(undefined);
    expect(things()).toHaveLength(1);
  });

  it('leaves to the page what is the page’s', () => {
    const key = (name: string, held = {}) =>
      boardKey({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });
    expect(key('m')).toBeUndefined();
    expect(key('Tab')).toBeUndefined();
    expect(key('ArrowLeft', { altKey: true })).toBeUndefined();
    expect(key('s', { ctrlKey: true })).toBeUndefined();
    expect(key('z', { ctrlKey: true })).toEqual({ type: 'undo' });
    expect(key('Z', { ctrlKey: true, shiftKey: true })).toEqual({ type: 'redo' });
    expect(key('ArrowUp', { shiftKey: true })).toEqual({ type: 'step', dx: 0, dy: -1, isFar: true });
  });
});

describe('things', () => {
  const base = { born: 1, sheet: 'first', ink: 'blue', size: 'thin' } as const;

  it('are hit where they are seen', () => {
    const line: Shape = { ...base, kind: 'line', box: [0, 0, 1_000, 1_000] };
    expect(hits(line, 500, 520, 50)).toBe(true);
    expect(hits(line, 900, 100, 50)).toBe(false);
    const stroke: Stroke = { ...base, kind: 'stroke', points: [0, 0, 1_000, 0, 1_000, 1_000] };
    expect(hits(stroke, 1_010, 500, 20)).toBe(true);
    expect(hits(stroke, 500, 500, 20)).toBe(false);
    expect(hits({ ...base, kind: 'stroke', points: [5, 5] }, 10, 10, 20)).toBe(true);
  });

  it('stand in the list with handwriting as one, and with whose they are', () => {
    const stroke = (id: string) => ({ id, value: { ...base, kind: 'stroke' as const, points: [1, 2] } });
    const text = {
      id: 'aaaaaaaaa-9',
      value: { ...base, kind: 'text' as const, at: [1, 2] as [number, number], text: 'x' },
    };
    const entries = listEntries([stroke('aaaaaaaaa-1'), stroke('aaaaaaaaa-2'), stroke('gbbbbbbbb-1'), text]);
    expect(entries.map(({ things }) => things.length)).toEqual([2, 1, 1]);
    const { de } = boardTexts;
    expect(authorWords('aaaaaaaaa', 'aaaaaaaaa', 'Frau Weber', de)).toBe('von Ihnen');
    expect(authorWords('accccccccc', 'aaaaaaaaa', 'Frau Weber', de)).toBe('von vorhin');
    expect(authorWords('gbbbbbbbb', 'aaaaaaaaa', 'Frau Weber', de)).toBe('von Frau Weber');
  });

  it('lie on the sheet that both look at, and one sheet is always there', () => {
    const { a, b, open } = setUp('pen');
    open();
    expect(shownSheet(b.session.view.board).id).toBe('first');
    a.session.act({ type: 'change', changes: [{ id: 'first', value: null }] });
    expect(shownSheet(a.session.view.board).id).toBe('first');
  });
});

describe('what is seen of a sheet', () => {
  const sheet = { width: 16_000, height: 10_000 };
  const screen = { width: 800, height: 800 };
  const whole = wholeSheet(sheet);

  it('is all of it at first', () => {
    expect(scaleOf(whole, sheet, screen)).toBe(0.05);
    expect(toSheet({ x: 400, y: 400 }, whole, sheet, screen)).toEqual({ x: 8_000, y: 5_000 });
  });

  it('keeps the place under the fingers when it grows', () => {
    const at = { x: 200, y: 350 };
    const before = toSheet(at, whole, sheet, screen);
    const after = toSheet(at, zoomed(whole, 3, at, sheet, screen), sheet, screen);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('never leaves the sheet', () => {
    const far = panned(zoomed(whole, 4, { x: 400, y: 400 }, sheet, screen), 1e6, 1e6, sheet, screen);
    expect(far).toEqual({ zoom: 4, x: 2_000, y: 2_000 });
    expect(panned(whole, 500, 500, sheet, screen)).toEqual(whole);
  });
});
