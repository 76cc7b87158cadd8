/** The third person on the advisor's page: expects them, asks the advisor, introduces them to the guest. */
import type { Incarnation } from '@visavis/shared';
import {
  type CompanionEffect,
  type CompanionEvent,
  type CompanionLink,
  type CompanionState,
  type CompanionStep,
  isAdmitted,
  refusedBy,
  stay,
  withLink,
} from './companion-state.ts';
import type { CompanyMessage } from './company-face.ts';

export function stepAdvisor(state: CompanionState, event: CompanionEvent): CompanionStep {
  switch (event.type) {
    case 'expect':
      return expect(state, event.link);
    case 'here': {
      const { link } = state;
      const next = { ...state, there: event.incarnation };
      if (link === undefined || state.there === event.incarnation) return stay(next);
      return { state: next, effects: [{ do: 'meet', incarnation: event.incarnation, secret: link.secret }] };
    }
    case 'gone':
      return stay({ ...state, there: undefined });
    case 'heard':
      return heard(state, event.incarnation);
    case 'other-device':
      return otherDevice(state);
    case 'left':
      return { state: { ...state, load: undefined, introduced: undefined }, effects: [{ do: 'drop' }] };
    case 'main': {
      const isAnother = event.main !== undefined && event.main.incarnation !== state.introduced?.guest;
      const theirs = isAnother && state.theirs === 'yes' ? 'open' : state.theirs;
      return settled(state, { ...state, main: event.main, theirs });
    }
    case 'told':
      return told(state, event.message);
    case 'answer':
      if (state.own !== 'open' || state.load === undefined || state.theirs === 'no') return stay(state);
      return event.agreed ? settled(state, { ...state, own: 'yes' }) : refuse(state, { ...state, own: 'no' });
    case 'remove':
      return state.own === 'yes' && state.theirs !== 'no' ? refuse(state, { ...state, own: 'no' }) : stay(state);
    case 'called':
      return stay(state);
    default:
      return event satisfies never;
  }
}

/** The same link keeps what was answered to it; without it, or with another, whoever came by the old one goes. */
function expect(state: CompanionState, link: CompanionLink | undefined): CompanionStep {
  const before = state.link;
  if (before?.secret === link?.secret) return stay({ ...state, link });
  const goodbye: CompanionEffect[] = [];
  if (before !== undefined) {
    if (refusedBy(state) === undefined) goodbye.push(...refuse(state, { ...state, own: 'no' }).effects);
    goodbye.push({ do: 'forget', secret: before.secret });
  }
  const next = withLink(state, link);
  const { there } = state;
  const isFree = there !== undefined && there !== state.load;
  const meet: CompanionEffect[] = link && isFree ? [{ do: 'meet', incarnation: there, secret: link.secret }] : [];
  return { state: next, effects: [...goodbye, ...meet] };
}

/** They hold the link. What was said no to stays out, as often as it comes. */
function heard(state: CompanionState, incarnation: Incarnation): CompanionStep {
  if (state.load === incarnation || state.there !== incarnation || state.link === undefined) return stay(state);
  const next = { ...state, load: incarnation };
  if (refusedBy(state) !== undefined) return refuse(state, next);
  const asked = tellThird(next, 'asked');
  const { state: after, effects } = settled(state, next);
  return {
    state: after,
    effects: isAdmitted(after) ? [...effects, ...tellThird(after, 'agreed')] : [...asked, ...effects],
  };
}

/** Nobody has agreed to whoever sits there now. */
function otherDevice(state: CompanionState): CompanionStep {
  if (refusedBy(state) !== undefined) return stay(state);
  const next: CompanionState = { ...state, own: 'open', theirs: 'open', introduced: undefined };
  return { state: next, effects: isAdmitted(state) ? tellThird(next, 'asked') : [] };
}

function told(state: CompanionState, message: CompanyMessage): CompanionStep {
  const isOfThisOne = message.kind === 'agree' && message.incarnation === state.introduced?.companion;
  if (!isOfThisOne || refusedBy(state) !== undefined) return stay(state);
  if (!message.agreed) return refuse(state, { ...state, theirs: 'no' });
  return settled(state, { ...state, theirs: 'yes' });
}

/** Introduces whoever may be, once for every page load of both; the companion hears when both have agreed. */
function settled(before: CompanionState, now: CompanionState): CompanionStep {
  const { link, load, own, main, introduced } = now;
  const effects: CompanionEffect[] = [];
  let state = now;
  if (link?.kind && load && own === 'yes' && main?.isProven && refusedBy(now) === undefined) {
    if (introduced?.companion !== load || introduced.guest !== main.incarnation) {
      const { name, kind, secret } = link;
      const message = { kind: 'introduce', seat: 'companion', incarnation: load, name, as: kind, secret } as const;
      effects.push({ do: 'tell-main', message });
      state = { ...now, introduced: { companion: load, guest: main.incarnation } };
    }
  }
  if (isAdmitted(state) && !isAdmitted(before)) effects.push(...tellThird(state, 'agreed'));
  if (isAdmitted(before) && !isAdmitted(state)) effects.push(...tellThird(state, 'asked'));
  return { state, effects };
}

const tellThird = ({ link }: CompanionState, standing: 'asked' | 'agreed'): CompanionEffect[] =>
  link?.kind === undefined ? [] : [{ do: 'tell-third', message: { kind: 'admit', as: link.kind, standing } }];

/** For all three at once: the companion hears who it was, the guest that it is over, and the pods free the seat. */
function refuse(before: CompanionState, state: CompanionState): CompanionStep {
  const by = refusedBy(state);
  const { link, load } = state;
  const { introduced } = before;
  if (link?.kind === undefined || by === undefined) return stay(state);
  const effects: CompanionEffect[] = [];
  if (introduced && by === 'advisor' && before.own !== 'no') {
    const message = { kind: 'agree', incarnation: introduced.companion, agreed: false } as const;
    effects.push({ do: 'tell-main', message });
  }
  if (load) {
    const message = { kind: 'admit', as: link.kind, standing: 'refused', by } as const;
    effects.push({ do: 'tell-third', message }, { do: 'drop' }, { do: 'dismiss', incarnation: load });
  }
  return { state: { ...state, introduced: undefined }, effects };
}
