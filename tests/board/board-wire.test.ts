/** What comes out of the lane is read strictly: hostile messages are dropped and counted, pictures are what they say. */
import { describe, expect, it } from 'vitest';
import { limits, type Picture } from '../../clients/ui/call/tools/board/board-value.ts';
import { decode, encode, encodePiece, nextBatch } from '../../clients/ui/call/tools/board/wire.ts';
import { hashOf } from '../../clients/ui/call/tools/digest.ts';
import { png, sheetWith, twoBoards } from './two-boards.ts';

const json = (value: unknown) => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return new Uint8Array([0, ...bytes]);
};
const base = { born: 1, sheet: 'first', ink: 'red', size: 'thin' };
const entry = (value: unknown, change: object = {}) => ({
  type: 'entries',
  entries: [{ id: 'gbbbbbbbb-1', n: 1, by: 'gbbbbbbbb', value, ...change }],
});
const words = (text: string) => entry({ kind: 'text', ...base, at: [1, 2], text });

const hostile: [string, unknown][] = [
  ['a word that is none', { type: 'draw' }],
  ['an unknown kind of thing', entry({ kind: 'script', ...base })],
  ['an unknown key', entry({ kind: 'text', ...base, at: [1, 2], text: 'x', href: 'https://example.org' })],
  ['an id of another form', entry(null, { id: '__proto__' })],
  ['a stamp beyond all stamps', entry(null, { n: 2 ** 53 })],
  ['half a point', entry({ kind: 'stroke', ...base, points: [1, 2, 3] })],
  ['a point that is no number', entry({ kind: 'stroke', ...base, points: [1, null] })],
  ['a point far away', entry({ kind: 'stroke', ...base, points: [1, 1e9] })],
  ['too many points', entry({ kind: 'stroke', ...base, points: Array(limits.pointsOfStroke * 2 + 2).fill(1) })],
  ['letters that turn the direction', words('abc\u202Edef')],
  ['control characters', words('a\u0007b')],
  ['too long a text', words('x'.repeat(limits.textLength + 1))],
  ['no text', words('')],
  ['a colour that is code', entry({ kind: 'stroke', ...base, ink: 'url(x)', points: [1, 2] })],
  [
    'a picture larger than pictures may be',
    entry({
      kind: 'sheet',
      born: 1,
      width: 9_000,
      height: 9_000,
      picture: { hash: 'a'.repeat(64), type: 'image/png', bytes: 10, width: 60_000, height: 60_000 },
    }),
  ],
];

describe('the wire', () => {
  it.each(hostile)('does not read %s', (_name, message) => {
    expect(decode(json(message))).toBeUndefined();
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['an unknown kind', new Uint8Array([9, 1, 2])],
    ['no JSON', new Uint8Array([0, 123])],
    ['letters that are none', new Uint8Array([0, 34, 0xff, 0xfe, 34])],
    ['a piece without data', encodePiece({ hash: 'a'.repeat(64), at: 0, data: new Uint8Array() })],
    ['a piece that is too large', encodePiece({ hash: 'a'.repeat(64), at: 0, data: new Uint8Array(60_000) })],
  ])('does not read %s', (_name, bytes) => {
    expect(decode(bytes)).toBeUndefined();
  });

  it('reads what it writes', () => {
    const message = { type: 'point', sheet: 'first', x: 4, y: 5 } as const;
    expect(decode(encode(message))).toEqual(message);
    const piece = { hash: `0f${'a'.repeat(62)}`, at: 70_000, data: new Uint8Array([1, 2, 3]) };
    expect(decode(encodePiece(piece))).toEqual({ type: 'piece', ...piece });
    expect(decode(json(words('Zeile eins\nZeile zwei – ä €')))).toEqual(words('Zeile eins\nZeile zwei – ä €'));
  });

  it('fits every batch into one message of a lane', () => {
    const value = { kind: 'text' as const, born: 1, sheet: 'first', ink: 'red' as const, size: 'thin' as const };
    const entries = Array.from({ length: 300 }, (_, at) => ({
      id: `gbbbbbbbb-${at.toString(36)}`,
      n: at + 1,
      by: 'gbbbbbbbb',
      value: { ...value, at: [1, 2] as [number, number], text: '€'.repeat(500) },
    }));
    let rest = entries as Parameters<typeof nextBatch>[0];
    let count = 0;
    while (rest.length > 0) {
      const batch = nextBatch(rest);
      expect(batch.payload.length).toBeLessThanOrEqual(65_536);
      const message = decode(batch.payload);
      count += message?.type === 'entries' ? message.entries.length : 0;
      rest = batch.rest;
    }
    expect(count).toBe(300);
  });
});

