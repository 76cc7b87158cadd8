/** Who may ask for what: roles of people, and the kinds of access that endpoints name. */
import type { Role } from '@visavis/shared';
import type { Advisor } from './context.ts';
import type { Scope } from './scopes.ts';

/** A person or program whose request this is. Only who has the role `advisor` is in the book. */
export interface Asker extends Advisor {
  roles: readonly Role[];
  /** Of a program whose key is limited; see `scopes.ts`. */
  scopes?: readonly Scope[] | undefined;
}

/**
 * Whom an endpoint serves: `either` knows who is signed in, if anybody; `signed-in` is for every role; `staff` for advisors and
 * leads; `governing` for leads and operators; the others for the role of that name alone. An operator sees nothing of any person.
 */
export type Access = 'anybody' | 'either' | 'signed-in' | 'staff' | 'governing' | Role;

/** Of the console's link: whoever reads the console of a small installation is all of it. */
export const allRoles: readonly Role[] = ['advisor', 'lead', 'operator'];
/** Of API keys: programs keep the book and the offer, and operate nothing. */
export const programRoles: readonly Role[] = ['advisor', 'lead'];

const rolesFor: Record<Exclude<Access, 'anybody' | 'either'>, readonly Role[]> = {
  'signed-in': allRoles,
  staff: ['advisor', 'lead'],
  governing: ['lead', 'operator'],
  advisor: ['advisor'],
  lead: ['lead'],
  operator: ['operator'],
};

/** Whether somebody with these roles may ask; who is not signed in has none. */
export function mayAsk(access: Access, roles: readonly Role[]): boolean {
  if (access === 'anybody' || access === 'either') return true;
  return rolesFor[access].some((role) => roles.includes(role));
}
