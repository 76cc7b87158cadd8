/** A request on its way to an appointment: who may do what when. Pure; effects are data, carried out by `decide.ts`. */
import type { DeclineReason, RequestStatus } from '@visavis/shared';

/** Times in milliseconds since 1970. `startsAtMs` is the time that counts now, `wishedForMs` the guest's own wish. */
export type RequestState =
  /** Held for a moment only, until the mail's link proves the address; no advisor sees it. */
  | { phase: 'unconfirmed'; startsAtMs: number; expiresAtMs: number }
  | { phase: 'requested'; startsAtMs: number; expiresAtMs: number }
  | { phase: 'proposed'; startsAtMs: number; wishedForMs: number; expiresAtMs: number }
  | { phase: 'confirmed'; startsAtMs: number; wishedForMs: number }
  | { phase: 'declined' | 'expired' | 'cancelled'; startsAtMs: number; wishedForMs: number };
export type RequestPhase = RequestState['phase'];

/** Without an advisor's confirmation, or a guest's yes to a proposal, nothing is confirmed. */
export type RequestEvent =
  | { by: 'advisor'; what: 'confirm' }
  | { by: 'advisor'; what: 'decline'; reason?: DeclineReason | undefined }
  | { by: 'advisor'; what: 'propose'; startsAtMs: number }
  | { by: 'guest'; what: 'prove' }
  | { by: 'guest'; what: 'accept' }
  | { by: 'guest'; what: 'cancel' }
  | { by: 'guest'; what: 'move'; startsAtMs: number }
  | { by: 'clock'; what: 'look' };

/** `verify` asks whether the wish is the reader's; `link` only tells the link again. */
export type RequestMailKind = 'verify' | 'link' | 'received' | 'proposed' | 'declined' | 'expired' | 'withdrawn';

export type RequestEffect =
  /** `isBeside`: the advisor chose the time and knows of their own appointments. */
  | { do: 'hold'; startsAtMs: number; isBeside?: true }
  | { do: 'release' }
  /** Nothing of it stays: nobody ever said that it was theirs. */
  | { do: 'forget' }
  | { do: 'appoint'; startsAtMs: number }
  | { do: 'move-appointment'; startsAtMs: number }
  | { do: 'cancel-appointment' }
  | { do: 'mail'; kind: RequestMailKind; reason?: DeclineReason | undefined };

/** `refused`: not now, or not by this one; nothing has changed except that an unanswered request may just have expired. */
export interface RequestStep {
  state: RequestState;
  effects: RequestEffect[];
  isRefused: boolean;
}

/** Until when an open request waits for an answer: `termMs` from now, and never beyond its time. */
export const expiryOf = (startsAtMs: number, nowMs: number, termMs: number): number =>
  Math.min(startsAtMs, nowMs + termMs);

const wishOf = (state: RequestState) => ('wishedForMs' in state ? state.wishedForMs : state.startsAtMs);
const stay = (state: RequestState, isRefused: boolean): RequestStep => ({ state, effects: [], isRefused });

/** Ends an open request: its time is free again, and the guest is told. */
function end(
  state: RequestState,
  phase: 'declined' | 'expired' | 'cancelled',
  kind: RequestMailKind,
  reason?: DeclineReason,
): RequestStep {
  const ended = { phase, startsAtMs: state.startsAtMs, wishedForMs: wishOf(state) };
  return {
    state: ended,
    effects: [{ do: 'release' }, { do: 'mail', kind, ...(reason && { reason }) }],
    isRefused: false,
  };
}

function confirm(state: RequestState): RequestStep {
  const { startsAtMs } = state;
  const confirmed: RequestState = { phase: 'confirmed', startsAtMs, wishedForMs: wishOf(state) };
  return { state: confirmed, effects: [{ do: 'appoint', startsAtMs }], isRefused: false };
}

type Open = Extract<RequestState, { phase: 'requested' | 'proposed' }>;
type Unconfirmed = Extract<RequestState, { phase: 'unconfirmed' }>;

