/** How a call goes from phase to phase: one pure step for every event. */
import { limits } from '@visavis/shared';
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  type CallStep,
  isOnAir,
  type PersonMessage,
  type RoomFacts,
  settle,
} from './call-state.ts';
import type { CallEnd } from './call-view.ts';
import type { Party } from './roles.ts';

/** Total: events that have no place in a phase change nothing. `now` in milliseconds of the pod's clock. */
export function stepCall(state: CallState, event: CallEvent, now: number): CallStep {
  const step = inner(state, event, now);
  const settled =
    step.state.phase === 'room' || step.state.phase === 'hanging-up'
      ? { ...step.state, room: settle(step.state.room, now) }
      : step.state;
  const was = isOnAir(state);
  const is = isOnAir(settled);
  const air: CallEffect[] = was === is ? [] : [{ do: is ? 'on-air' : 'off-air' }];
  return { state: settled, effects: [...air, ...step.effects] };
}

const stay = (state: CallState): CallStep => ({ state, effects: [] });
const isOver = (state: CallState) => state.phase === 'ended' || state.phase === 'refused';

function inner(state: CallState, event: CallEvent, now: number): CallStep {
  if (isOver(state)) return stay(state);
  if (event.type === 'closed') return closed(state, event, now);
  if (state.phase === 'joining') return joining(state, event);
  switch (event.type) {
    case 'entered':
      return event.peer === undefined ? absent(state) : here(state, event.peer);
    case 'seat-taken':
      return stay(state);
    case 'peer-here':
      return here(state, event.peer);
    case 'peer-gone':
      return state.room.peer?.incarnation === event.incarnation ? absent(state) : stay(state);
    case 'told':
      return told(state, event.message, now);
    case 'line':
      return line(state, event.line);
    case 'line-built':
      return within(state, { heard: false });
    case 'proof':
      return within(state, { proven: event.isChecked });
    case 'media':
      return within(state, { heard: true });
    case 'tick':
      return state.phase === 'hanging-up' && now >= state.until ? end(state, 'hung-up', now, 'hung-up') : stay(state);
    default:
      return wish(state, event.type, now);
  }
}

type Entered = Extract<CallState, { room: RoomFacts }>;

const within = (state: Entered, change: Partial<RoomFacts>): CallStep =>
  stay({ ...state, room: { ...state.room, ...change } });

function joining(state: CallState, event: CallEvent): CallStep {
  if (event.type === 'seat-taken') return stay({ phase: 'joining', waitsFor: event.refusal });
  if (event.type === 'hang-up' || event.type === 'close') {
    return { state: { phase: 'ended', end: { reason: 'left', talkedMs: 0 } }, effects: [{ do: 'leave', end: false }] };
  }
  if (event.type !== 'entered') return stay(state);
  const room: RoomFacts = {
    seat: event.seat,
    ready: false,
    peer: undefined,
    dismissed: undefined,
    line: 'none',
    linkedAt: undefined,
    heard: false,
    proven: false,
    talkingSince: undefined,
    refusedBy: undefined,
  };
  const entered: Entered = { phase: 'room', room };
  return event.peer === undefined ? stay(entered) : here(entered, event.peer);
}

/** The same page load again: nothing changed but that it is back. Another one: everything about it is new. */
function here(state: Entered, peer: Party): CallStep {
  const { room } = state;
  const { incarnation } = peer;
  // Whoever sits there still was not told: the word went into a line that was gone.
  if (room.dismissed === incarnation) return { state, effects: [{ do: 'dismiss', incarnation }] };
  if (room.peer?.incarnation === incarnation) return within(state, { peer: { ...room.peer, present: true } });
  const next = {
    ...room,
    line: 'none' as const,
    heard: false,
    proven: false,
    peer: {
      ...peer,
      present: true,
      name: room.peer?.name,
      ready: false,
      hangingUp: false,
      microphone: 'none' as const,
      camera: 'none' as const,
      screen: 'off' as const,
    },
  };
  return { state: { ...state, room: next }, effects: [{ do: 'meet', peer, ready: room.ready }] };
}

const absent = (state: Entered): CallStep =>
  state.room.peer === undefined ? stay(state) : within(state, { peer: { ...state.room.peer, present: false } });

function told(state: Entered, message: PersonMessage, now: number): CallStep {
  const { peer } = state.room;
  if (peer === undefined) return stay(state);
  switch (message.kind) {
    case 'ready':
      return within(state, { peer: { ...peer, ready: message.ready } });
    case 'name':
      return within(state, { peer: { ...peer, name: message.name } });
    case 'media': {
      const { microphone, camera, screen } = message;
      return within(state, { peer: { ...peer, microphone, camera, screen } });
    }
    case 'leave':
      return left(state, message.reason, now);
    default:
      return message satisfies never;
  }
}

