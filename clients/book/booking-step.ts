/** The way from the wish to the request: one step at a time, nothing asked twice. Pure; `booking.ts` carries the effects out. */
import type { Booking, BookingEffect, BookingEvent, BookingStep, Opened, Service, StepName } from './booking-types.ts';
import { stepNames } from './booking-types.ts';
import { type Draft, emptyDraft, personProblems } from './draft.ts';
import { answered, refused, send } from './sending.ts';
import { dayAt, monthOf, withAnswer } from './slots.ts';

/** Before anything is known. */
export const beginning: Booking = {
  at: { phase: 'loading' },
  organisation: undefined,
  services: undefined,
  draft: emptyDraft,
  slots: undefined,
  isLoadingSlots: false,
  problems: {},
  agreed: false,
  isAgreementMissing: false,
  isSending: false,
  repeats: 0,
  wanted: undefined,
  trouble: undefined,
};

const stay = (state: Booking): BookingStep => ({ state, effects: [] });
const todayOf = (state: Booking, nowMs: number): string => dayAt(nowMs, state.organisation?.timeZone);

/** The steps that there are for this offer. */
export const stepsFor = (services: readonly Service[] | undefined): readonly StepName[] =>
  services?.length === 1 ? stepNames.slice(1) : stepNames;

function isDone(state: Booking, step: StepName, nowMs: number): boolean {
  const { draft, services } = state;
  switch (step) {
    case 'service':
      return services?.some(({ id }) => id === draft.service) ?? false;
    case 'slot':
      return draft.startsAt !== undefined && Date.parse(draft.startsAt) > nowMs;
    case 'person':
      return Object.keys(personProblems(draft.typed, todayOf(state, nowMs))).length === 0;
    default:
      return false;
  }
}

/** The first step that is not done yet; whoever changed one thing is back at the check at once. */
const firstOpen = (state: Booking, nowMs: number): StepName =>
  stepsFor(state.services).find((step) => !isDone(state, step, nowMs)) ?? 'check';

/** What a step needs when it is entered. */
function needsOf(state: Booking, step: StepName): BookingEffect[] {
  const { draft, slots } = state;
  if (step === 'slot' && draft.service !== undefined && slots?.service !== draft.service) {
    return [{ do: 'load-slots', service: draft.service, from: undefined }];
  }
  return step === 'person' || step === 'check' ? [{ do: 'begin-work' }] : [];
}

function enter(state: Booking, step: StepName, history: BookingEffect[]): BookingStep {
  const needs = needsOf(state, step);
  const isLoadingSlots = state.isLoadingSlots || needs.some((effect) => effect.do === 'load-slots');
  const clean = { problems: {}, isAgreementMissing: false, trouble: undefined };
  return {
    state: { ...state, ...clean, isLoadingSlots, at: { phase: 'step', step } },
    effects: [...history, ...needs],
  };
}

const goOn = (state: Booking, nowMs: number): BookingStep => {
  const step = firstOpen(state, nowMs);
  return enter(state, step, [{ do: 'history', step, replace: false }]);
};

/** A step of the history, unless something before it is still open. */
function reachable(state: Booking, wanted: StepName | undefined, nowMs: number): StepName {
  const steps = stepsFor(state.services);
  const open = firstOpen(state, nowMs);
  const step = wanted !== undefined && steps.includes(wanted) ? wanted : (steps[0] ?? 'slot');
  return steps.indexOf(step) > steps.indexOf(open) ? open : step;
}

function open(state: Booking, { link, session, step }: Opened): BookingStep {
  const opened = { ...state, draft: session.draft ?? state.draft };
  const load: BookingEffect[] = [{ do: 'load-offer' }];
  if (link.found === 'link') {
    return { state: { ...opened, at: { phase: 'request', mine: link.mine, isFresh: false } }, effects: load };
  }
  if (link.found === 'broken') return { state: { ...opened, at: { phase: 'broken-link' } }, effects: load };
  if (session.mine) {
    const at = { phase: 'request', mine: session.mine, isFresh: session.isFresh ?? false } as const;
    return { state: { ...opened, at }, effects: load };
  }
  return { state: { ...opened, wanted: step }, effects: load };
}

/** What is on offer is here, for the first time or again. A reload goes on where it was, unless something before it is open. */
function offered(state: Booking, event: Extract<BookingEvent, { type: 'offer' }>, nowMs: number): BookingStep {
  const { organisation, services } = event;
  const only = services.length === 1 ? services[0]?.id : undefined;
  const draft = { ...state.draft, service: only ?? state.draft.service };
  const known = { ...state, organisation, services, draft };
  if (state.at.phase !== 'loading' && state.at.phase !== 'unreachable') return stay(known);
  if (services.length === 0) return stay({ ...known, at: { phase: 'closed' } });
  const step = reachable(known, state.wanted ?? 'check', nowMs);
  return enter(known, step, [{ do: 'history', step, replace: true }]);
}

