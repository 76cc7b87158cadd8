/** What a lead may do to an advisor, and what is passed on: checked before the service is asked. Pure. */
import { type AdvisorEntry, type AheadItem, advisorNameLength } from '@visavis/shared';

export type NameProblem = 'missing' | 'too-long';

/** An empty name gives it back to the sign-in, where there is one to give back to. */
export function checkName(typed: string, entry: Pick<AdvisorEntry, 'toldName'>): NameProblem | undefined {
  const name = typed.trim();
  if (name === '') return entry.toldName === null ? 'missing' : undefined;
  return name.length > advisorNameLength ? 'too-long' : undefined;
}

/** What the service is told; {@link checkName} found nothing. */
export const nameToSend = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

/** Why somebody cannot be deactivated; undefined when they can. */
export function whyKept(
  entry: Pick<AdvisorEntry, 'id' | 'isActive'>,
  all: readonly Pick<AdvisorEntry, 'id' | 'isActive'>[],
  own: string,
): 'own' | 'last' | undefined {
  if (entry.id === own) return 'own';
  return all.some(({ id, isActive }) => isActive && id !== entry.id) ? undefined : 'last';
}

/** Whether anything lies ahead, and somebody else is there to take it. */
export const canPassOn = (entry: AdvisorEntry, all: readonly AdvisorEntry[]): boolean =>
  entry.appointmentsAhead + entry.openRequests > 0 && successorsOf(entry, all).length > 0;

/** Who could take over. */
export const successorsOf = (entry: AdvisorEntry, all: readonly AdvisorEntry[]): AdvisorEntry[] =>
  all.filter(({ id, isActive }) => isActive && id !== entry.id);

/** The ids of what fits and was not left out, in the order of the list. */
export const chosenOf = (items: readonly AheadItem[], leftOut: ReadonlySet<string>): string[] =>
  items.filter(({ id, fits }) => fits === true && !leftOut.has(id)).map(({ id }) => id);
