/** When somebody is there for a service: by the hours that its advisors told. Pure but for the calendar handed in. */
import type { AdvisorHours } from '@visavis/shared';
import { type Calendar, hoursOf, type Span } from '../offers/slots.ts';
import { dayAfter, dayOf } from '../offers/zone-time.ts';

/** How far ahead the next opening is looked for: over the holidays at the end of a year. */
const daysAhead = 21;

const gives = (hours: AdvisorHours, service: string): boolean =>
  hours.services === null || hours.services.includes(service);

/** The spans of one day in which one of them is there. */
const spansOf = (
  service: string,
  advisors: readonly { hours: AdvisorHours }[],
  day: string,
  calendar: Calendar,
): Span[] =>
  advisors.filter(({ hours }) => gives(hours, service)).flatMap(({ hours }) => hoursOf(hours, day, calendar));

/** Whether the service is open at `nowMs`, and else from when on, milliseconds since 1970; null when nobody told hours. */
export function openingOf(
  service: string,
  advisors: readonly { hours: AdvisorHours }[],
  calendar: Calendar,
  nowMs: number,
): { isOpen: boolean; opensAtMs: number | null } {
  const today = dayOf(nowMs, calendar.timeZone);
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const spans = spansOf(service, advisors, dayAfter(today, ahead), calendar).filter(({ toMs }) => toMs > nowMs);
    if (spans.length === 0) continue;
    const opensAtMs = Math.min(...spans.map(({ fromMs }) => fromMs));
    return opensAtMs <= nowMs ? { isOpen: true, opensAtMs: null } : { isOpen: false, opensAtMs };
  }
  return { isOpen: false, opensAtMs: null };
}

/** Whether an advisor gives a service; who never told hours gives all of them. */
export const givesService = (hours: AdvisorHours | undefined, service: string): boolean =>
  hours === undefined || gives(hours, service);
