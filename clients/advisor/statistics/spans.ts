/** Weeks, months and quarters on the calendar: pure, days as `2027-03-28`, both ends part of a span. */

export const spanKinds = ['week', 'month', 'quarter'] as const;
export type SpanKind = (typeof spanKinds)[number];
export interface Span {
  from: string;
  to: string;
}

const dayMs = 86_400_000;
const text = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** The week (from Monday), month or quarter that `day` lies in, or so many later (`by` below zero: earlier). */
export function spanOf(kind: SpanKind, day: string, by = 0): Span {
  const date = new Date(`${day}T00:00:00Z`);
  if (kind === 'week') {
    const monday = date.getTime() - ((date.getUTCDay() + 6) % 7) * dayMs + by * 7 * dayMs;
    return { from: text(monday), to: text(monday + 6 * dayMs) };
  }
  const months = kind === 'month' ? 1 : 3;
  const first = Math.floor(date.getUTCMonth() / months) * months + by * months;
  const year = date.getUTCFullYear();
  return { from: text(Date.UTC(year, first, 1)), to: text(Date.UTC(year, first + months, 0)) };
}

/** The span cut into single days, a quarter into weeks. */
export function stepsOf(kind: SpanKind, span: Span): Span[] {
  const steps: Span[] = [];
  const length = kind === 'quarter' ? 7 : 1;
  for (let at = Date.parse(span.from); at <= Date.parse(span.to); at += length * dayMs) {
    const last = Math.min(at + (length - 1) * dayMs, Date.parse(span.to));
    steps.push({ from: text(at), to: text(last) });
  }
  return steps;
}
