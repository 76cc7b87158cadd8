/** The steps of a file that the other side sends; pure. */
import { ackBytes, chunkBytes, storeBacklogBytes } from './file-limits.ts';
import type { FileMessage, StopReason } from './file-messages.ts';
import { type OneStep, say, stay } from './transfer-out.ts';
import { isOver, type Transfer, type TransferEffect, type TransferEvent } from './transfer-state.ts';

/** It will never be whole: nothing of it is kept. */
function ended(transfer: Transfer, side: 'here' | 'there', reason: StopReason): OneStep {
  const { key, id, phase } = transfer;
  const said = side === 'here' ? [say({ type: 'stop', id, by: 'receiver', why: reason })] : [];
  const discard: TransferEffect[] = phase === 'offered' ? [] : [{ do: 'discard', key }];
  return { transfer: { ...transfer, phase: 'ended', end: { side, reason } }, effects: [...discard, ...said] };
}

/** The other side is a new page, and what it was sending is gone with the old one. */
export const lose = (transfer: Transfer): OneStep => {
  const { key, phase } = transfer;
  return {
    transfer: { ...transfer, phase: 'ended', end: { side: 'there', reason: 'lost' } },
    effects: phase === 'offered' ? [] : [{ do: 'discard', key }],
  };
};

/** How far the sender may be told: never further ahead of the disk than the backlog allows. */
function acknowledge(transfer: Transfer, atOnce: boolean): OneStep {
  const to = Math.min(transfer.moved, transfer.stored + storeBacklogBytes);
  const news = to - transfer.acked;
  if (news <= 0 || (!atOnce && news < ackBytes && to < transfer.size)) return stay(transfer);
  return { transfer: { ...transfer, acked: to }, effects: [say({ type: 'ack', id: transfer.id, to })] };
}

/** Offered once more, on another line: where to go on, or how it ended. */
function remind(transfer: Transfer): OneStep {
  const { id, phase, moved, heldHere, end } = transfer;
  switch (phase) {
    case 'offered':
    case 'opening':
      return stay({ ...transfer, heldThere: false });
    case 'moving':
    case 'checking': {
      const hold = heldHere ? [say({ type: 'hold', id, by: 'receiver', on: true })] : [];
      return {
        transfer: { ...transfer, phase: 'moving', acked: moved, rewoundAt: undefined, heldThere: false },
        effects: [say({ type: 'accept', id, from: moved }), ...hold],
      };
    }
    case 'done':
      return { transfer, effects: [say({ type: 'done', id })] };
    case 'ended':
      return { transfer, effects: [say({ type: 'stop', id, by: 'receiver', why: end?.reason ?? 'cancelled' })] };
    default:
      return phase satisfies never;
  }
}

function rewind(transfer: Transfer): OneStep {
  const { id, moved, rewoundAt } = transfer;
  if (rewoundAt === moved) return stay(transfer);
  return {
    transfer: { ...transfer, rewoundAt: moved, acked: moved },
    effects: [say({ type: 'rewind', id, from: moved })],
  };
}

/** What the other side said about a file of theirs. */
export function hearOfTheirs(transfer: Transfer, message: FileMessage): OneStep {
  if (message.type === 'offer') return remind(transfer);
  if (isOver(transfer)) return stay(transfer);
  switch (message.type) {
    case 'end': {
      const { key, phase, moved, size } = transfer;
      if (phase !== 'moving') return stay(transfer);
      if (moved < size) return rewind(transfer);
      return {
        transfer: { ...transfer, phase: 'checking', digest: message.digest },
        effects: [{ do: 'finish', key }],
      };
    }
    case 'hold':
      return stay({ ...transfer, heldThere: message.on });
    case 'stop':
      return ended(transfer, 'there', message.why);
    default:
      return stay(transfer);
  }
}

/** In its place it is kept; a second time it is passed over; behind a gap it is asked for again. */
export function takeChunk(transfer: Transfer, offset: number, length: number): OneStep {
  const { key, phase, moved, size } = transfer;
  if (phase !== 'moving' || offset < moved) return stay(transfer);
  if (offset > moved) return rewind(transfer);
  if (moved + length > size) return ended(transfer, 'here', 'lost');
  const grown = { ...transfer, moved: moved + length, rewoundAt: undefined };
  // A sender that goes slowly sends less than full chunks and waits for each answer.
  const { transfer: next, effects } = acknowledge(grown, length < chunkBytes);
  return { transfer: next, effects: [{ do: 'keep', key }, ...effects] };
}

/** What a person or the disk did with a file of theirs. */
export function stepTheirs(transfer: Transfer, event: TransferEvent): OneStep {
  if (isOver(transfer)) return stay(transfer);
  const { key, id, size, phase } = transfer;
  switch (event.type) {
    case 'accept':
      if (phase !== 'offered') return stay(transfer);
      return {
        transfer: { ...transfer, phase: 'opening', lacksRoom: false },
        effects: [{ do: 'open-store', key, size }],
      };
    case 'no-room':
      return stay({ ...transfer, lacksRoom: phase === 'offered' });
    case 'decline':
      return phase === 'offered' ? ended(transfer, 'here', 'declined') : stay(transfer);
    case 'cancel':
      return ended(transfer, 'here', 'cancelled');
    case 'hold':
      return {
        transfer: { ...transfer, heldHere: event.on },
        effects: [say({ type: 'hold', id, by: 'receiver', on: event.on })],
      };
    case 'store-open':
      if (phase !== 'opening') return stay(transfer);
      return { transfer: { ...transfer, phase: 'moving' }, effects: [say({ type: 'accept', id, from: 0 })] };
    case 'stored':
      return acknowledge({ ...transfer, stored: event.to }, false);
    case 'store-failed':
      return ended(transfer, 'here', 'store-failed');
    case 'verified': {
      if (phase !== 'checking') return stay(transfer);
      if (event.digest !== transfer.digest) return ended(transfer, 'here', 'wrong');
      return { transfer: { ...transfer, phase: 'done' }, effects: [say({ type: 'done', id })] };
    }
    default:
      return stay(transfer);
  }
}
