/** When the direct line is built, mended and built anew: the pure recovery machine of one pair. */
import type { PeerMessage } from '@visavis/shared';
import type { PeerTransport } from './peer.ts';
import type { Role } from './roles.ts';

export type RestartReason = Extract<PeerMessage, { kind: 'restart-wanted' }>['reason'];

/** PROTOCOL §2 "Recovery", in milliseconds. */
export const recovery = {
  shakyMs: 3_000,
  restartAtMs: [0, 3_000, 6_000],
  restartGiveUpMs: 10_000,
  connectMs: 20_000,
  rebuildWindowMs: 120_000,
  rebuildsInWindow: 5,
  framesWindowMs: 60_000,
  framesRebuildsInWindow: 3,
} as const;

/** What outlives a single RTCPeerConnection. `streak`: rebuilds since it was last connected. */
interface Memory {
  readonly role: Role;
  /** Something can be said to the other side, through a pod or past it. */
  readonly reachable: boolean;
  readonly rebuiltAt: readonly number[];
  /** When new paths were last looked for. */
  readonly restartedAt: number;
  /** When frames were lost: a new peer each time, but not more often than three times a minute. */
  readonly framesLostAt: readonly number[];
  readonly streak: number;
  readonly connections: number;
  readonly restarts: number;
  readonly rebuilds: number;
}

/**
 * `idle` nothing built yet · `connecting` · `connected` · `shaky` disconnected, may heal by itself · `restarting` new ICE
 * credentials · `lost` waits: for the way to the other side, for its `open`, or after too many attempts (`exhausted`).
 */
export type LineState = { readonly memory: Memory } & (
  | { readonly phase: 'idle' | 'connected' }
  /** `since` the other side has answered: until then waiting is its absence, not a bad path. */
  | { readonly phase: 'connecting'; readonly since: number | undefined }
  | { readonly phase: 'shaky'; readonly since: number }
  | { readonly phase: 'restarting'; readonly since: number; readonly tries: number; readonly reason: RestartReason }
  | { readonly phase: 'lost'; readonly retryAt: number | undefined; readonly exhausted: boolean }
);

/** Transport and channel are those of the present RTCPeerConnection; the executor drops what older ones say. */
export type LineEvent =
  | { type: 'reachable'; reachable: boolean }
  /** Responder: the other side opened a new one. */
  | { type: 'opened' }
  /** Initiator: a description came back. */
  | { type: 'answered' }
  | { type: 'transport'; transport: PeerTransport }
  | { type: 'channel-closed' }
  | { type: 'network-changed' }
  | { type: 'frames-missing' }
  /** Initiator: the other side asks. */
  | { type: 'wanted'; reason: RestartReason }
  | { type: 'tick' };

export type LineEffect =
  /** A new RTCPeerConnection with the same certificate, and `open` to the other side. */
  { do: 'build'; relayOnly: boolean } | { do: 'restart' } | { do: 'want'; reason: RestartReason };

type Step = { state: LineState; effects: LineEffect[] };

export const newLine = (role: Role): LineState => ({
  phase: 'idle',
  memory: {
    role,
    reachable: false,
    rebuiltAt: [],
    restartedAt: Number.NEGATIVE_INFINITY,
    framesLostAt: [],
    streak: 0,
    connections: 0,
    restarts: 0,
    rebuilds: 0,
  },
});

/** Total; `now` in milliseconds. */
export function stepLine(state: LineState, event: LineEvent, now: number): Step {
  switch (event.type) {
    case 'reachable':
      return reachable({ ...state, memory: { ...state.memory, reachable: event.reachable } }, now);
    case 'opened':
      return stay({ phase: 'connecting', since: now, memory: state.memory });
    case 'answered':
      return state.phase === 'connecting' && state.since === undefined ? stay({ ...state, since: now }) : stay(state);
    case 'transport':
      return transport(state, event.transport, now);
    case 'channel-closed':
      return state.phase === 'idle' ? stay(state) : rebuild(state.memory, now);
    case 'network-changed':
      return mend(state, event.type, now);
    case 'frames-missing':
      return framesMissing(state, now);
    case 'wanted':
      return wanted(state, event.reason, now);
    case 'tick':
      return tick(state, now);
    default:
      return event satisfies never;
  }
}

/** When the next `tick` is due. */
export function lineDeadline(state: LineState): number | undefined {
  switch (state.phase) {
    case 'connecting':
      return state.since === undefined ? undefined : state.since + recovery.connectMs;
    case 'shaky':
      return state.since + recovery.shakyMs;
    case 'restarting': {
      const next = state.memory.reachable ? recovery.restartAtMs[state.tries] : undefined;
      return state.since + (next ?? recovery.restartGiveUpMs);
    }
    case 'lost':
      return state.retryAt;
    default:
      return undefined;
  }
}

