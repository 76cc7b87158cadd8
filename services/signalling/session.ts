/** The life of one connection as a pure machine: from the first message to the close code. */
import { type CloseCode, closeCode, type PodMessage } from '@visavis/shared';
import { renewal } from './seat-life.ts';
import { listen } from './session-listen.ts';
import type {
  Session,
  SessionEffect,
  SessionEvent,
  SessionLimits,
  SessionStep,
  Settled,
  Waiting,
} from './session-types.ts';

export const opened = (now: number, limits: SessionLimits): Session => ({
  phase: 'awaiting-hello',
  deadline: now + limits.helloTimeoutMs,
});

/** Pure. Whatever comes in whatever order, it answers; after `closed` it only undoes what still arrives. */
export function step(state: Session, event: SessionEvent, now: number, limits: SessionLimits): SessionStep {
  switch (event.type) {
    case 'gone':
      return state.phase === 'closed'
        ? stay(state)
        : { state: { phase: 'closed', code: event.code }, effects: lost(state) };
    case 'unreadable':
      return refuse(state, closeCode['bad-message'], { type: 'error', code: 'bad-message' });
    case 'breach':
      return breach(state, event.code, event.retryAfterMs);
    case 'room-over':
      return over(state);
    case 'dismissed':
      return refuse(state, closeCode.forbidden, { type: 'error', code: 'dismissed' });
    case 'replaced':
      return refuse(state, state.phase === 'draining' ? closeCode.restart : closeCode.replaced);
    case 'moved':
      return moved(state);
    case 'drain':
      return drain(state, event.withinMs, event.closeAt);
    case 'tick':
      return tick(state, now, limits);
    case 'hello-late':
      return state.phase === 'awaiting-hello' ? refuse(state, closeCode['hello-timeout']) : stay(state);
    case 'announce':
      return announce(state, event.at);
    case 'seat-free':
      return onWaiting(state, tryAgain);
    case 'absent':
      return settledOf(state)?.phase === 'seated' ? send(state, { type: 'error', code: 'peer-absent' }) : stay(state);
    case 'message':
      return state.phase === 'draining'
        ? inside(state, listen(state.within, event.message, now, limits))
        : listen(state, event.message, now, limits);
    case 'refused':
    case 'seat-taken':
    case 'seated':
    case 'desk':
    case 'check':
      return admitted(state, event, now, limits);
    default:
      return event satisfies never;
  }
}

const stay = (state: Session): SessionStep => ({ state, effects: [] });
const send = (state: Session, message: PodMessage): SessionStep => ({ state, effects: [{ do: 'send', message }] });

/** What a connection is beneath a drain; `undefined` before it was let in and after its end. */
export function settledOf(state: Session): Settled | undefined {
  switch (state.phase) {
    case 'draining':
      return state.within;
    case 'awaiting-hello':
    case 'admitting':
    case 'closed':
      return undefined;
    default:
      return state;
  }
}

/** A step of the machine inside a drain stays inside it, unless it ends the connection. */
function inside(outer: Extract<Session, { phase: 'draining' }>, { state, effects }: SessionStep): SessionStep {
  const within = settledOf(state);
  return { state: within ? { ...outer, within } : state, effects };
}

/** A seat outlives its line; nothing else does. */
function lost(state: Session): SessionEffect[] {
  const settled = settledOf(state);
  return settled?.phase === 'seated' ? [{ do: 'linger', seated: settled }] : [];
}

function refuse(state: Session, code: CloseCode, message?: PodMessage): SessionStep {
  if (state.phase === 'closed') return stay(state);
  const said: SessionEffect[] = message ? [{ do: 'send', message }] : [];
  const keepsSeat = code !== closeCode.replaced && code !== closeCode.forbidden && code !== closeCode['room-over'];
  return {
    state: { phase: 'closed', code },
    effects: [...said, ...(keepsSeat ? lost(state) : []), { do: 'close', code }],
  };
}

/** The seat lives on with the other line. */
function moved(state: Session): SessionStep {
  const code = closeCode.restart;
  return state.phase === 'closed'
    ? stay(state)
    : { state: { phase: 'closed', code }, effects: [{ do: 'close', code }] };
}

/** The room's end frees the seat at once. */
function over(state: Session): SessionStep {
  const settled = settledOf(state);
  const { state: closed, effects } = refuse(state, closeCode['room-over'], { type: 'error', code: 'room-over' });
  if (settled?.phase !== 'seated') return { state: closed, effects };
  return { state: closed, effects: [{ do: 'leave', seated: settled }, ...effects] };
}

