/** The advisor's hours as they stand in the inputs: what may be wrong with each line, and the hours they mean. Pure. */
import type { AdvisorHours } from '@visavis/shared';
import { typedEnd, typedTime } from './typed-time.ts';

export interface Span {
  from: string;
  to: string;
}

/** `away`: nothing that day. `other`: these hours instead of the usual ones, on a holiday too. */
export interface ExceptionForm {
  day: string;
  kind: 'away' | 'other';
  spans: Span[];
}

export interface HoursForm {
  /** By weekday, Monday first. */
  week: Span[][];
  exceptions: ExceptionForm[];
  services: AdvisorHours['services'];
}

export type HoursProblem = 'missing' | 'no-time' | 'steps' | 'order' | 'overlap' | 'no-day' | 'twice' | 'past';
/** By the id of the input. */
export type HoursProblems = ReadonlyMap<string, HoursProblem>;

export const weekId = (weekday: number, at: number): string => `week-${weekday}-${at}`;
export const dayId = (at: number): string => `exception-${at}`;
export const exceptionId = (at: number, span: number): string => `exception-${at}-${span}`;

export function hoursForm({ weekly, exceptions, services }: AdvisorHours): HoursForm {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    weekly
      .filter((one) => one.weekday === weekday)
      .map(({ from, to }) => ({ from, to }))
      .toSorted((a, b) => a.from.localeCompare(b.from)),
  );
  const days = exceptions.map(({ day, hours }) => ({
    day,
    kind: hours.length === 0 ? ('away' as const) : ('other' as const),
    spans: hours.map(({ from, to }) => ({ from, to })),
  }));
  return { week, exceptions: days.toSorted((a, b) => a.day.localeCompare(b.day)), services };
}

const isTime = (time: string) => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time);
const isStep = (time: string) => /[05]$/.test(time);

const settledSpan = ({ from, to }: Span): Span => ({ from: typedTime(from), to: typedEnd(to) });

/** The form with every time as the service writes it; what cannot be read stays as it was typed. */
export const settled = (form: HoursForm): HoursForm => ({
  ...form,
  week: form.week.map((spans) => spans.map(settledSpan)),
  exceptions: form.exceptions.map((one) => ({ ...one, spans: one.spans.map(settledSpan) })),
});

/** What is wrong with one line, seen with those before it. */
function spanProblem({ from, to }: Span, before: readonly Span[]): HoursProblem | undefined {
  if (from === '' || to === '') return 'missing';
  if (!isTime(from) || !isTime(to)) return 'no-time';
  if (!isStep(from) || !isStep(to)) return 'steps';
  if (from >= to) return 'order';
  return before.some((other) => other.from < to && from < other.to) ? 'overlap' : undefined;
}

function dayProblem(day: string, at: number, all: readonly ExceptionForm[], today: string): HoursProblem | undefined {
  if (day === '') return 'no-day';
  if (day < today) return 'past';
  return all.findIndex((one) => one.day === day) < at ? 'twice' : undefined;
}

/** Of a settled form. `today` on the organisation's calendar: exceptions of the past are of no use. */
export function checkHours(form: HoursForm, today: string): HoursProblems {
  const problems = new Map<string, HoursProblem>();
  const put = (id: string, problem: HoursProblem | undefined) => {
    if (problem !== undefined) problems.set(id, problem);
  };
  for (const [index, spans] of form.week.entries()) {
    for (const [at, span] of spans.entries()) put(weekId(index + 1, at), spanProblem(span, spans.slice(0, at)));
  }
  for (const [at, { day, kind, spans }] of form.exceptions.entries()) {
    put(dayId(at), dayProblem(day, at, form.exceptions, today));
    if (kind === 'away') continue;
    if (spans.length === 0) put(dayId(at), 'missing');
    for (const [index, span] of spans.entries()) put(exceptionId(at, index), spanProblem(span, spans.slice(0, index)));
  }
  return problems;
}

/** The hours that a checked form means. */
export function hoursOf({ week, exceptions, services }: HoursForm): AdvisorHours {
  return {
    weekly: week.flatMap((spans, index) => spans.map((span) => ({ weekday: index + 1, ...span }))),
    exceptions: exceptions.map(({ day, kind, spans }) => ({ day, hours: kind === 'away' ? [] : spans })),
    services,
  };
}
