/** The companion's own page: waits until the other two have agreed, answers the guest who calls, ends when it is told to. */
import { type CompanionEvent, type CompanionState, type CompanionStep, refusedBy, stay } from './companion-state.ts';
import type { CompanyMessage } from './company-face.ts';

export function stepOwn(state: CompanionState, event: CompanionEvent): CompanionStep {
  switch (event.type) {
    case 'here':
      return stay({ ...state, there: event.incarnation });
    case 'gone':
      return stay({ ...state, there: undefined });
    case 'called': {
      const { link, there, load } = state;
      if (link === undefined || there === undefined || there === load || refusedBy(state)) return stay(state);
      return { state: { ...state, load: there }, effects: [{ do: 'meet', incarnation: there, secret: link.secret }] };
    }
    case 'left':
      return { state: { ...state, load: undefined }, effects: [{ do: 'drop' }] };
    case 'main':
      return stay({ ...state, main: event.main });
    case 'told':
      return told(state, event.message);
    case 'expect':
    case 'heard':
    case 'other-device':
    case 'answer':
    case 'remove':
      return stay(state);
    default:
      return event satisfies never;
  }
}

/** Both answers come as one, but for a no, which names who said it. */
function told(state: CompanionState, message: CompanyMessage): CompanionStep {
  if (message.kind !== 'admit' || state.link === undefined || refusedBy(state)) return stay(state);
  const { as: kind, standing, by } = message;
  const link = { ...state.link, kind };
  if (standing === 'asked') return stay({ ...state, link });
  if (standing === 'agreed') return stay({ ...state, link, own: 'yes', theirs: 'yes' });
  const no = by === 'guest' ? { theirs: 'no' as const } : { own: 'no' as const };
  return { state: { ...state, link, ...no }, effects: [{ do: 'drop' }, { do: 'decline' }] };
}
