/** The steps of a file that this side sends; pure. */
import type { FileMessage, StopReason } from './file-messages.ts';
import { isOver, type Transfer, type TransferEffect, type TransferEnd, type TransferEvent } from './transfer-state.ts';

/** What becomes of one file, and what is to be done about it. */
export interface OneStep {
  readonly transfer: Transfer;
  readonly effects: readonly TransferEffect[];
}

export const stay = (transfer: Transfer): OneStep => ({ transfer, effects: [] });
export const say = (message: FileMessage): TransferEffect => ({ do: 'say', message });

/** Offered to a line that does not know of it; the answer says where to go on. */
export function offerAgain(transfer: Transfer): OneStep {
  const { id, name, size, heldHere } = transfer;
  const offer = say({ type: 'offer', id, name, size });
  const hold = heldHere ? [say({ type: 'hold', id, by: 'sender', on: true })] : [];
  return { transfer: { ...transfer, bound: false }, effects: [offer, ...hold] };
}

/** The other side is a new page: what it had of the file is gone. */
export function startOver(transfer: Transfer): OneStep {
  const fresh: Transfer = {
    ...transfer,
    phase: 'offered',
    moved: 0,
    heldThere: false,
    bound: false,
    digest: undefined,
  };
  const { transfer: offered, effects } = offerAgain(fresh);
  return { transfer: offered, effects: [{ do: 'stop-sending', key: transfer.key }, ...effects] };
}

/** The line went: nothing is on its way any more. */
export const unbind = (transfer: Transfer): OneStep => ({
  transfer: { ...transfer, bound: false },
  effects: transfer.bound ? [{ do: 'stop-sending', key: transfer.key }] : [],
});

function finished(transfer: Transfer, end: TransferEnd | undefined, said: TransferEffect[] = []): OneStep {
  const phase = end === undefined ? 'done' : 'ended';
  return {
    transfer: { ...transfer, phase, end, bound: false, ...(end === undefined && { moved: transfer.size }) },
    effects: [{ do: 'stop-sending', key: transfer.key }, ...said],
  };
}

const stop = ({ id }: Transfer, why: StopReason) => say({ type: 'stop', id, by: 'sender', why });

const giveUp = (transfer: Transfer, reason: StopReason): OneStep =>
  finished(transfer, { side: 'here', reason }, [stop(transfer, reason)]);

/** Said to a new line of a file of ours that ended here: nobody may have heard it on the one before. */
export const stopAgain = (transfer: Transfer): readonly TransferEffect[] =>
  transfer.end?.side === 'here' ? [stop(transfer, transfer.end.reason)] : [];

function sendFrom(transfer: Transfer, from: number): OneStep {
  if (from > transfer.size) return giveUp(transfer, 'lost');
  return {
    transfer: { ...transfer, phase: 'moving', bound: true, moved: from },
    effects: [{ do: 'send-from', key: transfer.key, from }],
  };
}

/** What the other side said about a file of ours. */
export function hearOfOwn(transfer: Transfer, message: FileMessage): OneStep {
  if (isOver(transfer)) return stay(transfer);
  const { key, size, bound, moved } = transfer;
  switch (message.type) {
    case 'accept':
      // Whether they hold it is said anew with every line: they may have let go while there was none.
      return bound ? stay(transfer) : sendFrom({ ...transfer, heldThere: false }, message.from);
    case 'rewind':
      return bound ? sendFrom(transfer, message.from) : stay(transfer);
    case 'ack':
      if (!bound || message.to <= moved || message.to > size) return stay(transfer);
      return { transfer: { ...transfer, moved: message.to }, effects: [{ do: 'acked', key, to: message.to }] };
    case 'done':
      return transfer.digest === undefined ? stay(transfer) : finished(transfer, undefined);
    case 'hold':
      return stay({ ...transfer, heldThere: message.on });
    case 'stop':
      return finished(transfer, { side: 'there', reason: message.why });
    default:
      return stay(transfer);
  }
}

/** What a person, the file itself or the line did with a file of ours. */
export function stepOwn(transfer: Transfer, event: TransferEvent): OneStep {
  if (isOver(transfer)) return stay(transfer);
  const { id } = transfer;
  switch (event.type) {
    case 'cancel':
      return giveUp(transfer, 'cancelled');
    case 'unreadable':
      return giveUp(transfer, 'unreadable');
    case 'hold':
      return {
        transfer: { ...transfer, heldHere: event.on },
        effects: [say({ type: 'hold', id, by: 'sender', on: event.on })],
      };
    case 'all-sent':
      if (!transfer.bound) return stay(transfer);
      return {
        transfer: { ...transfer, phase: 'checking', digest: event.digest },
        effects: [say({ type: 'end', id, digest: event.digest })],
      };
    case 'slipped': {
      const { transfer: offered, effects } = offerAgain(transfer);
      return { transfer: offered, effects: [{ do: 'stop-sending', key: transfer.key }, ...effects] };
    }
    default:
      return stay(transfer);
  }
}
