/** What a connection does with each message of a browser, by the phase it is in. */
import { type BrowserMessage, closeCode, type PodMessage } from '@visavis/shared';
import { renewal } from './seat-life.ts';
import type {
  Check,
  Desk,
  Seated,
  Session,
  SessionEffect,
  SessionLimits,
  SessionStep,
  Waiting,
} from './session-types.ts';

/** Pure. A message that has no place in this phase closes the connection 4400. */
export function listen(state: Session, message: BrowserMessage, now: number, limits: SessionLimits): SessionStep {
  switch (state.phase) {
    case 'awaiting-hello':
      return hello(state, message);
    case 'seated':
      return seated(state, message, now, limits);
    case 'waiting-for-seat':
    case 'desk':
      return idle(state, message);
    case 'check':
      if (message.type === 'ice-servers') return ice(state, message.elsewhere === true, now, limits);
      return idle(state, message);
    case 'admitting':
      return message.type === 'bye' ? goodbye([]) : bad();
    case 'draining':
    case 'closed':
      return { state, effects: [] };
    default:
      return state satisfies never;
  }
}

const bad = (effects: SessionEffect[] = []): SessionStep => ({
  state: { phase: 'closed', code: closeCode['bad-message'] },
  effects: [
    { do: 'send', message: { type: 'error', code: 'bad-message' } },
    ...effects,
    { do: 'close', code: closeCode['bad-message'] },
  ],
});

const goodbye = (effects: SessionEffect[]): SessionStep => ({
  state: { phase: 'closed', code: 1000 },
  effects: [...effects, { do: 'close', code: 1000 }],
});

const say = (state: Session, message: PodMessage): SessionStep => ({ state, effects: [{ do: 'send', message }] });

function hello(state: Session, message: BrowserMessage): SessionStep {
  if (message.type === 'hello') {
    const { ticket: token, incarnation } = message;
    return { state: { phase: 'admitting' }, effects: [{ do: 'admit', by: 'ticket', token, incarnation }] };
  }
  if (message.type === 'resume') {
    const { resume: token, incarnation } = message;
    return { state: { phase: 'admitting' }, effects: [{ do: 'admit', by: 'resume', token, incarnation }] };
  }
  return state.phase === 'awaiting-hello' ? bad() : { state, effects: [] };
}

/** Those who may only say that they are still there, or goodbye. */
function idle(state: Waiting | Desk | Check, message: BrowserMessage): SessionStep {
  if (message.type === 'ping') return { state, effects: [{ do: 'pong', c: message.c, renewsResume: false }] };
  return message.type === 'bye' && message.end === undefined ? goodbye([]) : bad();
}

function ice(state: Seated | Check, elsewhere: boolean, now: number, limits: SessionLimits): SessionStep {
  if (now < state.iceAt) return say(state, { type: 'error', code: 'too-many', retryAfterMs: state.iceAt - now });
  const effect: SessionEffect = { do: 'ice-servers', grant: state.grant, elsewhere };
  return { state: { ...state, iceAt: now + limits.iceServersEveryMs }, effects: [effect] };
}

function seated(state: Seated, message: BrowserMessage, now: number, limits: SessionLimits): SessionStep {
  switch (message.type) {
    case 'relay':
    case 'ack':
      return { state, effects: [{ do: 'forward', message }] };
    case 'ice-servers':
      return ice(state, message.elsewhere === true, now, limits);
    case 'ping':
      return ping(state, message, now, limits);
    case 'setup-report':
    case 'call-report':
      return { state, effects: [{ do: 'count', report: message }] };
    case 'dismiss':
      if (state.grant.seat !== 'advisor') return forbidden(state);
      return { state, effects: [{ do: 'dismiss', incarnation: message.incarnation }] };
    case 'bye':
      if (!message.end) return goodbye([{ do: 'leave', seated: state }]);
      return state.grant.seat === 'advisor' ? { state, effects: [{ do: 'end-room' }] } : forbidden(state);
    case 'hello':
    case 'resume':
      return bad([{ do: 'linger', seated: state }]);
    default:
      return message satisfies never;
  }
}

/** Only the advisor decides about others; a page of ours never asks for it. */
function forbidden(state: Seated): SessionStep {
  return {
    state: { phase: 'closed', code: closeCode.forbidden },
    effects: [
      { do: 'send', message: { type: 'error', code: 'forbidden' } },
      { do: 'linger', seated: state },
      { do: 'close', code: closeCode.forbidden },
    ],
  };
}

function ping(
  state: Seated,
  { c, inCall }: Extract<BrowserMessage, { type: 'ping' }>,
  now: number,
  limits: SessionLimits,
): SessionStep {
  const renewsResume = now >= state.resumeAt;
  const resumeAt = renewsResume ? now + limits.resumeRenewMs : state.resumeAt;
  const pong: SessionEffect = { do: 'pong', c, renewsResume };
  if (inCall === state.inCall) return { state: renewsResume ? { ...state, resumeAt } : state, effects: [pong] };
  const { everyMs, ttlMs } = renewal(inCall, limits);
  return {
    state: { ...state, resumeAt, inCall, renewAt: now + everyMs },
    effects: [pong, { do: 'renew', ttlMs }],
  };
}
