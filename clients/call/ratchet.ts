/** When the keys of a line change, and which are in use: the pure machine of PROTOCOL §3, for both roles. */
import type { Role } from './roles.ts';

/** In milliseconds; `everyMs` may be configured from `leastMs` to `mostMs`. */
export const rotation = {
  everyMs: 120_000,
  leastMs: 30_000,
  mostMs: 600_000,
  answerMs: 10_000,
  repetitions: 3,
  /** How soon the responder repeats its answer: well before the other side forgets the key it still sends with. */
  confirmMs: 3_000,
  oldKeysMs: 10_000,
} as const;

interface Standing {
  readonly role: Role;
  /** Frames are sealed with this one. */
  readonly epoch: number;
  readonly everyMs: number;
  /** Receive keys that still open what is on its way, and until when. */
  readonly old: readonly { epoch: number; until: number }[];
}

/**
 * `resting` since the last change · `offered` rotate-1 is out (initiator) · `agreeing` the answer is being worked into keys
 * (initiator) · `answering` own half and keys are being made (responder) · `answered` rotate-2 is out (responder) · `broken`
 * only a new peer connection helps.
 */
export type RatchetState = Standing &
  (
    | { readonly phase: 'resting'; readonly since: number }
    | { readonly phase: 'offered' | 'answered'; readonly sentAt: number; readonly repeated: number }
    | { readonly phase: 'agreeing' | 'answering' | 'broken' }
  );

/** Messages have passed their MAC before they come here; `x` is the other side's public half. */
export type RatchetEvent =
  | { type: 'rotate-1' | 'rotate-2'; e: number; x: string }
  | { type: 'rotate-3'; e: number }
  /** The keys of this epoch are made, and what arrives under them can be opened. */
  | { type: 'installed'; e: number }
  /** The first frame under this epoch was opened. */
  | { type: 'frame'; e: number }
  /** A counter comes near its end. */
  | { type: 'spent' }
  /** A half that no honest side sends, or a browser that cannot. */
  | { type: 'failed' }
  | { type: 'tick' };

export type RatchetEffect =
  /** Make a half and say rotate-1. */
  | { do: 'offer'; e: number }
  /** Make a half, derive and install the keys of `e`, say rotate-2. */
  | { do: 'answer'; e: number; x: string }
  /** Derive and install the keys of `e`. */
  | { do: 'agree'; e: number; x: string }
  | { do: 'confirm'; e: number }
  /** The last message once more, to the letter. */
  | { do: 'repeat'; what: 'rotate-1' | 'rotate-2' | 'rotate-3' }
  /** From now on seal with `e`. */
  | { do: 'switch'; e: number }
  /** The receive key of `e` is gone for good. */
  | { do: 'forget'; e: number }
  | { do: 'rebuild' };

type Step = { state: RatchetState; effects: RatchetEffect[] };

/** Both sides have the keys of epoch 0 and use them. */
export const newRatchet = (role: Role, now: number, everyMs: number = rotation.everyMs): RatchetState => ({
  role,
  epoch: 0,
  everyMs,
  old: [],
  phase: 'resting',
  since: now,
});

const stay = (state: RatchetState): Step => ({ state, effects: [] });
const standing = ({ role, epoch, everyMs, old }: RatchetState): Standing => ({ role, epoch, everyMs, old });
const broken = (state: RatchetState): Step => ({
  state: { ...standing(state), phase: 'broken' },
  effects: [{ do: 'rebuild' }],
});

/** Total; `now` in milliseconds. What does not belong to the moment changes nothing. */
export function stepRatchet(state: RatchetState, event: RatchetEvent, now: number): Step {
  if (state.phase === 'broken') return stay(state);
  switch (event.type) {
    case 'tick':
      return tick(state, now);
    case 'spent':
      return state.phase === 'resting' ? offer(state, now) : stay(state);
    case 'failed':
      return broken(state);
    case 'installed':
      return installed(state, event.e, now);
    case 'rotate-1':
      return asked(state, event);
    case 'rotate-2':
      return answered(state, event);
    case 'rotate-3':
    case 'frame':
      return state.phase === 'answered' && event.e === state.epoch + 1 ? changed(state, now) : stay(state);
    default:
      return event satisfies never;
  }
}