function left(state: Entered, reason: Extract<PersonMessage, { kind: 'leave' }>['reason'], now: number): CallStep {
  const { peer } = state.room;
  if (peer === undefined) return stay(state);
  switch (reason) {
    case 'hanging-up':
    case 'undone':
      return within(state, { peer: { ...peer, hangingUp: reason === 'hanging-up' } });
    case 'hung-up':
      return end(state, state.phase === 'hanging-up' ? 'hung-up' : 'peer-hung-up', now);
    case 'ended':
      return peer.seat === 'advisor' ? end(state, 'ended-by-advisor', now) : stay(state);
    case 'page-closed': {
      const gone = { ...peer, present: false, ready: false, hangingUp: false };
      const room = { ...state.room, peer: gone, line: 'none' as const, heard: false };
      return { state: { ...state, room }, effects: [{ do: 'drop-line' }] };
    }
  }
}

/** Refused by the pods for good: the conversation lasts exactly as long as its own line. */
function line(state: Entered, standing: RoomFacts['line']): CallStep {
  const { refusedBy } = state.room;
  if (refusedBy !== undefined && standing !== 'connected') {
    return { state: { phase: 'refused', refusal: { code: refusedBy } }, effects: [{ do: 'leave', end: false }] };
  }
  return within(state, { line: standing });
}

function closed(state: CallState, { how, refusal }: Extract<CallEvent, { type: 'closed' }>, now: number): CallStep {
  const refused: CallStep = { state: { phase: 'refused', refusal }, effects: [{ do: 'leave', end: false }] };
  if (state.phase !== 'room' && state.phase !== 'hanging-up') return isOver(state) ? stay(state) : refused;
  if (how !== undefined) return end(state, how, now);
  return state.room.line === 'connected' ? within(state, { refusedBy: refusal.code }) : refused;
}

function end(
  state: Entered,
  reason: CallEnd['reason'],
  now: number,
  say?: 'hung-up' | 'page-closed' | 'ended',
): CallStep {
  const { talkingSince } = state.room;
  const talkedMs = talkingSince === undefined ? 0 : Math.max(0, now - talkingSince);
  const goodbye: CallEffect[] = say === undefined ? [] : [{ do: 'say', message: { kind: 'leave', reason: say } }];
  return {
    state: { phase: 'ended', end: { reason, talkedMs } },
    effects: [...goodbye, { do: 'leave', end: say === 'ended' }],
  };
}

type Wish = 'start' | 'unstart' | 'hang-up' | 'undo-hang-up' | 'end-for-all' | 'dismiss' | 'close';

/** What the person at this page wants. */
function wish(state: Entered, wanted: Wish, now: number): CallStep {
  const { room } = state;
  switch (wanted) {
    case 'start':
      return state.phase === 'room' && room.peer !== undefined ? pressed(state, true) : stay(state);
    case 'unstart':
      return room.peer?.ready === true || room.talkingSince !== undefined ? stay(state) : pressed(state, false);
    case 'hang-up': {
      if (state.phase === 'hanging-up') return stay(state);
      if (room.talkingSince === undefined && !isOnAir(state)) return end(state, 'left', now, 'page-closed');
      const effects: CallEffect[] = [{ do: 'say', message: { kind: 'leave', reason: 'hanging-up' } }];
      return { state: { phase: 'hanging-up', room, until: now + limits.hangUpUndoMs }, effects };
    }
    case 'undo-hang-up':
      if (state.phase !== 'hanging-up') return stay(state);
      return { state: { phase: 'room', room }, effects: [{ do: 'say', message: { kind: 'leave', reason: 'undone' } }] };
    case 'end-for-all':
      return room.seat === 'advisor' ? end(state, 'ended-by-advisor', now, 'ended') : stay(state);
    case 'dismiss':
      return dismiss(state);
    case 'close':
      return end(
        state,
        state.phase === 'hanging-up' ? 'hung-up' : 'left',
        now,
        state.phase === 'hanging-up' ? 'hung-up' : 'page-closed',
      );
    default:
      return wanted satisfies never;
  }
}

function pressed(state: Entered, ready: boolean): CallStep {
  if (state.room.ready === ready) return stay(state);
  const room = { ...state.room, ready };
  return { state: { ...state, room }, effects: [{ do: 'say', message: { kind: 'ready', ready } }] };
}

/** Whoever comes next has to be met anew: nobody is on the air to a person they have not seen. The companion hears of it. */
function dismiss(state: Entered): CallStep {
  const { room } = state;
  if (room.seat !== 'advisor' || room.peer === undefined) return stay(state);
  const next: RoomFacts = {
    ...room,
    peer: undefined,
    dismissed: room.peer.incarnation,
    ready: false,
    line: 'none',
    heard: false,
    proven: false,
    talkingSince: undefined,
  };
  return {
    state: { phase: 'room', room: next },
    effects: [
      ...pressed(state, false).effects,
      { do: 'dismiss', incarnation: room.peer.incarnation },
      { do: 'drop-line' },
    ],
  };
}
