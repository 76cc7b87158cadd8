/** Pictures that the other side has not: asked for once more when they are named again or the line opens anew, and not besides. */
import { describe, expect, it, vi } from 'vitest';
import type { Picture } from '../../clients/ui/call/tools/board/board-value.ts';
import { Pictures } from '../../clients/ui/call/tools/board/pictures.ts';
import { decode, encode } from '../../clients/ui/call/tools/board/wire.ts';
import { hashOf } from '../../clients/ui/call/tools/digest.ts';
import { png, type Side, sheetWith, twoBoards } from './two-boards.ts';

const bytes = png(800, 600, 40_000);
const pictureOf = async (): Promise<Picture> => ({
  hash: await hashOf(bytes),
  type: 'image/png',
  bytes: bytes.length,
  width: 800,
  height: 600,
});

const lay = ({ session }: Side, picture: Picture) =>
  session.act({ type: 'change', changes: [{ id: session.newId(), value: sheetWith(picture) }] });

/** How often one side asked for a picture since now. */
function wantsOf({ lane }: Side): () => number {
  const sent = vi.spyOn(lane, 'send');
  return () => sent.mock.calls.filter(([payload]) => decode(payload)?.type === 'want').length;
}

describe('a picture that the other side has not', () => {
  it('is asked for each time it is laid down again, and comes when it is there', async () => {
    const boards = twoBoards();
    const { a, b } = boards;
    const picture = await pictureOf();
    boards.open();
    const wants = wantsOf(b);
    lay(a, picture);
    await boards.settle();
    lay(a, picture);
    await boards.settle();
    expect(wants()).toBe(2);
    b.session.act({ type: 'change', changes: [{ id: b.session.newId(), value: null }] });
    lay(b, picture);
    await boards.settle();
    expect(wants()).toBe(2);
    await a.session.addPicture(bytes);
    lay(a, picture);
    await boards.settle();
    await expect.poll(() => b.session.pictureOf(picture.hash)).toEqual(bytes);
    expect(wants()).toBe(3);
  });

  it('is asked for once on every line, whatever is said again there', async () => {
    const boards = twoBoards();
    const { a, b } = boards;
    const picture = await pictureOf();
    boards.open();
    lay(a, picture);
    await boards.settle();
    const wants = wantsOf(b);
    const anew = async () => {
      boards.cut();
      boards.open();
      await boards.settle();
    };
    await anew();
    await anew();
    a.lane.receive(encode({ type: 'sync' }));
    await boards.settle();
    expect(wants()).toBe(2);
    await a.session.addPicture(bytes);
    await anew();
    await expect.poll(() => b.session.pictureOf(picture.hash)).toEqual(bytes);
    expect(wants()).toBe(3);
  });

  it('takes nothing from another one that has come in part', async () => {
    const pictures = new Pictures();
    const [gone, ...others] = ['a', 'b', 'c'].map(
      (digit): Picture => ({ hash: digit.repeat(64), type: 'image/png', bytes: 100, width: 1, height: 1 }),
    );
    const [partial, late] = others;
    if (!gone || !partial || !late) throw new Error('three pictures');
    const needed = [gone, partial];
    const piece = async ({ hash }: Picture, at: number) =>
      expect(await pictures.take({ type: 'piece', hash, at, data: bytes.slice(0, 10) })).toBe('more');
    expect(pictures.want(needed, true)).toEqual({ hash: gone.hash, from: 0 });
    pictures.lack(gone.hash);
    expect(pictures.want(needed, false)).toEqual({ hash: partial.hash, from: 0 });
    await piece(partial, 0);
    expect(pictures.want(needed, true)).toEqual({ hash: partial.hash, from: 10 });
    expect(pictures.want(needed, false)).toBeUndefined();
    pictures.lack(partial.hash);
    expect(pictures.want(needed, false)).toEqual({ hash: gone.hash, from: 0 });
    // It is there after all, and loses nothing to what is laid down behind it.
    await piece(gone, 0);
    expect(pictures.want([...needed, late], false)).toBeUndefined();
  });
});