function breach(state: Session, code: CloseCode, retryAfterMs: number | undefined): SessionStep {
  if (code !== closeCode['too-many']) return refuse(state, code);
  return refuse(state, code, {
    type: 'error',
    code: 'too-many',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function drain(state: Session, withinMs: number, closeAt: number): SessionStep {
  if (state.phase === 'draining' || state.phase === 'closed') return stay(state);
  const within = settledOf(state);
  if (!within || within.phase === 'waiting-for-seat') return refuse(state, closeCode.restart);
  return send({ phase: 'draining', within, closeAt }, { type: 'drain', withinMs });
}

function tryAgain(waiting: Waiting): { state: Waiting; effects: SessionEffect[] } {
  if (waiting.isTrying) return { state: waiting, effects: [] };
  return { state: { ...waiting, isTrying: true }, effects: [{ do: 'take', grant: waiting.grant }] };
}

function onWaiting(state: Session, then: (waiting: Waiting) => SessionStep): SessionStep {
  return state.phase === 'waiting-for-seat' ? then(state) : stay(state);
}

/** The moment from which on `tick` has something to do. */
export function dueAt(state: Session): number {
  switch (state.phase) {
    case 'awaiting-hello':
      return state.deadline;
    case 'admitting':
    case 'closed':
      return Number.POSITIVE_INFINITY;
    case 'draining':
      return Math.min(state.closeAt, dueAt(state.within));
    case 'waiting-for-seat':
      return Math.min(state.isTrying ? state.grant.until : state.retryAt, state.grant.until);
    case 'check':
      return state.grant.until;
    default:
      return Math.min(state.renewAt, state.grant.until);
  }
}

function announce(state: Session, at: number): SessionStep {
  if (state.phase === 'draining') return inside(state, announce(state.within, at));
  if (state.phase !== 'seated' && state.phase !== 'desk') return stay(state);
  return stay({ ...state, renewAt: Math.min(state.renewAt, at) });
}

function tick(state: Session, now: number, limits: SessionLimits): SessionStep {
  if (now < dueAt(state)) return stay(state);
  if (state.phase === 'awaiting-hello') return refuse(state, closeCode['hello-timeout']);
  if (state.phase === 'draining') {
    if (now >= state.closeAt) return refuse(state, closeCode.restart);
    return inside(state, tick(state.within, now, limits));
  }
  const settled = settledOf(state);
  if (settled && now >= settled.grant.until) return over(state);
  switch (settled?.phase) {
    case 'waiting-for-seat':
      return tryAgain(settled);
    case 'seated': {
      const { everyMs, ttlMs } = renewal(settled.inCall, limits);
      return { state: { ...settled, renewAt: now + everyMs }, effects: [{ do: 'renew', ttlMs }] };
    }
    case 'desk':
      return {
        state: { ...settled, renewAt: now + limits.seatRenewMs },
        effects: [{ do: 'watch', grant: settled.grant }],
      };
    default:
      return stay(state);
  }
}

type Admission = Extract<SessionEvent, { type: 'refused' | 'seat-taken' | 'seated' | 'desk' | 'check' }>;

/** The answer of the store; a connection that ended meanwhile gives its seat back. */
function admitted(state: Session, event: Admission, now: number, limits: SessionLimits): SessionStep {
  if (state.phase !== 'admitting' && state.phase !== 'waiting-for-seat') {
    return event.type === 'seated' ? { state, effects: [{ do: 'leave', seated: event }] } : stay(state);
  }
  switch (event.type) {
    case 'refused': {
      const { code, close, retryAfterMs, incident } = event.refusal;
      const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
      return refuse(state, close, { type: 'error', code, ...wait, incident });
    }
    case 'seat-taken': {
      const waiting: Waiting = {
        phase: 'waiting-for-seat',
        grant: event.grant,
        retryAt: now + limits.seatRetryMs,
        isTrying: false,
      };
      if (state.phase === 'waiting-for-seat') return stay(waiting);
      return send(waiting, { type: 'error', code: 'seat-taken', retryAfterMs: limits.seatRetryMs });
    }
    case 'seated':
      return stay({
        phase: 'seated',
        grant: event.grant,
        connection: event.connection,
        epoch: event.epoch,
        inCall: false,
        renewAt: now + limits.seatRenewMs,
        resumeAt: now + limits.resumeRenewMs,
        iceAt: 0,
      });
    case 'desk':
      return stay({ phase: 'desk', grant: event.grant, renewAt: now });
    case 'check':
      return stay({ phase: 'check', grant: event.grant, iceAt: 0 });
    default:
      return event satisfies never;
  }
}
