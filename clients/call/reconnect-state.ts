/** When to come back to a pod, with what, and when to give up: the pure machine under the reconnecting line. */
import { limits, retryAfterClose } from '@visavis/shared';
import type { SignallingClose } from './signalling.ts';

interface Token {
  value: string;
  until: number;
}

/**
 * What outlives a connection. `attempt` counts failures since the last welcome, `refusals` tickets refused in a row;
 * `isIn`: the room takes the line for open, and is to be told when it is lost.
 */
interface Memory {
  readonly isIn: boolean;
  readonly attempt: number;
  readonly refusals: number;
  readonly token: Token | undefined;
  readonly connections: number;
}

export type ReconnectState = { readonly memory: Memory } & (
  | { readonly phase: 'asking' }
  | { readonly phase: 'opening'; readonly connection: number }
  /** `moveAt`: the pod drains; `moving`: the second connection, while the first still serves. */
  | { readonly phase: 'open'; readonly connection: number; readonly moveAt?: number; readonly moving?: number }
  | { readonly phase: 'waiting'; readonly until: number; readonly notBefore: number }
  | { readonly phase: 'closed' }
);

export type ReconnectEvent =
  | { type: 'start' }
  | { type: 'admitted' }
  /** No ticket: the network failed, or somebody said no for good. */
  | { type: 'not-admitted'; close: SignallingClose; isFinal: boolean }
  | { type: 'welcome'; connection: number; resume: string | undefined }
  | { type: 'renewed'; connection: number; resume: string }
  | { type: 'drain'; connection: number; withinMs: number }
  | { type: 'closed'; connection: number; close: SignallingClose }
  /** The network is back or the person looks at the page: no reason to wait, and an open line may be dead. */
  | { type: 'wake' }
  | { type: 'tick' }
  | { type: 'end' };

export type ReconnectEffect =
  | { do: 'ask' }
  /** Without `resume`: with the ticket just handed out. */
  | { do: 'open'; connection: number; resume: string | undefined }
  | { do: 'drop'; connection: number }
  | { do: 'probe'; connection: number }
  | { do: 'tell-lost' }
  | { do: 'tell-closed'; close: SignallingClose };

type Step = { state: ReconnectState; effects: ReconnectEffect[] };

export const idleReconnect: ReconnectState = {
  phase: 'closed',
  memory: { isIn: false, attempt: 0, refusals: 0, token: undefined, connections: 0 },
};

/** Total. `random` in [0, 1) is the jitter. */
export function stepReconnect(state: ReconnectState, event: ReconnectEvent, now: number, random: number): Step {
  switch (event.type) {
    case 'start':
      return { state: { phase: 'asking', memory: idleReconnect.memory }, effects: [{ do: 'ask' }] };
    case 'admitted':
      return state.phase === 'asking' ? open(state.memory, undefined) : stay(state);
    case 'not-admitted':
      if (state.phase !== 'asking') return stay(state);
      if (event.isFinal) return finish(state.memory, event.close);
      return wait(state.memory, event.close.retryAfterMs, now, random);
    case 'welcome':
      return welcome(state, event.connection, event.resume, now);
    case 'renewed':
      return isCurrent(state, event.connection)
        ? stay({ ...state, memory: { ...state.memory, token: tokenOf(event.resume, now) } })
        : stay(state);
    case 'drain':
      if (state.phase !== 'open' || state.connection !== event.connection) return stay(state);
      return stay({ ...state, moveAt: now + event.withinMs });
    case 'closed':
      return closed(state, event.connection, event.close, now, random);
    case 'wake':
      if (state.phase === 'open' || state.phase === 'opening')
        return { state, effects: [{ do: 'probe', connection: state.connection }] };
      if (state.phase !== 'waiting') return stay(state);
      return state.notBefore > now ? stay({ ...state, until: state.notBefore }) : again(state.memory, now);
    case 'tick':
      return tick(state, now);
    case 'end':
      return { state: { phase: 'closed', memory: state.memory }, effects: connectionsOf(state).map(dropped) };
    default:
      return event satisfies never;
  }
}

/** When the next `tick` is due. */
export function reconnectDeadline(state: ReconnectState): number | undefined {
  if (state.phase === 'waiting') return state.until;
  return state.phase === 'open' ? state.moveAt : undefined;
}

const stay = (state: ReconnectState): Step => ({ state, effects: [] });
const dropped = (connection: number): ReconnectEffect => ({ do: 'drop', connection });
const tokenOf = (value: string, now: number): Token => ({ value, until: now + limits.resumeTtlMs });
const isCurrent = (state: ReconnectState, connection: number) =>
  state.phase === 'open' && state.connection === connection;

