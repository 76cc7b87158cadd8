/** Finds free slots in the book: of some days, and the next ones from a moment on. */
import { type ServiceOffer, type SlotAnswer, type SlotQuestion, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import type * as v from 'valibot';
import type { Advisor, Context } from '../context.ts';
import type { Db } from '../database.ts';
import { appointments, requests } from '../schema.ts';
import { readAdvisors, readService } from './offer-store.ts';
import { type AdvisorTime, daysToShow, type Span, slotsOfAll } from './slots.ts';
import { readTaken } from './taken.ts';
import { dayAfter, dayOf, momentOf } from './zone-time.ts';

const hour = 3_600_000;
/** A buffer before the first or after the last slot of a day may reach this far into the next. */
const marginMs = 4 * hour;
/** Days read at once while looking for the next free slots. */
const daysAtOnce = 14;
/** Sooner than the horizon of any service. */
const mostDays = 370;

/** An advisor with all that matters for slots of some days. */
export type FreeTime = Advisor & AdvisorTime;

/** What matters of the time around `days`, which follow each other. */
export const spanOf = (days: readonly string[], timeZone: string): Span => ({
  fromMs: momentOf(days[0] ?? '', 0, timeZone) - marginMs,
  toMs: momentOf(dayAfter(days.at(-1) ?? '', 1), 0, timeZone) + marginMs,
});

/** The advisors who have told hours, and what of their time is taken on `days`, which follow each other. */
export async function readTimes(
  db: Pick<Db, 'select'>,
  context: Context,
  days: readonly string[],
): Promise<FreeTime[]> {
  if (days.length === 0) return [];
  const advisors = await readAdvisors(db);
  const span = spanOf(days, context.calendar.timeZone);
  const ids = advisors.map(({ id }) => id);
  const taken = await readTaken(db, ids, span);
  return advisors.map((advisor) => ({ ...advisor, taken: taken.get(advisor.id) ?? [] }));
}

/** Whose time a request takes now: what it holds itself, and the appointment that it became, are no obstacle to moving it. */
export interface Mover {
  row: { advisorId: string; startsAt: Date; takenFrom: Date | null; takenTo: Date | null };
  appointment: { startsAt: Date; endsAt: Date } | null;
}

/** The time of the request's own advisor, as if the request were not there. */
export function withoutOwn(times: readonly FreeTime[], { row, appointment }: Mover): FreeTime[] {
  const isSpan = ({ fromMs, toMs }: Span, from?: Date | null, to?: Date | null) =>
    fromMs === from?.getTime() && toMs === to?.getTime();
  const isOwn = (span: Span) =>
    isSpan(span, row.takenFrom, row.takenTo) || isSpan(span, appointment?.startsAt, appointment?.endsAt);
  return times
    .filter(({ id }) => id === row.advisorId)
    .map((one) => ({ ...one, taken: one.taken.filter((span) => !isOwn(span)) }));
}

/** @throws {VisavisError} `not-found` for a service that is not on offer */
export async function offeredService(db: Pick<Db, 'select'>, id: string): Promise<ServiceOffer> {
  const service = await readService(db, id);
  if (service === null || service.isOffered === false) throw new VisavisError('not-found', 'no such service');
  return service;
}

/** The next free slots from `fromMs` on, milliseconds since 1970, `count` at most; `whose` picks advisors and what of their time counts. */
export async function nextSlots(
  context: Context,
  service: ServiceOffer,
  fromMs: number,
  count: number,
  whose: (all: FreeTime[]) => FreeTime[] = (all) => all,
): Promise<number[]> {
  const { calendar, clock, db } = context;
  const now = clock.now();
  const days = daysToShow(service, dayOf(fromMs, calendar.timeZone), mostDays, calendar, now);
  const found: number[] = [];
  for (let index = 0; index < days.length && found.length < count; index += daysAtOnce) {
    const some = days.slice(index, index + daysAtOnce);
    const times = whose(await readTimes(db, context, some));
    if (times.length === 0) break;
    found.push(...some.flatMap((one) => slotsOfAll(service, times, one, calendar, now)).filter((at) => at >= fromMs));
  }
  return found.slice(0, count);
}

/** @throws {VisavisError} `not-found` */
async function readMover(db: Pick<Db, 'select'>, id: string): Promise<Mover> {
  const [found] = await db
    .select({ row: requests, appointment: appointments })
    .from(requests)
    .leftJoin(appointments, eq(appointments.id, requests.appointmentId))
    .where(eq(requests.id, id));
  if (found === undefined) throw new VisavisError('not-found', 'no such request');
  return found;
}

/** Answers `GET /api/v1/book/slots`. @throws {VisavisError} `not-found` */
export async function findSlots(context: Context, question: v.InferOutput<typeof SlotQuestion>): Promise<SlotAnswer> {
  const { calendar, clock, db } = context;
  const now = clock.now();
  const service = await offeredService(db, question.service);
  const days = daysToShow(service, question.from, question.days, calendar, now);
  const mover = question.request === undefined ? undefined : await readMover(db, question.request);
  const whose = (all: FreeTime[]) => (mover ? withoutOwn(all, mover) : all);
  const times = whose(await readTimes(db, context, days));
  // Where somebody stands already is nowhere to move to.
  const isOther = (at: number) => at !== (mover?.appointment ?? mover?.row)?.startsAt.getTime();
  const shown = days.map((day) => ({ day, slots: slotsOfAll(service, times, day, calendar, now).filter(isOther) }));
  const next = (await nextSlots(context, service, now, 2, whose)).find(isOther);
  return {
    timeZone: calendar.timeZone,
    durationMinutes: service.durationMinutes,
    days: shown
      .filter(({ slots }) => slots.length > 0)
      .map(({ day, slots }) => ({ day, slots: slots.map((at) => new Date(at).toISOString()) })),
    next: next === undefined ? null : new Date(next).toISOString(),
  };
}