describe('a session', () => {
  it('counts what it drops', () => {
    const { a } = twoBoards();
    for (const [, message] of hostile) a.lane.receive(json(message));
    expect(a.session.view.dropped).toBe(hostile.length);
    expect(a.session.view.board.entries.size).toBe(0);
  });

  it('shows a stroke on its way until it has come, and lets a pointer fade', async () => {
    const { a, b, open, settle, clock } = twoBoards();
    open();
    await settle();
    const stroke = { sheet: 'first', ink: 'red', size: 'thin' } as const;
    const id = a.session.newId();
    a.session.pass({ type: 'live', id, ...stroke, from: 0, points: [1, 1] });
    a.session.pass({ type: 'live', id, ...stroke, from: 2, points: [2, 2] });
    a.session.pass({ type: 'point', sheet: 'first', x: 7, y: 8 });
    await settle();
    expect(b.session.view.passing.strokes.get(id)?.points).toEqual([1, 1, 2, 2]);
    expect(b.session.view.passing.pointer).toMatchObject({ x: 7, y: 8 });
    a.session.act({
      type: 'change',
      changes: [{ id, value: { kind: 'stroke', born: 1, ...stroke, points: [1, 1, 2, 2] } }],
    });
    await settle();
    expect(b.session.view.passing.strokes.size).toBe(0);
    clock.turn(5_000);
    expect(b.session.view.passing.pointer).toBeUndefined();
  });
});

describe('a picture', () => {
  it('arrives whole, goes on where it stopped, and is asked for once', async () => {
    const boards = twoBoards();
    const { a, b } = boards;
    boards.open();
    await boards.settle();
    const bytes = png(800, 600, 100_000);
    const picture = await a.session.addPicture(bytes);
    if (!picture) throw new Error('no picture');
    a.session.act({ type: 'change', changes: [{ id: a.session.newId(), value: sheetWith(picture) }] });
    await boards.carry(a);
    await boards.carry(b);
    await boards.carry(a, 3);
    const before = b.session.progressOf(picture.hash);
    expect(before).toBeGreaterThan(0.3);
    boards.cut();
    boards.open();
    await boards.carry(a);
    await boards.carry(b);
    await boards.carry(a, 2);
    expect(b.session.progressOf(picture.hash)).toBeGreaterThan(before);
    await boards.settle();
    // Digests take their own time.
    await expect.poll(() => b.session.view.pictures).toBe(1);
    expect(b.session.pictureOf(picture.hash)).toEqual(bytes);
    expect(b.session.view.dropped).toBe(0);
  });

  it('that is not what it says is refused and not asked for again', async () => {
    const boards = twoBoards();
    const { a, b } = boards;
    boards.open();
    await boards.settle();
    const bytes = png(3_000, 3_000, 20_000);
    const hash = await hashOf(bytes);
    await a.session.addPicture(bytes);
    const lie: Picture = { hash, type: 'image/png', bytes: bytes.length, width: 30, height: 30 };
    a.session.act({ type: 'change', changes: [{ id: a.session.newId(), value: sheetWith(lie) }] });
    await boards.settle();
    await expect.poll(() => b.session.view.dropped).toBe(1);
    expect(b.session.pictureOf(hash)).toBeUndefined();
    a.session.act({ type: 'change', changes: [{ id: a.session.newId(), value: sheetWith(lie) }] });
    await boards.settle();
    boards.cut();
    boards.open();
    await boards.settle();
    expect(b.session.view.dropped).toBe(1);
  });

  it('is not made of what is none', async () => {
    const { a } = twoBoards();
    expect(await a.session.addPicture(new TextEncoder().encode('<svg onload="x"/>'))).toBeUndefined();
    expect(await a.session.addPicture(new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 9, 0, 16]))).toMatchObject({
      type: 'image/jpeg',
      width: 16,
      height: 9,
    });
  });
});