function connectionsOf(state: ReconnectState): number[] {
  if (state.phase === 'opening') return [state.connection];
  if (state.phase !== 'open') return [];
  return state.moving === undefined ? [state.connection] : [state.connection, state.moving];
}

function open(memory: Memory, resume: string | undefined): Step {
  const connection = memory.connections + 1;
  return {
    state: { phase: 'opening', connection, memory: { ...memory, connections: connection } },
    effects: [{ do: 'open', connection, resume }],
  };
}

/** With the token while it lives, else with a new ticket. */
function again(memory: Memory, now: number): Step {
  if (memory.token !== undefined && memory.token.until > now) return open(memory, memory.token.value);
  return { state: { phase: 'asking', memory: { ...memory, token: undefined } }, effects: [{ do: 'ask' }] };
}

/** Full jitter: anywhere between now and the doubled wait, so that a lost pod's browsers do not come back as one. */
function wait(memory: Memory, retryAfterMs: number | undefined, now: number, random: number): Step {
  const notBefore = now + (retryAfterMs ?? 0);
  const until = notBefore + jittered(memory, random);
  return {
    state: { phase: 'waiting', until, notBefore, memory: { ...memory, attempt: memory.attempt + 1 } },
    effects: [],
  };
}

const jittered = ({ attempt }: Memory, random: number): number =>
  Math.floor(random * Math.min(limits.reconnectFirstMs * 2 ** attempt, limits.reconnectMaxMs));

/** The second line came to nothing: it is tried again while the first still serves, unless the answer was no. */
function moveLater(state: Extract<ReconnectState, { phase: 'open' }>, code: number, at: number, random: number): Step {
  const { moving: _gone, memory, ...first } = state;
  const retry = retryAfterClose(code);
  if (retry !== 'yes' && retry !== 'after') return stay({ ...first, memory });
  const moveAt = at + jittered(memory, random);
  return stay({ ...first, moveAt, memory: { ...memory, attempt: memory.attempt + 1 } });
}

const finish = (memory: Memory, close: SignallingClose): Step => ({
  state: { phase: 'closed', memory },
  effects: [{ do: 'tell-closed', close }],
});

function welcome(state: ReconnectState, connection: number, resume: string | undefined, now: number): Step {
  const moved = state.phase === 'open' && state.moving === connection;
  if (!moved && !(state.phase === 'opening' && state.connection === connection)) return stay(state);
  const token = resume === undefined ? undefined : tokenOf(resume, now);
  return {
    state: { phase: 'open', connection, memory: { ...state.memory, isIn: true, token, attempt: 0, refusals: 0 } },
    effects: moved ? [dropped(state.connection)] : [],
  };
}

function closed(state: ReconnectState, connection: number, close: SignallingClose, now: number, random: number): Step {
  if (state.phase === 'open' && state.moving === connection) {
    return moveLater(state, close.code, now + (close.retryAfterMs ?? 0), random);
  }
  if (state.phase === 'open' && state.connection === connection && state.moving !== undefined) {
    // The second line is on its way in: nobody need hear of the moment between the two.
    return stay({ phase: 'opening', connection: state.moving, memory: state.memory });
  }
  if (!connectionsOf(state).includes(connection)) return stay(state);
  const after = afterClose({ ...state.memory, isIn: false }, close, now, random);
  if (!state.memory.isIn || after.state.phase === 'closed') return after;
  return { state: after.state, effects: [{ do: 'tell-lost' }, ...after.effects] };
}

/** The table of close codes decides, and nothing else does. */
function afterClose(memory: Memory, close: SignallingClose, now: number, random: number): Step {
  switch (retryAfterClose(close.code)) {
    case 'no':
      return finish(memory, close);
    case 'new-ticket-once':
      if (memory.refusals > 0) return finish(memory, close);
      return again({ ...memory, token: undefined, refusals: 1 }, now);
    case 'after':
    case 'yes':
      return wait(memory, close.retryAfterMs, now, random);
  }
}

function tick(state: ReconnectState, now: number): Step {
  if (state.phase === 'waiting' && state.until <= now) return again(state.memory, now);
  if (state.phase !== 'open' || state.moveAt === undefined || state.moveAt > now) return stay(state);
  const { moveAt: _due, ...rest } = state;
  const { token } = state.memory;
  if (token === undefined || token.until <= now) return stay(rest);
  const opening = open(state.memory, token.value);
  return {
    state: { ...rest, moving: opening.state.memory.connections, memory: opening.state.memory },
    effects: opening.effects,
  };
}
