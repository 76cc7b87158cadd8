/** When an advisor is busy: confirmed appointments, and requests that hold a time until somebody answers. */
import { and, asc, eq, gt, inArray, isNotNull, lt } from 'drizzle-orm';
import type { Db } from '../database.ts';
import { appointments, requests } from '../schema.ts';

/** One time. `id` is told to nobody; what is only asked for is not `isFirm`. */
export interface BusyTime {
  id: string;
  isFirm: boolean;
  /** Milliseconds since 1970. */
  fromMs: number;
  toMs: number;
  /** Rises when the appointment is moved. */
  sequence: number;
  madeAtMs: number;
}

const day = 24 * 3_600_000;
/** How far a calendar looks back and ahead. */
const pastMs = 7 * day;
const aheadMs = 400 * day;
/** Far more than an advisor has in all that time. */
const most = 2_000;

/** Earliest first, from a week ago on. */
export async function readBusyTimes(db: Db, advisorId: string, nowMs: number): Promise<BusyTime[]> {
  const from = new Date(nowMs - pastMs);
  const to = new Date(nowMs + aheadMs);
  const firm = await db
    .select({
      id: appointments.id,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      sequence: appointments.sequence,
      createdAt: appointments.createdAt,
    })
    .from(appointments)
    .where(
      and(
        eq(appointments.advisorId, advisorId),
        eq(appointments.status, 'confirmed'),
        lt(appointments.startsAt, to),
        gt(appointments.endsAt, from),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
    .limit(most);
  const asked = await db
    .select({
      id: requests.id,
      startsAt: requests.startsAt,
      durationMinutes: requests.durationMinutes,
      createdAt: requests.createdAt,
    })
    .from(requests)
    .where(
      and(
        eq(requests.advisorId, advisorId),
        inArray(requests.phase, ['requested', 'proposed']),
        isNotNull(requests.takenFrom),
        lt(requests.startsAt, to),
        gt(requests.startsAt, from),
      ),
    )
    .orderBy(asc(requests.startsAt), asc(requests.id))
    .limit(most);
  const times = [
    ...firm.map(({ endsAt, ...row }) => ({ ...row, isFirm: true, toMs: endsAt.getTime() })),
    ...asked.map(({ durationMinutes, ...row }) => ({
      ...row,
      isFirm: false,
      sequence: 0,
      toMs: row.startsAt.getTime() + durationMinutes * 60_000,
    })),
  ].map(({ id, isFirm, startsAt, toMs, sequence, createdAt }) => ({
    ...{ id, isFirm, sequence, toMs },
    ...{ fromMs: startsAt.getTime(), madeAtMs: createdAt.getTime() },
  }));
  return times.toSorted((a, b) => a.fromMs - b.fromMs || a.id.localeCompare(b.id));
}
