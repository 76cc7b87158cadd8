/** Holidays among the hours: whether somebody is there on one, and the exceptions that open and close it. Pure. */
import type { ExceptionForm, HoursForm, Span } from './hours-form.ts';

/** What opening a day begins with where the weekday has no hours of its own. */
const shortDay: readonly Span[] = [{ from: '09:00', to: '12:00' }];

/** 1 is Monday (ISO 8601). */
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** The hours that hold on a holiday; none when nobody is there. */
export function hoursOn(form: Pick<HoursForm, 'exceptions'>, day: string): readonly Span[] {
  const exception = form.exceptions.find((one) => one.day === day);
  return exception?.kind === 'other' ? exception.spans : [];
}

/** "We are there": the usual hours of the weekday as an exception, in the place of one that says "away". */
export function openedOn({ week, exceptions }: HoursForm, day: string): ExceptionForm[] {
  const usual = week[weekdayOf(day) - 1] ?? [];
  const spans = (usual.length > 0 ? usual : shortDay).map((span) => ({ ...span }));
  return [...exceptions.filter((one) => one.day !== day), { day, kind: 'other', spans }];
}

/** Without its exception the holiday is a holiday again. */
export const closedOn = ({ exceptions }: Pick<HoursForm, 'exceptions'>, day: string): ExceptionForm[] =>
  exceptions.filter((one) => one.day !== day);
