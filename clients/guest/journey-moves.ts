/** Moves that several steps of the journey share. */
import { AppointmentNumber, DialInCode } from '@visavis/shared';
import * as v from 'valibot';
import type { Facts, Journey, JourneyEvent, Place, Proof, Stepped } from './journey-types.ts';
import { onlyDigits } from './link.ts';
import type { Session } from './session.ts';

/** Nothing happens. */
export const stay = (state: Journey): Stepped => ({ state, effects: [] });

/** At the door, with nothing typed yet but what the link brought. */
export function arriving(facts: Facts): Extract<Place, { phase: 'arrive' }> {
  const typed = { number: facts.number ?? '', code: facts.link?.code ?? '', name: facts.name ?? '', agreed: false };
  return { phase: 'arrive', typed, busy: false, missing: undefined, trouble: undefined };
}

/** To the test of devices and line, whenever it is. */
export const toTest = (facts: Facts): Stepped => ({
  state: { facts, at: { phase: 'permission', purpose: 'test', asked: false, trouble: undefined } },
  effects: [{ type: 'warm-engine' }],
});

/** Asks for what the page needs to begin: the organisation, and what the link is about. Both only read. */
export function open({ facts, at }: Journey): Stepped {
  const tries = at.phase === 'unreachable' ? at.tries : 0;
  return {
    state: { facts, at: { phase: 'loading', tries } },
    effects: [
      { type: 'load-organisation' },
      ...(facts.link ? [{ type: 'ask-link', appointment: facts.link.appointment } as const] : []),
    ],
  };
}

const waitsMs = [3_000, 5_000, 10_000, 20_000, 30_000];

type Failure = Extract<JourneyEvent, { type: 'failed' }>;

/** A read failed: an unknown link is said to be one; anything else is tried again by itself, a little later each time. */
export function later({ facts, at }: Journey, event: Failure, now: number): Stepped {
  const { trouble } = event;
  if (event.of === 'link' && trouble.code === 'link-unknown') {
    return { state: { facts, at: { phase: 'unknown', trouble } }, effects: [] };
  }
  if (at.phase === 'early') return stay({ facts, at: { ...at, asking: false } });
  if (at.phase !== 'loading') return stay({ facts, at });
  const wait = waitsMs[Math.min(at.tries, waitsMs.length - 1)] ?? 30_000;
  return stay({ facts, at: { phase: 'unreachable', tries: at.tries + 1, againMs: now + wait } });
}

/** What shows who this is: the link or the number, and the code unless this device was let in before. */
export function proofOf(facts: Facts): Proof {
  const code = onlyDigits(facts.link?.code ?? '');
  return {
    ...(facts.link ? { appointment: facts.link.appointment } : {}),
    ...(facts.link || !facts.number ? {} : { number: facts.number }),
    ...(code ? { code } : {}),
    ...(facts.device ? { device: facts.device } : {}),
    ...(!facts.link && facts.name ? { name: facts.name } : {}),
  };
}

/** What a reload of this tab shall know. */
export function sessionOf(facts: Facts, inRoom: boolean): Session {
  const number = v.safeParse(AppointmentNumber, facts.number);
  const code = v.safeParse(DialInCode, facts.link?.code);
  const link = facts.link && {
    appointment: facts.link.appointment,
    secret: facts.link.secret,
    ...(code.success ? { code: code.output } : {}),
  };
  return {
    ...(link ? { link } : {}),
    ...(number.success ? { number: number.output } : {}),
    ...(facts.name ? { name: facts.name } : {}),
    ...(facts.device ? { device: facts.device } : {}),
    ...(facts.consent ? { consent: facts.consent } : {}),
    wish: facts.wish,
    ...(facts.on ? { on: facts.on } : {}),
    inRoom,
    onAir: facts.onAir,
  };
}
