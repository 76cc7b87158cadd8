/** Somebody from the portal on their way to a conversation: who may do what when. Pure; effects are data. */

/** Times in milliseconds since 1970. `seenAtMs`: their page last said that they are there. */
export type WalkInState =
  | { phase: 'waiting'; joinedAtMs: number; seenAtMs: number }
  | { phase: 'call-me' | 'taken'; changedAtMs: number }
  | { phase: 'over' | 'left' | 'called' | 'expired' };

export type WalkInEvent =
  | { by: 'guest'; what: 'seen' | 'leave' | 'call-me' }
  | { by: 'advisor'; what: 'take' | 'over' | 'called' }
  | { by: 'clock'; what: 'look' };

/** `forget`: name, insurance number and telephone number are no longer needed. */
export type WalkInEffect = { do: 'forget' } | { do: 'appoint' } | { do: 'keep-phone' };

export interface WalkInStep {
  state: WalkInState;
  effects: WalkInEffect[];
  /** Not now, or not by this one; nothing has changed. */
  isRefused: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
/** Until then somebody counts as there, since browsers let a page in the background speak once a minute only. */
export const presentMs = 100_000;
/** Whoever's page says nothing for so long has left. */
export const goneMs = 5 * minute;
/** Nobody waits longer than a working day. */
export const longestWaitMs = 12 * hour;
/** Over a weekend with a holiday; who was not called by then is not called. */
export const callWithinMs = 5 * 24 * hour;
/** No room is open longer. */
export const longestTalkMs = 8 * hour;

const stay = (state: WalkInState, isRefused = false): WalkInStep => ({ state, effects: [], isRefused });
const end = (phase: 'over' | 'left' | 'called' | 'expired'): WalkInStep => ({
  state: { phase },
  effects: [{ do: 'forget' }],
  isRefused: false,
});

/** Whether somebody may be taken: they wait, and their page spoke lately. */
export const isPresent = (state: WalkInState, nowMs: number): boolean =>
  state.phase === 'waiting' && nowMs - state.seenAtMs <= presentMs;

function stepWaiting(state: Extract<WalkInState, { phase: 'waiting' }>, event: WalkInEvent, nowMs: number): WalkInStep {
  switch (event.what) {
    case 'seen':
      return { state: { ...state, seenAtMs: nowMs }, effects: [], isRefused: false };
    case 'leave':
      return end('left');
    case 'call-me':
      return { state: { phase: 'call-me', changedAtMs: nowMs }, effects: [{ do: 'keep-phone' }], isRefused: false };
    case 'take':
      if (!isPresent(state, nowMs)) return stay(state, true);
      return { state: { phase: 'taken', changedAtMs: nowMs }, effects: [{ do: 'appoint' }], isRefused: false };
    case 'look':
      return nowMs - state.seenAtMs > goneMs || nowMs - state.joinedAtMs > longestWaitMs ? end('expired') : stay(state);
    case 'over':
    case 'called':
      return stay(state, true);
    default:
      return event satisfies never;
  }
}

/** What follows from `event`. Whatever has ended stays as it is. */
export function stepWalkIn(state: WalkInState, event: WalkInEvent, nowMs: number): WalkInStep {
  switch (state.phase) {
    case 'waiting':
      return stepWaiting(state, event, nowMs);
    case 'call-me':
      if (event.what === 'leave') return end('left');
      if (event.what === 'called') return end('called');
      if (event.what === 'call-me') return { state, effects: [{ do: 'keep-phone' }], isRefused: false };
      if (event.what === 'look') return nowMs - state.changedAtMs > callWithinMs ? end('expired') : stay(state);
      return stay(state, event.what !== 'seen');
    case 'taken':
      if (event.what === 'over') return end('over');
      if (event.what === 'look') return nowMs - state.changedAtMs > longestTalkMs ? end('over') : stay(state);
      return stay(state, event.what !== 'seen');
    case 'over':
    case 'left':
    case 'called':
    case 'expired':
      return stay(state, event.by !== 'clock' && event.what !== 'seen');
    default:
      return state satisfies never;
  }
}
