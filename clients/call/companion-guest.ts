/** The third person on the guest's page: nobody before the advisor has introduced them, nothing before the guest has agreed. */
import type { Incarnation } from '@visavis/shared';
import {
  type CompanionEffect,
  type CompanionEvent,
  type CompanionState,
  type CompanionStep,
  type Introduction,
  stay,
  withLink,
} from './companion-state.ts';
import type { CompanyMessage } from './company-face.ts';

export function stepGuest(state: CompanionState, event: CompanionEvent): CompanionStep {
  switch (event.type) {
    case 'here':
      return stay({ ...state, there: event.incarnation });
    case 'gone':
      return stay({ ...state, there: undefined });
    case 'other-device':
      return stay(state.own === 'yes' ? { ...state, own: 'open' } : state);
    case 'left':
      return { state: { ...state, load: undefined }, effects: [{ do: 'drop' }] };
    case 'main': {
      const { early } = state;
      const next = { ...state, main: event.main };
      return early && event.main?.isProven ? introduced({ ...next, early: undefined }, early) : stay(next);
    }
    case 'told':
      return told(state, event.message);
    case 'answer':
      return answer(state, event.agreed);
    case 'remove':
      return state.own === 'yes' && state.theirs === 'yes' ? refuse(state) : stay(state);
    case 'expect':
    case 'heard':
    case 'called':
      return stay(state);
    default:
      return event satisfies never;
  }
}

function told(state: CompanionState, message: CompanyMessage): CompanionStep {
  if (message.kind === 'introduce') {
    return state.main?.isProven ? introduced(state, message) : stay({ ...state, early: message });
  }
  const isRemoval = message.kind === 'agree' && !message.agreed && message.incarnation === state.load;
  if (!isRemoval) return stay(state);
  return { state: { ...state, theirs: 'no' }, effects: [{ do: 'drop' }] };
}

/** Somebody new is asked for; who was agreed to, or not, need not be asked for again. */
function introduced(before: CompanionState, { incarnation, name, as, secret }: Introduction): CompanionStep {
  const isSame = before.link?.secret === secret;
  const forget: CompanionEffect[] =
    before.link && !isSame ? [{ do: 'drop' }, { do: 'forget', secret: before.link.secret }] : [];
  const link = { name, kind: as, secret };
  const base = isSame ? { ...before, link } : withLink(before, link);
  const state: CompanionState = { ...base, load: incarnation, theirs: 'yes' };
  if (state.own === 'open') return { state, effects: forget };
  const effects: CompanionEffect[] = [...forget, agree(incarnation, state.own === 'yes')];
  if (state.own === 'yes' && before.load !== incarnation) effects.push({ do: 'meet', incarnation, secret });
  return { state, effects };
}

const agree = (incarnation: Incarnation, agreed: boolean): CompanionEffect => ({
  do: 'tell-main',
  message: { kind: 'agree', incarnation, agreed },
});

function answer(state: CompanionState, agreed: boolean): CompanionStep {
  const { link, load } = state;
  if (state.own !== 'open' || state.theirs !== 'yes' || link === undefined || load === undefined) return stay(state);
  if (!agreed) return refuse(state);
  const meet: CompanionEffect = { do: 'meet', incarnation: load, secret: link.secret };
  return { state: { ...state, own: 'yes' }, effects: [agree(load, true), meet] };
}

/** The advisor's page tells the companion as well; over the own line, where there is one, it comes at once. */
function refuse(before: CompanionState): CompanionStep {
  const state: CompanionState = { ...before, own: 'no' };
  const { link, load } = state;
  const effects: CompanionEffect[] = load ? [agree(load, false)] : [];
  if (link?.kind) {
    const message = { kind: 'admit', as: link.kind, standing: 'refused', by: 'guest' } as const;
    effects.push({ do: 'tell-third', message }, { do: 'drop' });
  }
  return { state, effects };
}
