/** What lies ahead of an advisor, and what of it fits into the time of another. */
import { type AheadItem, type AheadList, mostPassedOn, VisavisError } from '@visavis/shared';
import { and, asc, eq } from 'drizzle-orm';
import { readAdvisor } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database.ts';
import type { Span } from '../offers/slots.ts';
import { readTaken } from '../offers/taken.ts';
import type { AppointmentRow } from '../proof.ts';
import { appointments, requests } from '../schema.ts';
import { isOpenRequest, liesAhead } from './advisor-list.ts';

type RequestRow = typeof requests.$inferSelect;

/** An appointment or an open request, with the time it takes; buffers are part of what a request holds. */
export type Ahead = Span & ({ appointment: AppointmentRow } | { request: RequestRow });

/** Whether the service can tell the guest: it mails, knows an address, and the link that goes into the mail. */
export const isTold = ({ mailMode, emailEnc, linkSecretEnc, mode }: AppointmentRow): boolean =>
  mailMode === 'service' && emailEnc !== null && (linkSecretEnc !== null || mode === 'in-person');

const endOf = ({ startsAt, durationMinutes }: RequestRow) => new Date(startsAt.getTime() + durationMinutes * 60_000);

export const aheadOfAppointment = (appointment: AppointmentRow): Ahead => ({
  appointment,
  fromMs: appointment.startsAt.getTime(),
  toMs: appointment.endsAt.getTime(),
});

export const aheadOfRequest = (request: RequestRow): Ahead => ({
  request,
  fromMs: (request.takenFrom ?? request.startsAt).getTime(),
  toMs: (request.takenTo ?? endOf(request)).getTime(),
});

/** The earliest first, {@link mostPassedOn} at most. */
export async function readAhead(db: Db, advisorId: string, nowMs: number): Promise<Ahead[]> {
  const confirmed = await db
    .select()
    .from(appointments)
    .where(and(eq(appointments.advisorId, advisorId), liesAhead(nowMs)))
    .orderBy(asc(appointments.startsAt))
    .limit(mostPassedOn);
  const open = await db
    .select()
    .from(requests)
    .where(and(eq(requests.advisorId, advisorId), isOpenRequest))
    .orderBy(asc(requests.startsAt))
    .limit(mostPassedOn);
  return [...confirmed.map(aheadOfAppointment), ...open.map(aheadOfRequest)]
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .slice(0, mostPassedOn);
}

const meet = (a: Span, b: Span): boolean => a.fromMs < b.toMs && b.fromMs < a.toMs;

/** A question about an advisor's time as it is now: whether nothing is there at a span. `items` say how far it reaches. */
export async function readFree(
  db: Pick<Db, 'select'>,
  advisorId: string,
  items: readonly Span[],
): Promise<(span: Span) => boolean> {
  if (items.length === 0) return () => true;
  const fromMs = Math.min(...items.map((one) => one.fromMs));
  const toMs = Math.max(...items.map((one) => one.toMs));
  const taken = (await readTaken(db, [advisorId], { fromMs, toMs })).get(advisorId) ?? [];
  return (span) => !taken.some((other) => meet(span, other));
}

/** Without a word of the guest: a lead need not know who comes. */
export function itemOf(ahead: Ahead, fits: boolean | null): AheadItem {
  if ('appointment' in ahead) {
    const { id, number, startsAt, durationMinutes, mode } = ahead.appointment;
    const told = { kind: 'appointment', number, isTold: isTold(ahead.appointment), fits } as const;
    return { id, ...told, startsAt: startsAt.toISOString(), durationMinutes, mode };
  }
  const { id, startsAt, durationMinutes, mode } = ahead.request;
  const told = { kind: 'request', number: null, isTold: false, fits } as const;
  return { id, ...told, startsAt: startsAt.toISOString(), durationMinutes, mode };
}

/** @throws {VisavisError} `bad-request` for the same advisor, for one who is not there and for one who is not active */
export async function checkSuccessor(db: Pick<Db, 'select'>, from: string, to: string) {
  const successor = await readAdvisor(db, to);
  if (to === from || successor?.isActive !== true) throw new VisavisError('bad-request', 'successor: not another one');
  return { id: successor.id, name: successor.name };
}

/** Answers `GET /api/v1/advisors/:id/ahead`. @throws {VisavisError} `not-found`, `bad-request` (the successor) */
export async function listAhead(
  { db, clock }: Context,
  advisorId: string,
  successor: string | undefined,
): Promise<AheadList> {
  if ((await readAdvisor(db, advisorId)) === null) throw new VisavisError('not-found', 'no such advisor');
  if (successor !== undefined) await checkSuccessor(db, advisorId, successor);
  const ahead = await readAhead(db, advisorId, clock.now());
  const isFree = successor === undefined ? undefined : await readFree(db, successor, ahead);
  return { items: ahead.map((one) => itemOf(one, isFree?.(one) ?? null)) };
}
