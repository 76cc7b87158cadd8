/** The press on "Termin": what is sent, and what its answer means for the page. Pure, a part of `booking-step.ts`. */
import type { BookingAnswer, Language } from '@visavis/shared';
import type { Booking, BookingEffect, BookingStep, Slots, Trouble } from './booking-types.ts';
import { emptyDraft, personOf } from './draft.ts';
import { dayAt } from './slots.ts';

/** Work that was shown before, or has expired, is done anew without a word; not for ever. */
const mostRepeats = 2;

/** Sends the wish once the terms are agreed to. `key`: its own one where it was sent before, for the answer may have been lost. */
export function send(state: Booking, language: Language, key: string | undefined): BookingStep {
  if (state.isSending) return { state, effects: [] };
  if (!state.agreed) return { state: { ...state, isAgreementMissing: true }, effects: [] };
  const { draft, organisation } = state;
  const person = personOf(draft.typed);
  if (!person || draft.service === undefined || draft.startsAt === undefined || !organisation) {
    return { state, effects: [] };
  }
  const wish = {
    service: draft.service,
    startsAt: draft.startsAt,
    language,
    person,
    consent: { version: organisation.consent.version },
    ...(key === undefined ? {} : { idempotencyKey: key }),
  };
  const sent = { ...state, isSending: true, trouble: undefined, draft: { ...draft, key } };
  return { state: sent, effects: [{ do: 'send', wish, language }] };
}

/** The next free ones, told with the refusal, until the whole list is loaded again. */
function slotsAround(state: Booking, next: readonly string[]): Slots | undefined {
  const { slots } = state;
  if (slots === undefined) return undefined;
  const days = new Map<string, string[]>();
  for (const at of next) {
    const day = dayAt(Date.parse(at), slots.timeZone);
    days.set(day, [...(days.get(day) ?? []), at]);
  }
  return { ...slots, days: [...days].map(([day, free]) => ({ day, slots: free })), months: [], next: next[0] ?? null };
}

/** Somebody was faster: nothing that was typed is lost, and other times are offered at once. */
function taken(state: Booking, next: readonly string[]): BookingStep {
  const { draft } = state;
  const load: BookingEffect[] =
    draft.service === undefined ? [] : [{ do: 'load-slots', service: draft.service, from: undefined }];
  return {
    state: {
      ...state,
      isSending: false,
      draft: { ...draft, startsAt: undefined, key: undefined },
      slots: slotsAround(state, next),
      at: { phase: 'step', step: 'slot', notice: 'taken' },
    },
    effects: [{ do: 'history', step: 'slot', replace: false }, { do: 'begin-work' }, ...load],
  };
}

export function answered(state: Booking, answer: BookingAnswer): BookingStep {
  const sent = { ...state, isSending: false, repeats: 0 };
  switch (answer.outcome) {
    case 'taken':
      return taken(sent, answer.next);
    case 'requested': {
      const { request, code } = answer;
      const at = { phase: 'request', mine: { request: request.id, code }, isFresh: true } as const;
      return {
        state: { ...sent, draft: emptyDraft, at },
        effects: [{ do: 'history', step: undefined, replace: true }],
      };
    }
    case 'unconfirmed': {
      const { startsAt, expiresAt } = answer;
      const at = { phase: 'unconfirmed', startsAt, expiresAt } as const;
      return {
        state: { ...sent, draft: emptyDraft, at },
        effects: [{ do: 'history', step: undefined, replace: true }],
      };
    }
    default:
      return answer satisfies never;
  }
}

/** The service is gone from the offer: back to the choice, with everything else kept. */
function gone(state: Booking): BookingStep {
  return {
    state: {
      ...state,
      isSending: false,
      slots: undefined,
      draft: { ...state.draft, service: undefined, startsAt: undefined, key: undefined },
      at: { phase: 'step', step: 'service', notice: 'gone' },
    },
    effects: [{ do: 'history', step: 'service', replace: false }, { do: 'load-offer' }],
  };
}

export function refused(state: Booking, trouble: Trouble, language: Language): BookingStep {
  const stopped = { ...state, isSending: false, trouble };
  switch (trouble.code) {
    case 'not-found':
      return gone(stopped);
    case 'consent-outdated':
      return { state: { ...stopped, agreed: false }, effects: [{ do: 'load-offer' }] };
    case 'forbidden':
      if (state.repeats < mostRepeats)
        return send({ ...state, isSending: false, repeats: state.repeats + 1 }, language, state.draft.key);
      return { state: { ...stopped, repeats: 0, trouble: { ...trouble, code: 'unavailable' } }, effects: [] };
    case 'bad-request':
      // While a release replaces the one before, a service may not know keys yet: the wish goes without.
      if (state.draft.key === undefined) return { state: stopped, effects: [{ do: 'begin-work' }] };
      return send({ ...state, isSending: false }, language, undefined);
    case 'conflict':
      // What was sent under this key is not this wish, or has ended since: the next press is a wish of its own.
      return { state: { ...stopped, draft: { ...state.draft, key: undefined } }, effects: [{ do: 'begin-work' }] };
    default:
      return { state: stopped, effects: [{ do: 'begin-work' }] };
  }
}
