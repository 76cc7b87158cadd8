/** The guest's way through the page as one pure step: where they are, what happened, where that leads, what to do. */

import { stepDevices } from './journey-devices.ts';
import { stepAtDoor } from './journey-door.ts';
import { arriving, later, open, sessionOf, stay } from './journey-moves.ts';
import type { Facts, Journey, JourneyEvent, Stepped } from './journey-types.ts';

export type * from './journey-types.ts';

const nothing: Facts = {
  organisation: undefined,
  link: undefined,
  testFirst: false,
  linkBroken: false,
  answer: undefined,
  clockOffsetMs: 0,
  number: undefined,
  device: undefined,
  consent: undefined,
  appointment: undefined,
  name: undefined,
  wish: { microphone: true, camera: true },
  on: undefined,
  onAir: false,
  checked: undefined,
};

/** Before anything is known. */
export const beginning: Journey = { facts: nothing, at: { phase: 'loading', tries: 0 } };

/**
 * What `event` makes of `state` at `now` (own clock, milliseconds). An event that does not belong where they are changes
 * nothing, so that an answer that comes late can do no harm.
 */
export function step(state: Journey, event: JourneyEvent, now: number): Stepped {
  switch (event.type) {
    case 'opened':
    case 'organisation':
    case 'link-answer':
    case 'go-on':
    case 'by-number':
    case 'typed':
    case 'agreed':
    case 'submit':
    case 'admitted':
      return stepAtDoor(state, event, now);
    case 'failed':
      return failed(state, event, now);
    case 'tick':
      return tick(state, now);
    case 'retry':
      return state.at.phase === 'unreachable' || state.at.phase === 'unknown' ? open(state) : rejoin(state);
    case 'test':
    case 'known-device':
    case 'ask-devices':
    case 'devices':
    case 'without':
    case 'heard':
    case 'check-next':
    case 'sound':
    case 'network':
    case 'throughput':
    case 'measure-again':
    case 'check-done':
      return stepDevices(state, event);
    case 'on-air':
    case 'leave':
    case 'ended':
    case 'refused':
    case 'return':
      return stepInRoom(state, event);
    default:
      return event satisfies never;
  }
}

type Failed = Extract<JourneyEvent, { type: 'failed' }>;

/** The door explains itself; a read is tried again later; without the engine nobody gets further than to the question. */
function failed(state: Journey, event: Failed, now: number): Stepped {
  const { facts, at } = state;
  if (event.of === 'admit') return stepAtDoor(state, event, now);
  if (event.of !== 'engine') return later(state, event, now);
  if (at.phase === 'permission') return stay({ facts, at: { ...at, asked: false, trouble: event.trouble } });
  return at.phase === 'room' ? stepInRoom(state, { type: 'refused', trouble: event.trouble }) : stay(state);
}

/** Time alone: a door that opens, a service that may be back. */
function tick(state: Journey, now: number): Stepped {
  const { at, facts } = state;
  if (at.phase === 'unreachable' && now >= at.againMs) return open(state);
  if (at.phase === 'early' && !at.asking && facts.answer && facts.link) {
    const isOpen = now + facts.clockOffsetMs >= Date.parse(facts.answer.opensAt);
    if (isOpen) {
      return {
        state: { facts, at: { ...at, asking: true } },
        effects: [{ type: 'ask-link', appointment: facts.link.appointment }],
      };
    }
  }
  return stay(state);
}

type RoomEvent = Extract<JourneyEvent, { type: 'on-air' | 'leave' | 'ended' | 'refused' | 'return' }>;

function stepInRoom(state: Journey, event: RoomEvent): Stepped {
  const { facts, at } = state;
  if (event.type === 'return') return rejoin(state);
  if (at.phase !== 'room') return stay(state);
  const out: Facts = { ...facts, onAir: false };
  const forget = { type: 'remember', session: sessionOf(out, false) } as const;
  switch (event.type) {
    case 'on-air': {
      const known = { ...facts, onAir: event.onAir };
      return { state: { facts: known, at }, effects: [{ type: 'remember', session: sessionOf(known, true) }] };
    }
    case 'leave':
      return {
        state: { facts: out, at: { phase: 'end', end: { reason: 'left', talkedMs: 0 } } },
        effects: [{ type: 'leave' }, forget],
      };
    case 'ended':
      return { state: { facts: out, at: { phase: 'end', end: event.end } }, effects: [{ type: 'leave' }, forget] };
    case 'refused':
      return {
        state: { facts: out, at: { phase: 'refused', trouble: event.trouble } },
        effects: [{ type: 'leave' }, forget],
      };
    default:
      return event satisfies never;
  }
}

/** Back into the room, with the devices as they were wished; through the door again when consent is missing. */
function rejoin(state: Journey): Stepped {
  const { facts, at } = state;
  if (at.phase !== 'end' && at.phase !== 'refused') return stay(state);
  const outdated = at.phase === 'refused' && ['consent-outdated', 'not-admitted'].includes(at.trouble.code);
  if (!facts.consent || outdated)
    return { state: { facts, at: arriving(facts) }, effects: [{ type: 'load-organisation' }] };
  return {
    state: { facts, at: { phase: 'room' } },
    effects: [
      { type: 'open-media', wish: facts.wish, on: facts.on },
      { type: 'join' },
      { type: 'remember', session: sessionOf(facts, true) },
    ],
  };
}
