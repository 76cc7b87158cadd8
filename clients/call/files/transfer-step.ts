/** Moves all files of a conversation: which file an event is about, and what a new line or page load means for all of them. */
import { fileLimits } from './file-limits.ts';
import type { FileMessage } from './file-messages.ts';
import { hearOfTheirs, lose, stepTheirs, takeChunk } from './transfer-in.ts';
import {
  hearOfOwn,
  type OneStep,
  offerAgain,
  say,
  startOver,
  stay,
  stepOwn,
  stopAgain,
  unbind,
} from './transfer-out.ts';
import {
  countOpen,
  isOver,
  newTransfer,
  type Transfer,
  type TransferEffect,
  type TransferEvent,
  type TransferKey,
  type TransferStep,
  type TransfersState,
  transferOf,
} from './transfer-state.ts';

/** How many files that are over stay in the list. */
const mostOver = 30;

/** Pure. Whatever is heard can come twice, late or never; within one line the lane keeps the order. */
export function stepTransfers(state: TransfersState, event: TransferEvent): TransferStep {
  switch (event.type) {
    case 'opened':
      return open(state);
    case 'closed':
      return each({ ...state, isOpen: false }, (one) => (one.way === 'out' ? unbind(one) : stay(one)));
    case 'heard':
      return hear(state, event.message);
    case 'chunk':
      return one(state, `in-${event.id}`, (transfer) => takeChunk(transfer, event.offset, event.length));
    case 'offer':
      return offer(state, event);
    default: {
      const step = (transfer: Transfer) =>
        transfer.way === 'out' ? stepOwn(transfer, event) : stepTheirs(transfer, event);
      return one(state, event.key, step);
    }
  }
}

/** What leaves while the line is away is said again when it is back; nothing is kept for it. */
const audible = (state: TransfersState, effects: readonly TransferEffect[]): readonly TransferEffect[] =>
  state.isOpen ? effects : effects.filter((effect) => effect.do !== 'say');

function one(state: TransfersState, key: TransferKey, move: (transfer: Transfer) => OneStep): TransferStep {
  const before = transferOf(state, key);
  if (before === undefined) return { state, effects: [] };
  const { transfer, effects } = move(before);
  if (transfer === before) return { state, effects: audible(state, effects) };
  const transfers = state.transfers.map((other) => (other === before ? transfer : other));
  return { state: { ...state, transfers }, effects: audible(state, effects) };
}

function each(state: TransfersState, move: (transfer: Transfer) => OneStep): TransferStep {
  const steps = state.transfers.map((transfer) => (isOver(transfer) ? stay(transfer) : move(transfer)));
  const effects = steps.flatMap((step) => step.effects);
  return { state: { ...state, transfers: steps.map(({ transfer }) => transfer) }, effects: audible(state, effects) };
}

const here = ({ session, peer }: TransfersState): TransferEffect =>
  say({ type: 'here', session, ...(peer !== undefined && { heard: peer }) });

/** Silent as long as there is nothing to say: the other side would be called to the page of files. */
function open(before: TransfersState): TransferStep {
  const state = { ...before, isOpen: true };
  if (state.transfers.length === 0) return { state, effects: [] };
  const { state: next, effects } = each(state, (one) => (one.way === 'out' ? offerAgain(one) : stay(one)));
  // Before the offers: what is over takes none of the places that the other side has for files.
  const stops = state.transfers.flatMap((one) => (one.way === 'out' ? stopAgain(one) : []));
  return { state: next, effects: [here(state), ...stops, ...effects] };
}

function offer(state: TransfersState, { id, name, size }: Extract<TransferEvent, { type: 'offer' }>): TransferStep {
  if (countOpen(state, 'out') >= fileLimits.mostAtOnce) return { state, effects: [] };
  const { transfer, effects } = offerAgain(newTransfer('out', id, name, size));
  const said = state.transfers.length === 0 ? [here(state), ...effects] : effects;
  return { state: withNew(state, transfer), effects: audible(state, said) };
}

function withNew(state: TransfersState, transfer: Transfer): TransfersState {
  const over = state.transfers.filter((one) => one.phase === 'ended');
  const gone = new Set(over.slice(0, Math.max(0, over.length - mostOver)));
  return { ...state, transfers: [...state.transfers.filter((one) => !gone.has(one)), transfer] };
}

function hear(state: TransfersState, message: FileMessage): TransferStep {
  if (message.type === 'here') return meet(state, message);
  if (message.type === 'offer') return hearOffer(state, message);
  if (message.type === 'end') return one(state, `in-${message.id}`, (transfer) => hearOfTheirs(transfer, message));
  if (message.type === 'hold' || message.type === 'stop') {
    return message.by === 'sender'
      ? one(state, `in-${message.id}`, (transfer) => hearOfTheirs(transfer, message))
      : one(state, `out-${message.id}`, (transfer) => hearOfOwn(transfer, message));
  }
  return one(state, `out-${message.id}`, (transfer) => hearOfOwn(transfer, message));
}

/** Another page load has nothing of what the last one had. Who has not heard of us gets an answer. */
function meet(state: TransfersState, { session, heard }: Extract<FileMessage, { type: 'here' }>): TransferStep {
  const known = { ...state, peer: session };
  const answer = heard === state.session ? [] : [here(known)];
  if (state.peer === undefined || state.peer === session) return { state: known, effects: answer };
  const { state: next, effects } = each(known, (one) => (one.way === 'out' ? startOver(one) : lose(one)));
  return { state: next, effects: [...answer, ...effects] };
}

function hearOffer(state: TransfersState, { id, name, size }: Extract<FileMessage, { type: 'offer' }>): TransferStep {
  const key: TransferKey = `in-${id}`;
  const offered = { type: 'offer', id, name, size } as const;
  if (transferOf(state, key)) return one(state, key, (transfer) => hearOfTheirs(transfer, offered));
  if (countOpen(state, 'in') < fileLimits.mostAtOnce) {
    return { state: withNew(state, newTransfer('in', id, name, size)), effects: [] };
  }
  return { state, effects: [say({ type: 'stop', id, by: 'receiver', why: 'too-many' })] };
}
