/** How the direct line goes on: one pure step of the recovery machine for every event. */
import {
  type LineEffect,
  type LineEvent,
  type LineMemory,
  type LineState,
  type LineStep,
  lineDeadline,
  type RestartReason,
  recovery,
} from './line-state.ts';
import { type FramesLost, keepMends, type MendReason } from './mend-reason.ts';

/** Total; `now` in milliseconds. */
export function stepLine(state: LineState, event: LineEvent, now: number): LineStep {
  switch (event.type) {
    case 'reachable':
      return reachable({ ...state, memory: { ...state.memory, reachable: event.reachable } }, now);
    case 'opened':
      return stay({ phase: 'connecting', since: now, memory: openedBy(state, now) });
    case 'answered':
      return answered(state, now);
    case 'transport':
      return transport(state, event, now);
    case 'channel-closed':
      return state.phase === 'idle' ? stay(state) : rebuild(state.memory, 'channel-closed', now);
    case 'network-changed':
      return mend(state, event.type, now);
    case 'silent':
      return silent(state, now);
    case 'flowing':
      return state.phase === 'restarting' && state.reason === 'silent' ? stay(again(state)) : stay(state);
    case 'frames-missing':
      return framesMissing(state, event.trouble ?? 'missing', now);
    case 'wanted':
      return wanted(state, event.reason, now);
    case 'tick':
      return tick(state, now);
    default:
      return event satisfies never;
  }
}

const again = ({ memory }: LineState): LineState => ({ phase: 'connected', memory });
const stay = (state: LineState): LineStep => ({ state, effects: [] });
const answered = (state: LineState, now: number): LineStep =>
  stay(state.phase === 'connecting' && state.since === undefined ? { ...state, since: now } : state);

function reachable(state: LineState, now: number): LineStep {
  const { memory } = state;
  if (!memory.reachable) return stay(state);
  if (state.phase === 'idle' && memory.role === 'initiator') {
    return { state: { phase: 'connecting', since: undefined, memory }, effects: [{ do: 'build', relayOnly: false }] };
  }
  if (state.phase === 'lost' && !state.exhausted) return rebuild(memory, 'in-reach-again', now);
  return state.phase === 'restarting' ? tick(state, now) : stay(state);
}

function transport(state: LineState, { transport, why = 'failed' }: Told, now: number): LineStep {
  if (state.phase === 'idle') return stay(state);
  switch (transport) {
    case 'connected': {
      if (state.phase === 'connected') return stay(state);
      const memory = { ...state.memory, streak: 0, connections: state.memory.connections + 1 };
      return stay({ phase: 'connected', memory });
    }
    case 'disconnected':
      if (state.phase === 'connected') return stay({ phase: 'shaky', since: now, memory: state.memory });
      // From now on the browser has to say that it is well again.
      return stay(state.phase === 'restarting' ? { ...state, reason: transport } : state);
    case 'failed':
      return state.phase === 'lost' ? stay(state) : rebuild(state.memory, why, now);
    case 'new':
    case 'connecting':
      return stay(state);
  }
}

type Told = Extract<LineEvent, { type: 'transport' }>;

/** The line may still look well; whoever sees that it is not asks for new paths without waiting. */
function mend(state: LineState, reason: RestartReason, now: number, asked = false): LineStep {
  switch (state.phase) {
    case 'connected': {
      const effects = [restartBy(state.memory, reason)];
      return { state: { ...state, memory: counted(state.memory, reason, now, asked) }, effects };
    }
    case 'shaky':
      return restart(state.memory, reason, now, asked);
    case 'lost':
      return rebuild(state.memory, reason, now, asked);
    default:
      return stay(state);
  }
}

/** New paths, and the words for it, long before the browser notices; it alone decides when the line is given up. */
function silent(state: LineState, now: number): LineStep {
  if (state.phase !== 'connected' && state.phase !== 'shaky') return stay(state);
  const { memory } = state;
  const since = memory.restartedAt;
  // The other side has noticed first, and its restart is under way.
  if (now - since < justRestartedMs) return stay({ phase: 'restarting', since, tries: 1, reason: 'silent', memory });
  return restart(memory, 'silent', now);
}

const justRestartedMs = 2_000;

const wantedFor = (reason: MendReason): RestartReason =>
  reason === 'network-changed' || reason === 'failed' ? reason : 'disconnected';