function stepOpen(state: Open, event: RequestEvent, nowMs: number, termMs: number): RequestStep {
  switch (event.what) {
    case 'look':
    case 'prove':
      return stay(state, false);
    case 'confirm':
      return state.phase === 'requested' ? confirm(state) : stay(state, true);
    case 'accept':
      return state.phase === 'proposed' ? confirm(state) : stay(state, true);
    case 'decline':
      return end(state, 'declined', 'declined', event.reason);
    case 'cancel':
      return end(state, 'cancelled', 'withdrawn');
    case 'move': {
      const { startsAtMs } = event;
      if (startsAtMs <= nowMs || startsAtMs === state.startsAtMs) return stay(state, true);
      return {
        state: { phase: 'requested', startsAtMs, expiresAtMs: expiryOf(startsAtMs, nowMs, termMs) },
        effects: [
          { do: 'hold', startsAtMs },
          { do: 'mail', kind: 'received' },
        ],
        isRefused: false,
      };
    }
    case 'propose': {
      const { startsAtMs } = event;
      if (startsAtMs <= nowMs || startsAtMs === state.startsAtMs) return stay(state, true);
      const expiresAtMs = expiryOf(startsAtMs, nowMs, termMs);
      return {
        state: { phase: 'proposed', startsAtMs, wishedForMs: wishOf(state), expiresAtMs },
        effects: [
          { do: 'hold', startsAtMs, isBeside: true },
          { do: 'mail', kind: 'proposed' },
        ],
        isRefused: false,
      };
    }
    default:
      return event satisfies never;
  }
}

/** What has led to each end; the same once more changes nothing and is no mistake. */
const ledTo = {
  confirmed: ['prove', 'confirm', 'accept'],
  declined: ['decline'],
  expired: [],
  cancelled: ['cancel'],
} as const;

/** To a time that the advisor offers: it is as good as confirmed. The wish before it is no wish any more. */
function moveConfirmed(state: RequestState, startsAtMs: number, nowMs: number): RequestStep {
  if (startsAtMs <= nowMs) return stay(state, true);
  const moved: RequestState = { phase: 'confirmed', startsAtMs, wishedForMs: wishOf(state) };
  const effects: RequestEffect[] = [
    { do: 'hold', startsAtMs },
    { do: 'move-appointment', startsAtMs },
  ];
  return { state: moved, effects, isRefused: false };
}

function stepEnded(state: Exclude<RequestState, Open | Unconfirmed>, event: RequestEvent, nowMs: number): RequestStep {
  if (event.by === 'clock') return stay(state, false);
  if (state.phase === 'confirmed' && event.what === 'move') return moveConfirmed(state, event.startsAtMs, nowMs);
  if (state.phase === 'confirmed' && event.what === 'cancel') {
    return { state: { ...state, phase: 'cancelled' }, effects: [{ do: 'cancel-appointment' }], isRefused: false };
  }
  const known: readonly string[] = ledTo[state.phase];
  return stay(state, !known.includes(event.what));
}

/** Before the mail's link was used: it becomes a request by it, or nothing at all. */
function stepUnconfirmed(state: Unconfirmed, event: RequestEvent, nowMs: number, termMs: number): RequestStep {
  const { startsAtMs } = state;
  const isLate = nowMs >= state.expiresAtMs;
  if (!isLate && event.what === 'prove') {
    return {
      state: { phase: 'requested', startsAtMs, expiresAtMs: expiryOf(startsAtMs, nowMs, termMs) },
      effects: [{ do: 'mail', kind: 'received' }],
      isRefused: false,
    };
  }
  if (!isLate && event.what !== 'cancel') return stay(state, event.by !== 'clock');
  const phase = isLate ? 'expired' : 'cancelled';
  const isRefused = isLate && event.by !== 'clock';
  return { state: { phase, startsAtMs, wishedForMs: startsAtMs }, effects: [{ do: 'forget' }], isRefused };
}

/** `termMs`: how long each side has to answer. An open request whose time to answer is over expires before anything else. */
export function step(state: RequestState, event: RequestEvent, nowMs: number, termMs: number): RequestStep {
  if (state.phase === 'unconfirmed') return stepUnconfirmed(state, event, nowMs, termMs);
  if (state.phase !== 'requested' && state.phase !== 'proposed') return stepEnded(state, event, nowMs);
  if (nowMs < state.expiresAtMs) return stepOpen(state, event, nowMs, termMs);
  return { ...end(state, 'expired', 'expired'), isRefused: event.by !== 'clock' };
}

/** What became of the appointment behind a confirmed request. */
export interface AppointmentFate {
  isCancelled: boolean;
  isOver: boolean;
  wasHeld: boolean;
  isMoved: boolean;
}

/** Where a request stands for people: once confirmed, the appointment decides. */
export function statusOf(phase: RequestPhase, fate: AppointmentFate | null): RequestStatus {
  if (phase !== 'confirmed' || fate === null) return phase;
  if (fate.isCancelled) return 'cancelled';
  if (fate.isOver) return fate.wasHeld ? 'held' : 'no-show';
  return fate.isMoved ? 'moved' : 'confirmed';
}
