/** What a knock may do: sound, title and notification between conversations, nothing but a badge during one (annex 31b BMV-Ä). */
import type { CallPhase } from '@visavis/call';

export interface KnockState {
  /** Rooms whose guest is there. */
  waiting: ReadonlySet<string>;
  /** The room this page is in. */
  attended: string | undefined;
  /** This page is in a conversation. */
  talksHere: boolean;
  /** The advisor is in a conversation on another tab or device. */
  talksElsewhere: boolean;
  /** The advisor wishes to hear knocks. */
  soundWanted: boolean;
}

export type KnockEvent =
  | { type: 'guest-joined'; room: string }
  | { type: 'guest-left'; room: string }
  | { type: 'call'; room: string | undefined; phase: CallPhase | undefined }
  | { type: 'elsewhere'; talks: boolean }
  | { type: 'sound'; wanted: boolean };

/** `hush` ends a running sound and takes every notification back. `badge` is silent: the title and a number on the page. */
export type KnockEffect =
  | { type: 'sound' }
  | { type: 'notify'; room: string }
  | { type: 'withdraw'; room: string }
  | { type: 'hush' }
  | { type: 'badge'; count: number };

export const knockStart: KnockState = {
  waiting: new Set(),
  attended: undefined,
  talksHere: false,
  talksElsewhere: false,
  soundWanted: true,
};

/** From the moment both have pressed start until it is over, including the seconds in which hanging up can be undone. */
const conversation: readonly CallPhase[] = ['starting', 'talking', 'interrupted', 'hanging-up'];

/** During a conversation no signal tone of another caller may be heard. */
export function isQuiet(state: KnockState): boolean {
  return state.talksHere || state.talksElsewhere;
}

/** Guests who wait for somebody: all but the one this page is with. */
export function waitingCount(state: KnockState): number {
  return state.waiting.size - (state.attended !== undefined && state.waiting.has(state.attended) ? 1 : 0);
}

export function stepKnock(state: KnockState, event: KnockEvent): { state: KnockState; effects: KnockEffect[] } {
  const next = apply(state, event);
  const effects: KnockEffect[] = [];
  if (event.type === 'guest-joined' && !state.waiting.has(event.room) && !isQuiet(next)) {
    if (next.soundWanted) effects.push({ type: 'sound' });
    effects.push({ type: 'notify', room: event.room });
  }
  if (event.type === 'guest-left') effects.push({ type: 'withdraw', room: event.room });
  if (event.type === 'call' && event.room !== undefined && event.room !== state.attended)
    effects.push({ type: 'withdraw', room: event.room });
  if (isQuiet(next) && !isQuiet(state)) effects.push({ type: 'hush' });
  if (waitingCount(next) !== waitingCount(state)) effects.push({ type: 'badge', count: waitingCount(next) });
  return { state: next, effects };
}

function apply(state: KnockState, event: KnockEvent): KnockState {
  switch (event.type) {
    case 'guest-joined':
      return { ...state, waiting: new Set(state.waiting).add(event.room) };
    case 'guest-left':
      return { ...state, waiting: new Set([...state.waiting].filter((room) => room !== event.room)) };
    case 'call':
      return {
        ...state,
        attended: event.room,
        talksHere: event.phase !== undefined && conversation.includes(event.phase),
      };
    case 'elsewhere':
      return { ...state, talksElsewhere: event.talks };
    case 'sound':
      return { ...state, soundWanted: event.wanted };
    default:
      return event satisfies never;
  }
}