function slotsCame(state: Booking, event: Extract<BookingEvent, { type: 'slots' }>, nowMs: number): BookingStep {
  if (event.service !== state.draft.service) return stay(state);
  const slots = withAnswer(state.slots, event.service, event.from, event.answer, todayOf(state, nowMs));
  const known = { ...state, slots, isLoadingSlots: false, trouble: undefined };
  const { next } = event.answer;
  if (event.from !== undefined || event.answer.days.length > 0 || next === null) return stay(known);
  // Nothing within a month: the first free day is further away.
  const from = `${monthOf(dayAt(Date.parse(next), event.answer.timeZone))}-01`;
  return {
    state: { ...known, isLoadingSlots: true },
    effects: [{ do: 'load-slots', service: event.service, from }],
  };
}

function month(state: Booking, wanted: string): BookingStep {
  const { slots, draft } = state;
  const service = slots?.service ?? draft.service;
  if (service === undefined || slots?.months.includes(wanted)) return stay(state);
  // Nothing could be loaded so far: from today on, wherever that leads.
  const from = slots && `${wanted}-01`;
  return {
    state: { ...state, isLoadingSlots: true, trouble: undefined },
    effects: [{ do: 'load-slots', service, from }],
  };
}

function personDone(state: Booking, nowMs: number): BookingStep {
  const problems = personProblems(state.draft.typed, todayOf(state, nowMs));
  if (Object.keys(problems).length > 0) return stay({ ...state, problems });
  return goOn(state, nowMs);
}

/** Another wish than the one that may have been sent has no key yet; the same thing chosen or typed again changes nothing. */
function changed(state: Booking, change: Partial<Omit<Draft, 'key'>>): Booking {
  const after = { ...state.draft, ...change };
  const isSame = JSON.stringify(after) === JSON.stringify(state.draft);
  return { ...state, draft: isSame ? after : { ...after, key: undefined } };
}

const choose = (state: Booking, change: Partial<Omit<Draft, 'key'>>, nowMs: number): BookingStep =>
  goOn(changed(state, change), nowMs);

const lost = (state: Booking): BookingStep => ({
  state: { ...state, at: { phase: 'lost' } },
  effects: [{ do: 'history', step: undefined, replace: false }],
});

/** From the beginning; who somebody is need not be typed again. */
const anew = ({ draft }: Booking): BookingStep => ({
  state: { ...beginning, draft: { ...emptyDraft, typed: draft.typed } },
  effects: [{ do: 'load-offer' }],
});

/** One event. `nowMs`: milliseconds since 1970. */
export function step(state: Booking, event: BookingEvent, nowMs: number): BookingStep {
  switch (event.type) {
    case 'opened':
      return open(state, event);
    case 'retry':
      return { state: { ...state, at: { phase: 'loading' } }, effects: [{ do: 'load-offer' }] };
    case 'offer':
      return offered(state, event, nowMs);
    case 'offer-failed':
      if (state.at.phase !== 'loading') return stay(state);
      return stay({ ...state, at: { phase: 'unreachable', trouble: event.trouble } });
    case 'service':
      return choose(state, event.id === state.draft.service ? {} : { service: event.id, startsAt: undefined }, nowMs);
    case 'slots':
      return slotsCame(state, event, nowMs);
    case 'slots-failed':
      return stay({ ...state, isLoadingSlots: false, trouble: event.trouble });
    case 'month':
      return month(state, event.month);
    case 'slot':
      return choose(state, { startsAt: event.startsAt }, nowMs);
    case 'typed':
      return stay(changed(state, { typed: { ...state.draft.typed, ...event.typed } }));
    case 'person-done':
      return personDone(state, nowMs);
    case 'agreed':
      return stay({ ...state, agreed: event.agreed, isAgreementMissing: false });
    case 'send':
      return send(state, event.language, state.draft.key ?? event.key);
    case 'answered':
      return answered(state, event.answer);
    case 'refused':
      return refused(state, event.trouble, event.language);
    case 'went':
      return state.at.phase === 'step' || state.at.phase === 'lost'
        ? enter(state, reachable(state, event.step, nowMs), [])
        : stay(state);
    case 'change':
      return enter(state, event.step, [{ do: 'history', step: event.step, replace: false }]);
    case 'lost':
      return lost(state);
    case 'anew':
      return anew(state);
    default:
      return event satisfies never;
  }
}
