/** Files that their sender gives up while nobody hears it: the other side is told as soon as there is a line. */
import { describe, expect, it } from 'vitest';
import { pieceBytes } from '../../clients/call/files/file-limits.ts';
import {
  newTransfer,
  newTransfers,
  type Transfer,
  type TransferEnd,
  type TransferEvent,
  type TransferWay,
} from '../../clients/call/files/transfer-state.ts';
import { stepTransfers } from '../../clients/call/files/transfer-step.ts';
import { afterPayloads, contentOf, fileOf, offerAndAccept, twoSides } from './two-sides.ts';

const over = (way: TransferWay, id: number, end: TransferEnd): Transfer => ({
  ...newTransfer(way, id, 'a.pdf', 5),
  phase: 'ended',
  end,
});
const stop = (id: number, why: TransferEnd['reason'] = 'cancelled') =>
  ({ type: 'stop', id, by: 'sender', why }) as const;

describe('on every line', () => {
  const opened = (...transfers: Transfer[]) =>
    stepTransfers({ ...newTransfers('AAAAAAAAAAA'), transfers }, { type: 'opened' });

  it('what was given up here is said once more, before what is still offered', () => {
    const { state, effects } = opened(
      newTransfer('out', 1, 'a.pdf', 5),
      over('out', 2, { side: 'here', reason: 'cancelled' }),
      over('out', 3, { side: 'here', reason: 'unreadable' }),
    );
    expect(effects.slice(1)).toEqual([
      { do: 'say', message: stop(2) },
      { do: 'say', message: stop(3, 'unreadable') },
      { do: 'say', message: { type: 'offer', id: 1, name: 'a.pdf', size: 5 } },
    ]);
    expect(state.transfers.map(({ phase }) => phase)).toEqual(['offered', 'ended', 'ended']);
  });

  it('nothing is said of what the other side ended, of their files, and of what arrived', () => {
    const { effects } = opened(
      over('out', 1, { side: 'there', reason: 'declined' }),
      over('in', 2, { side: 'here', reason: 'cancelled' }),
      { ...newTransfer('out', 3, 'a.pdf', 5), phase: 'done' },
    );
    expect(effects).toEqual([{ do: 'say', message: { type: 'here', session: 'AAAAAAAAAAA' } }]);
  });

  it('no more of them are said than the list keeps', () => {
    const events = Array.from({ length: 200 }, (_, at): TransferEvent[] => [
      { type: 'offer', id: at + 1, name: 'a', size: 1 },
      { type: 'cancel', key: `out-${at + 1}` },
    ]).flat();
    const { transfers } = events.reduce(
      (state, event) => stepTransfers(state, event).state,
      newTransfers('AAAAAAAAAAA'),
    );
    const { effects } = opened(...transfers);
    expect(effects.at(-1)).toEqual({ do: 'say', message: stop(200) });
    expect(effects.length).toBeLessThanOrEqual(40);
  });

  it('who heard it before, or has the whole file, passes it over', () => {
    const done: Transfer = { ...newTransfer('in', 8, 'b.pdf', 5), phase: 'done' };
    const transfers = [over('in', 7, { side: 'there', reason: 'cancelled' }), done];
    const before = { ...newTransfers('AAAAAAAAAAA'), isOpen: true, transfers };
    for (const id of [7, 8, 9]) {
      expect(stepTransfers(before, { type: 'heard', message: stop(id) })).toEqual({ state: before, effects: [] });
    }
  });
});

describe('a file that is cancelled', () => {
  it.each(['while the line is away', 'in the moment that the line goes'])('%s ends there too', async (when) => {
    const sides = twoSides();
    const isAway = when.includes('away');
    await offerAndAccept(sides, fileOf(contentOf(3 * pieceBytes)), () =>
      afterPayloads(sides, 30, () => {
        const key = sides.leaving()?.key;
        if (isAway) sides.pair.cut();
        if (key) sides.sender.cancel(key);
        if (!isAway) sides.pair.cut();
      }),
    );
    await sides.until(() => sides.leaving()?.phase === 'ended');
    expect(sides.arriving()?.phase).toBe('moving');
    sides.pair.open();
    await sides.until(() => sides.arriving()?.phase === 'ended');
    expect(sides.arriving()?.end).toEqual({ side: 'there', reason: 'cancelled' });
  });

  it('leaves its place to others, also when all five were cancelled while the line was away', async () => {
    const sides = twoSides();
    sides.sender.offer(Array.from({ length: 5 }, (_, at) => fileOf(contentOf(5), `${at}.txt`)));
    await sides.until(() => sides.receiver.view.files.length === 5);
    sides.pair.cut();
    for (const { key } of sides.sender.view.files) sides.sender.cancel(key);
    const content = contentOf(1_000);
    sides.sender.offer([fileOf(content, 'Bescheid.pdf')]);
    sides.pair.open();
    await sides.until(() => sides.arriving()?.name === 'Bescheid.pdf' || sides.leaving()?.end?.side === 'there');
    const key = sides.arriving()?.key;
    if (key) await sides.receiver.accept(key);
    await sides.until(() => sides.leaving()?.phase === 'done' || sides.leaving()?.phase === 'ended');
    expect(sides.leaving()).toMatchObject({ phase: 'done', end: undefined });
    expect(sides.receiver.view.files.map(({ phase }) => phase)).toEqual([...Array(5).fill('ended'), 'done']);
  });
});