const restartBy = (memory: LineMemory, reason: MendReason): LineEffect =>
  memory.role === 'initiator' ? { do: 'restart' } : { do: 'want', reason: wantedFor(reason) };
const counted = (memory: LineMemory, why: MendReason, now: number, asked: boolean): LineMemory => ({
  ...memory,
  restarts: memory.restarts + 1,
  restartedAt: now,
  mends: keepMends(...memory.mends, { what: 'restart', why, asked, at: now }),
});

const restart = (memory: LineMemory, reason: MendReason, now: number, asked = false): LineStep =>
  tick({ phase: 'restarting', since: now, tries: 0, reason, memory: counted(memory, reason, now, asked) }, now);

const rebuilt = (memory: LineMemory, why: MendReason, now: number, asked: boolean): LineMemory => ({
  ...memory,
  mends: keepMends(...memory.mends, { what: 'rebuild', why, asked, at: now }),
});

/** The first one is no attempt to mend, and who has asked knows already why. */
const openedBy = ({ phase, memory }: LineState, now: number): LineMemory =>
  phase === 'idle' || phase === 'lost' ? memory : rebuilt(memory, 'failed', now, true);

/** The path is well and yet no frame can be opened: nothing but another connection with other keys helps. */
function framesMissing(state: LineState, trouble: FramesLost, now: number, asked = false): LineStep {
  if (state.phase === 'idle' || state.phase === 'lost') return stay(state);
  const recent = state.memory.framesLostAt.filter((at) => at > now - recovery.framesWindowMs);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= recovery.framesRebuildsInWindow) {
    const retryAt = oldest + recovery.framesWindowMs;
    return stay({ phase: 'lost', retryAt, exhausted: true, memory: { ...state.memory, framesLostAt: recent } });
  }
  return rebuild({ ...state.memory, framesLostAt: [...recent, now] }, `frames-${trouble}`, now, asked);
}

function wanted(state: LineState, reason: RestartReason, now: number): LineStep {
  if (state.memory.role !== 'initiator') return stay(state);
  if (reason === 'frames-missing') return framesMissing(state, 'missing', now, true);
  if (reason !== 'failed') return mend(state, reason, now, true);
  // One just built may still come up; who asks has answered, so that it has no longer than any other.
  if (state.phase === 'connecting') return answered(state, now);
  return state.phase === 'idle' ? stay(state) : rebuild(state.memory, reason, now, true);
}

/** Only the initiator builds; the other side asks, and asks again. Every second attempt goes by the relay alone. */
function rebuild(before: LineMemory, why: MendReason, now: number, asked = false): LineStep {
  if (!before.reachable) return stay({ phase: 'lost', retryAt: undefined, exhausted: false, memory: before });
  const memory = rebuilt(before, why, now, asked);
  if (memory.role === 'responder') {
    return {
      state: { phase: 'lost', retryAt: now + recovery.connectMs, exhausted: false, memory },
      effects: [{ do: 'want', reason: 'failed' }],
    };
  }
  const recent = memory.rebuiltAt.filter((at) => at > now - recovery.rebuildWindowMs);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= recovery.rebuildsInWindow) {
    const retryAt = oldest + recovery.rebuildWindowMs;
    return stay({ phase: 'lost', retryAt, exhausted: true, memory: { ...before, rebuiltAt: recent } });
  }
  const streak = memory.streak + 1;
  const next = { ...memory, streak, rebuiltAt: [...recent, now], rebuilds: memory.rebuilds + 1 };
  return {
    state: { phase: 'connecting', since: undefined, memory: next },
    effects: [{ do: 'build', relayOnly: streak % 2 === 0 }],
  };
}

function tick(state: LineState, now: number): LineStep {
  const due = lineDeadline(state);
  if (due === undefined || now < due) return stay(state);
  switch (state.phase) {
    case 'shaky':
      return restart(state.memory, 'disconnected', now);
    case 'connecting':
      return rebuild(state.memory, 'connect-late', now);
    case 'lost':
      return rebuild(state.memory, 'retry', now);
    case 'restarting': {
      if (now < state.since + recovery.restartGiveUpMs)
        return { state: { ...state, tries: state.tries + 1 }, effects: [restartBy(state.memory, state.reason)] };
      // The browser is content all the while: who sends nothing is asleep, not out of reach.
      return state.reason === 'silent' ? stay(again(state)) : rebuild(state.memory, 'restart-late', now);
    }
    default:
      return stay(state);
  }
}