/** When the next `tick` is due. */
export function ratchetDeadline(state: RatchetState): number | undefined {
  const due = state.old.map(({ until }) => until);
  if (state.phase === 'resting' && state.role === 'initiator') due.push(state.since + state.everyMs);
  if (state.phase === 'offered') due.push(state.sentAt + rotation.answerMs);
  if (state.phase === 'answered') due.push(state.sentAt + rotation.confirmMs);
  return due.length === 0 || state.phase === 'broken' ? undefined : Math.min(...due);
}

/** Only the initiator begins. */
function offer(state: RatchetState, now: number): Step {
  if (state.role !== 'initiator') return stay(state);
  return {
    state: { ...standing(state), phase: 'offered', sentAt: now, repeated: 0 },
    effects: [{ do: 'offer', e: state.epoch + 1 }],
  };
}

function asked(state: RatchetState, { e, x }: { e: number; x: string }): Step {
  if (state.role !== 'responder' || e !== state.epoch + 1) return stay(state);
  if (state.phase === 'answered') return { state, effects: [{ do: 'repeat', what: 'rotate-2' }] };
  if (state.phase !== 'resting') return stay(state);
  return { state: { ...standing(state), phase: 'answering' }, effects: [{ do: 'answer', e, x }] };
}

/** The answer once more means that rotate-3 got lost. */
function answered(state: RatchetState, { e, x }: { e: number; x: string }): Step {
  if (state.role !== 'initiator') return stay(state);
  if (state.phase === 'offered' && e === state.epoch + 1) {
    return { state: { ...standing(state), phase: 'agreeing' }, effects: [{ do: 'agree', e, x }] };
  }
  const isLate = state.phase === 'resting' && e === state.epoch && e > 0;
  return isLate ? { state, effects: [{ do: 'repeat', what: 'rotate-3' }] } : stay(state);
}

function installed(state: RatchetState, e: number, now: number): Step {
  if (e !== state.epoch + 1) return stay(state);
  if (state.phase === 'answering') {
    return stay({ ...standing(state), phase: 'answered', sentAt: now, repeated: 0 });
  }
  if (state.phase !== 'agreeing') return stay(state);
  const { state: next, effects } = changed(state, now);
  return { state: next, effects: [...effects, { do: 'confirm', e }] };
}

/** The new epoch is the one that counts; what was sealed before may still arrive for a while. */
function changed(state: RatchetState, now: number): Step {
  const epoch = state.epoch + 1;
  const old = [...state.old, { epoch: state.epoch, until: now + rotation.oldKeysMs }];
  return {
    state: { ...standing(state), epoch, old, phase: 'resting', since: now },
    effects: [{ do: 'switch', e: epoch }],
  };
}

function tick(state: RatchetState, now: number): Step {
  const effects: RatchetEffect[] = state.old
    .filter(({ until }) => now >= until)
    .map(({ epoch }) => ({ do: 'forget', e: epoch }));
  const rest: RatchetState = { ...state, old: state.old.filter(({ until }) => now < until) };
  const next = due(rest, now);
  return { state: next.state, effects: [...effects, ...next.effects] };
}

function due(state: RatchetState, now: number): Step {
  switch (state.phase) {
    case 'resting':
      return now >= state.since + state.everyMs ? offer(state, now) : stay(state);
    case 'offered':
    case 'answered': {
      const waitMs = state.phase === 'offered' ? rotation.answerMs : rotation.confirmMs;
      if (now < state.sentAt + waitMs) return stay(state);
      if (state.repeated >= rotation.repetitions) return broken(state);
      const what = state.phase === 'offered' ? 'rotate-1' : 'rotate-2';
      return {
        state: { ...state, sentAt: now, repeated: state.repeated + 1 },
        effects: [{ do: 'repeat', what }],
      };
    }
    default:
      return stay(state);
  }
}