const stay = (state: LineState): Step => ({ state, effects: [] });

function reachable(state: LineState, now: number): Step {
  const { memory } = state;
  if (!memory.reachable) return stay(state);
  if (state.phase === 'idle' && memory.role === 'initiator') {
    return { state: { phase: 'connecting', since: undefined, memory }, effects: [{ do: 'build', relayOnly: false }] };
  }
  if (state.phase === 'lost' && !state.exhausted) return rebuild(memory, now);
  return state.phase === 'restarting' ? tick(state, now) : stay(state);
}

function transport(state: LineState, transport: PeerTransport, now: number): Step {
  if (state.phase === 'idle') return stay(state);
  switch (transport) {
    case 'connected': {
      if (state.phase === 'connected') return stay(state);
      const memory = { ...state.memory, streak: 0, connections: state.memory.connections + 1 };
      return stay({ phase: 'connected', memory });
    }
    case 'disconnected':
      return state.phase === 'connected' ? stay({ phase: 'shaky', since: now, memory: state.memory }) : stay(state);
    case 'failed':
      return state.phase === 'lost' ? stay(state) : rebuild(state.memory, now);
    case 'new':
    case 'connecting':
      return stay(state);
  }
}

/** The line may still look well; whoever sees that it is not asks for new paths without waiting. */
function mend(state: LineState, reason: RestartReason, now: number): Step {
  switch (state.phase) {
    case 'connected': {
      const effects = [restartBy(state.memory, reason)];
      return { state: { ...state, memory: counted(state.memory, now) }, effects };
    }
    case 'shaky':
      return restart(state.memory, reason, now);
    case 'lost':
      return rebuild(state.memory, now);
    default:
      return stay(state);
  }
}

const restartBy = (memory: Memory, reason: RestartReason): LineEffect =>
  memory.role === 'initiator' ? { do: 'restart' } : { do: 'want', reason };
const counted = (memory: Memory, now: number): Memory => ({
  ...memory,
  restarts: memory.restarts + 1,
  restartedAt: now,
});

const restart = (memory: Memory, reason: RestartReason, now: number): Step =>
  tick({ phase: 'restarting', since: now, tries: 0, reason, memory: counted(memory, now) }, now);

/** The path is well and yet no frame can be opened: nothing but another connection with other keys helps. */
function framesMissing(state: LineState, now: number): Step {
  if (state.phase === 'idle' || state.phase === 'lost') return stay(state);
  const recent = state.memory.framesLostAt.filter((at) => at > now - recovery.framesWindowMs);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= recovery.framesRebuildsInWindow) {
    const retryAt = oldest + recovery.framesWindowMs;
    return stay({ phase: 'lost', retryAt, exhausted: true, memory: { ...state.memory, framesLostAt: recent } });
  }
  return rebuild({ ...state.memory, framesLostAt: [...recent, now] }, now);
}

function wanted(state: LineState, reason: RestartReason, now: number): Step {
  if (state.memory.role !== 'initiator') return stay(state);
  if (reason === 'frames-missing') return framesMissing(state, now);
  if (reason !== 'failed') return mend(state, reason, now);
  // One just built is the answer already.
  return state.phase === 'connecting' || state.phase === 'idle' ? stay(state) : rebuild(state.memory, now);
}

/** Only the initiator builds; the other side asks, and asks again. Every second attempt goes by the relay alone. */
function rebuild(memory: Memory, now: number): Step {
  if (!memory.reachable) return stay({ phase: 'lost', retryAt: undefined, exhausted: false, memory });
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
    return stay({ phase: 'lost', retryAt, exhausted: true, memory: { ...memory, rebuiltAt: recent } });
  }
  const streak = memory.streak + 1;
  const next = { ...memory, streak, rebuiltAt: [...recent, now], rebuilds: memory.rebuilds + 1 };
  return {
    state: { phase: 'connecting', since: undefined, memory: next },
    effects: [{ do: 'build', relayOnly: streak % 2 === 0 }],
  };
}

function tick(state: LineState, now: number): Step {
  const due = lineDeadline(state);
  if (due === undefined || now < due) return stay(state);
  switch (state.phase) {
    case 'shaky':
      return restart(state.memory, 'disconnected', now);
    case 'connecting':
    case 'lost':
      return rebuild(state.memory, now);
    case 'restarting': {
      if (now >= state.since + recovery.restartGiveUpMs) return rebuild(state.memory, now);
      return { state: { ...state, tries: state.tries + 1 }, effects: [restartBy(state.memory, state.reason)] };
    }
    default:
      return stay(state);
  }
}
