/** How it goes on with the third person, on whichever of the three pages: one pure step for every event. */
import { stepAdvisor } from './companion-advisor.ts';
import { stepGuest } from './companion-guest.ts';
import { stepOwn } from './companion-own.ts';
import type { CompanionEvent, CompanionState, CompanionStep } from './companion-state.ts';

/** Total: events that have no place on a page change nothing. Nothing in it takes time, so it knows none. */
export function stepCompanion(state: CompanionState, event: CompanionEvent): CompanionStep {
  switch (state.seat) {
    case 'advisor':
      return stepAdvisor(state, event);
    case 'guest':
      return stepGuest(state, event);
    case 'companion':
      return stepOwn(state, event);
    default:
      return state.seat satisfies never;
  }
}
