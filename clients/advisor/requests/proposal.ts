/** Another time for a request: what may be wrong with what was chosen or typed, and the moment that it means. Pure. */
import { momentOf, toMoment } from '../dates.ts';

/** `slot` is one of the free ones; `own` is typed as day and time of the organisation's clocks. */
export type Choice = { kind: 'none' } | { kind: 'slot'; startsAt: string } | { kind: 'own'; day: string; time: string };
export type ChoiceProblem = 'missing' | 'notATime' | 'past' | 'same';

/** The moment to propose, or what is wrong. `wished` is the time that counts now. */
export function checkChoice(
  choice: Choice,
  place: { zone: string; now: number; wished: string },
): { startsAt: string } | { problem: ChoiceProblem } {
  if (choice.kind === 'none') return { problem: 'missing' };
  if (choice.kind === 'own' && choice.day === '' && choice.time === '') return { problem: 'missing' };
  const at = choice.kind === 'slot' ? Date.parse(choice.startsAt) : momentOf(choice.day, choice.time, place.zone);
  if (at === undefined) return { problem: 'notATime' };
  if (at <= place.now) return { problem: 'past' };
  return at === Date.parse(place.wished) ? { problem: 'same' } : { startsAt: toMoment(at) };
}

/** Slots by the day on the organisation's calendar, in their order. */
export function byDay(slots: readonly string[], dayOf: (at: number) => string): { day: string; slots: string[] }[] {
  const days = new Map<string, string[]>();
  for (const slot of slots) {
    const day = dayOf(Date.parse(slot));
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days].map(([day, found]) => ({ day, slots: found }));
}
