/** The appointment in words: with whom and when, from whatever is known of it. Pure. */
import { type Language, type UiTexts, whenOf } from '@visavis/ui';
import type { Facts } from './journey-types.ts';

export interface AppointmentWords {
  /** The advisor's name, or a word for them. */
  advisor: string;
  /** `Heute, 10:00 Uhr`; undefined while the time is unknown. */
  when: string | undefined;
  startsAtMs: number | undefined;
  durationMinutes: number | undefined;
}

/** `now` is the service's clock in milliseconds. */
export function appointmentWords(facts: Facts, now: number, language: Language, texts: UiTexts): AppointmentWords {
  const known = facts.appointment ?? facts.answer;
  const startsAtMs = known && Date.parse(known.startsAt);
  const place = { language, timeZone: facts.organisation?.timeZone };
  return {
    advisor: known?.advisor || texts.words.yourAdvisor,
    when: startsAtMs === undefined ? undefined : whenOf(startsAtMs, now, place, texts.words),
    startsAtMs,
    durationMinutes: known?.durationMinutes,
  };
}

/** The service's clock at the moment `now` of ours. */
export const serviceTime = (facts: Facts, now: number): number => now + facts.clockOffsetMs;

/** Whole minutes until the start, at least 1; undefined once it has come. */
export function minutesUntil(startsAtMs: number | undefined, now: number): number | undefined {
  if (startsAtMs === undefined || startsAtMs <= now) return undefined;
  return Math.ceil((startsAtMs - now) / 60_000);
}
