/** The journey up to the door: what the link says, what a person types, how the door answers. Pure. */
import { AppointmentNumber, DialInCode } from '@visavis/shared';
import * as v from 'valibot';
import { arriving, open, proofOf, sessionOf, stay, toTest } from './journey-moves.ts';
import type { Facts, Field, Journey, JourneyEffect, JourneyEvent, Place, Stepped, Typed } from './journey-types.ts';
import { type Link, onlyDigits } from './link.ts';
import type { Session } from './session.ts';

type DoorType =
  | 'opened'
  | 'organisation'
  | 'link-answer'
  | 'go-on'
  | 'by-number'
  | 'typed'
  | 'agreed'
  | 'submit'
  | 'admitted'
  | 'failed';
type DoorEvent = Extract<JourneyEvent, { type: DoorType }>;

/** One step before the room. */
export function stepAtDoor(state: Journey, event: DoorEvent, now: number): Stepped {
  const { facts, at } = state;
  switch (event.type) {
    case 'opened':
      return opened(state, event);
    case 'organisation':
      return settle({ ...facts, organisation: event.organisation }, at);
    case 'link-answer':
      return settle({ ...facts, answer: event.answer, clockOffsetMs: event.answer.now - now }, at);
    case 'go-on':
      return at.phase === 'in-app' ? open(state) : stay(state);
    case 'by-number':
      return byNumber(facts, at);
    case 'typed':
      return type(state, { [event.field]: event.value });
    case 'agreed':
      return type(state, { agreed: event.agreed });
    case 'submit':
      return submit(state, now);
    case 'admitted':
      return admitted(state, event);
    case 'failed':
      return turnedAway(state, event);
    default:
      return event satisfies never;
  }
}

function opened({ facts }: Journey, event: Extract<DoorEvent, { type: 'opened' }>): Stepped {
  const { session } = event;
  const isOf = (before: Link | Session['link'], link: Link) =>
    // A companion's link is of the same appointment, and another person's.
    before?.appointment === link.appointment && before.secret === link.secret;
  const same = session && (!event.link || isOf(session.link, event.link)) ? session : undefined;
  const link = event.link ?? (same?.link && { ...same.link, code: same.link.code });
  const known: Facts = {
    ...facts,
    link,
    testFirst: event.forTest,
    linkBroken: event.broken,
    number: same?.number,
    name: same?.name,
    device: same?.device,
    consent: same?.consent,
    wish: same?.wish ?? facts.wish,
    on: same?.on,
    onAir: same?.onAir ?? false,
  };
  if (event.browser !== 'fine')
    return { state: { facts: known, at: { phase: event.browser } }, effects: [{ type: 'load-organisation' }] };
  const begun = open({ facts: known, at: { phase: 'loading', tries: 0 } });
  if (event.forTest || !same?.inRoom || !same.consent) {
    // The link has left the address; a reload must still know it.
    const keep: JourneyEffect[] = event.link ? [{ type: 'remember', session: sessionOf(known, false) }] : [];
    return { state: begun.state, effects: [...begun.effects, ...keep] };
  }
  // A reload in the room: the person asked for all of this before, in this very tab.
  return {
    state: { facts: known, at: { phase: 'room' } },
    effects: [...begun.effects, { type: 'open-media', wish: known.wish, on: known.on }, { type: 'join' }],
  };
}

/** From loading to the page that fits, as soon as everything asked for has come. */
function settle(facts: Facts, at: Place): Stepped {
  const { answer, organisation } = facts;
  const state: Journey = { facts, at };
  const waits = at.phase === 'loading' || at.phase === 'unreachable' || (at.phase === 'early' && at.asking);
  if (!waits || !organisation || (facts.link && !answer)) return stay(state);
  const next = placeFor(facts, at);
  if (!facts.testFirst || (next.phase !== 'early' && next.phase !== 'arrive')) return stay({ facts, at: next });
  return toTest({ ...facts, testFirst: false });
}

function placeFor(facts: Facts, at: Place): Place {
  if (!facts.answer) return arriving(facts);
  switch (facts.answer.state) {
    case 'early':
      return { phase: 'early', asking: false, tested: at.phase === 'early' && at.tested };
    case 'open':
      return arriving(facts);
    default:
      return { phase: facts.answer.state };
  }
}

/** Number and code instead of a link nobody knows. */
function byNumber(facts: Facts, at: Place): Stepped {
  if (at.phase !== 'unknown') return stay({ facts, at });
  const without: Facts = { ...facts, link: undefined, answer: undefined };
  return settle(without, { phase: 'loading', tries: 0 });
}

function type(state: Journey, change: Partial<Typed>): Stepped {
  const { at, facts } = state;
  if (at.phase !== 'arrive' || at.busy) return stay(state);
  const typed = { ...at.typed, ...change };
  const missing = at.missing && at.missing in change ? undefined : at.missing;
  return stay({ facts, at: { ...at, typed, missing } });
}

/** The first thing that is still missing, in the order of the page. */
function missingField(facts: Facts, typed: Typed): Field | undefined {
  if (!facts.link && !v.is(AppointmentNumber, onlyDigits(typed.number))) return 'number';
  if (!facts.device && !v.is(DialInCode, onlyDigits(typed.code))) return 'code';
  if (!facts.link && !typed.name.trim()) return 'name';
  return typed.agreed ? undefined : 'agreed';
}

function submit(state: Journey, now: number): Stepped {
  const { facts, at } = state;
  if (at.phase !== 'arrive' || at.busy || !facts.organisation) return stay(state);
  if (at.trouble?.untilMs !== undefined && now < at.trouble.untilMs) return stay(state);
  const missing = missingField(facts, at.typed);
  if (missing) return stay({ facts, at: { ...at, missing } });
  const code = onlyDigits(at.typed.code);
  const shown: Facts = {
    ...facts,
    consent: facts.organisation.consent.version,
    ...(facts.link ? {} : { number: onlyDigits(at.typed.number), name: at.typed.name.trim() }),
  };
  return {
    state: { facts: shown, at: { ...at, busy: true, missing: undefined, trouble: undefined } },
    effects: [
      {
        type: 'admit',
        proof: { ...proofOf(shown), ...(code ? { code } : {}) },
        consent: facts.organisation.consent.version,
      },
    ],
  };
}

function admitted(state: Journey, { admission }: Extract<DoorEvent, { type: 'admitted' }>): Stepped {
  const { at } = state;
  const facts: Facts = { ...state.facts, seat: admission.seat };
  if (at.phase !== 'arrive') return stay({ facts, at });
  const known: Facts = {
    ...facts,
    device: admission.device,
    appointment: admission.appointment,
    name: admission.name || facts.name,
  };
  return {
    state: { facts: known, at: { phase: 'permission', purpose: 'join', asked: false, trouble: undefined } },
    effects: [{ type: 'remember', session: sessionOf(known, false) }, { type: 'warm-engine' }],
  };
}

/** Refused: what was typed stays, the reason stands beside it. Changed terms are loaded and asked for again. */
function turnedAway(state: Journey, { trouble }: Extract<DoorEvent, { type: 'failed' }>): Stepped {
  const { facts, at } = state;
  if (at.phase !== 'arrive') return stay(state);
  const outdated = trouble.code === 'consent-outdated';
  // A device token that no longer opens the door must not hide the field for the code.
  const device = trouble.code === 'not-admitted' ? undefined : facts.device;
  return {
    state: {
      facts: { ...facts, device },
      at: { ...at, busy: false, trouble, typed: outdated ? { ...at.typed, agreed: false } : at.typed },
    },
    effects: outdated ? [{ type: 'load-organisation' }] : [],
  };
}
