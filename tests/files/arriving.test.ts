/** One arriving file, step by step: which chunks are taken, what is answered, and what a hostile other side gets. */
import { describe, expect, it } from 'vitest';
import { ackBytes, chunkBytes, storeBacklogBytes } from '../../clients/call/files/file-limits.ts';
import { hearOfTheirs, stepTheirs, takeChunk } from '../../clients/call/files/transfer-in.ts';
import {
  newTransfer,
  newTransfers,
  type Transfer,
  type TransferEvent,
} from '../../clients/call/files/transfer-state.ts';
import { stepTransfers } from '../../clients/call/files/transfer-step.ts';

const size = 100 * chunkBytes;
const moving = (change: Partial<Transfer> = {}): Transfer => ({
  ...newTransfer('in', 7, 'a.pdf', size),
  phase: 'moving',
  ...change,
});
const rewound = (from: number) => [{ do: 'say', message: { type: 'rewind', id: 7, from } }];

describe('a chunk', () => {
  it('in its place is kept', () => {
    const { transfer, effects } = takeChunk(moving({ moved: 50 }), 50, chunkBytes);
    expect(transfer.moved).toBe(50 + chunkBytes);
    expect(effects).toEqual([{ do: 'keep', key: 'in-7' }]);
  });

  it('that came before is passed over', () => {
    expect(takeChunk(moving({ moved: 50 }), 49, 10)).toEqual({ transfer: moving({ moved: 50 }), effects: [] });
  });

  it('behind a gap is asked for from the gap on, once', () => {
    const { transfer, effects } = takeChunk(moving({ moved: 50 }), 60, 10);
    expect(effects).toEqual(rewound(50));
    expect(takeChunk(transfer, 70, 10).effects).toEqual([]);
    const closed = takeChunk(transfer, 50, 10).transfer;
    expect(takeChunk(closed, 70, 10).effects).toEqual(rewound(60));
  });

  it('beyond the size that was offered ends it, and what came is erased', () => {
    const { transfer, effects } = takeChunk(moving({ moved: size - 5 }), size - 5, 6);
    expect(transfer).toMatchObject({ phase: 'ended', end: { side: 'here', reason: 'lost' } });
    expect(effects).toContainEqual({ do: 'discard', key: 'in-7' });
  });

  it.each(['offered', 'opening', 'checking', 'done', 'ended'] as const)(
    'is passed over while the file is %s',
    (phase) => {
      expect(takeChunk(moving({ phase }), 0, 10).effects).toEqual([]);
    },
  );
});

describe('an answer', () => {
  const acks = (transfer: Transfer, offset: number, length: number) =>
    takeChunk(transfer, offset, length).effects.filter((effect) => effect.do === 'say');

  it('is given for each chunk that is not a full one, else every 256 KiB', () => {
    expect(acks(moving(), 0, 10)).toEqual([{ do: 'say', message: { type: 'ack', id: 7, to: 10 } }]);
    expect(acks(moving(), 0, chunkBytes)).toEqual([]);
    const moved = ackBytes - 1;
    expect(acks(moving({ moved }), moved, chunkBytes)).toHaveLength(1);
  });

  it('never runs further ahead of the disk than its backlog, and follows it', () => {
    const moved = storeBacklogBytes;
    const wide = { ...moving({ moved, acked: moved }), size: 10 * moved };
    expect(takeChunk(wide, moved, chunkBytes).effects).toEqual([{ do: 'keep', key: 'in-7' }]);
    const ahead = { ...wide, moved: 2 * moved };
    const to = moved + ackBytes;
    expect(stepTheirs(ahead, { type: 'stored', key: 'in-7', to: ackBytes }).effects).toEqual([
      { do: 'say', message: { type: 'ack', id: 7, to } },
    ]);
  });

  it('to "all sent" before all is here asks for the rest', () => {
    const digest = 'A'.repeat(43);
    expect(hearOfTheirs(moving({ moved: 10 }), { type: 'end', id: 7, digest }).effects).toEqual(rewound(10));
  });
});

describe('a hostile other side', () => {
  const run = (events: TransferEvent[]) =>
    events.reduce((state, event) => stepTransfers(state, event).state, newTransfers('AAAAAAAAAAA'));
  const heard = (message: Extract<TransferEvent, { type: 'heard' }>['message']): TransferEvent => ({
    type: 'heard',
    message,
  });

  it('that offers without end fills no list', () => {
    const offers = Array.from({ length: 1_000 }, (_, id) => heard({ type: 'offer', id: id + 1, name: 'a', size: 1 }));
    expect(run([{ type: 'opened' }, ...offers]).transfers).toHaveLength(5);
  });

  it('that offers and takes back without end fills no list', () => {
    const events = Array.from({ length: 500 }, (_, id) => [
      heard({ type: 'offer', id: id + 1, name: 'a', size: 1 }),
      heard({ type: 'stop', id: id + 1, by: 'sender', why: 'cancelled' }),
    ]).flat();
    expect(run([{ type: 'opened' }, ...events]).transfers.length).toBeLessThanOrEqual(40);
  });

  it('that speaks of files nobody offered changes nothing', () => {
    const before = run([{ type: 'opened' }]);
    for (const event of [
      heard({ type: 'accept', id: 9, from: 0 }),
      heard({ type: 'done', id: 9 }),
      heard({ type: 'end', id: 9, digest: '' }),
      { type: 'chunk', id: 9, offset: 0, length: 1 } as const,
    ]) {
      expect(stepTransfers(before, event)).toEqual({ state: before, effects: [] });
    }
  });

  it('that says "done" before it was told the checksum is not believed', () => {
    const offered = run([{ type: 'opened' }, { type: 'offer', id: 3, name: 'a', size: 5 }]);
    const accepted = stepTransfers(offered, heard({ type: 'accept', id: 3, from: 0 })).state;
    expect(stepTransfers(accepted, heard({ type: 'done', id: 3 })).state.transfers[0]?.phase).toBe('moving');
  });
});
