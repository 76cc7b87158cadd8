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

interface Window {
  from: Date;
  to: Date;
}

async function firmTimes(db: Db, advisorId: string, { from, to }: Window): Promise<BusyTime[]> {
  const { id, startsAt, endsAt, sequence, createdAt } = appointments;
  const isFirm = and(eq(appointments.advisorId, advisorId), eq(appointments.status, 'confirmed'));
  const rows = await db
    .select({ id, startsAt, endsAt, sequence, createdAt })
    .from(appointments)
    .where(and(isFirm, lt(startsAt, to), gt(endsAt, from)))
    .orderBy(asc(startsAt), asc(id))
    .limit(most);
  return rows.map((row) => ({
    ...{ id: row.id, isFirm: true, sequence: row.sequence },
    ...{ fromMs: row.startsAt.getTime(), toMs: row.endsAt.getTime(), madeAtMs: row.createdAt.getTime() },
  }));
}

async function askedTimes(db: Db, advisorId: string, { from, to }: Window): Promise<BusyTime[]> {
  const { id, startsAt, durationMinutes, createdAt } = requests;
  const isOpen = and(inArray(requests.phase, ['requested', 'proposed']), isNotNull(requests.takenFrom));
  const rows = await db
    .select({ id, startsAt, durationMinutes, createdAt })
    .from(requests)
    .where(and(eq(requests.advisorId, advisorId), isOpen, lt(startsAt, to), gt(startsAt, from)))
    .orderBy(asc(startsAt), asc(id))
    .limit(most);
  return rows.map((row) => {
    const fromMs = row.startsAt.getTime();
    const toMs = fromMs + row.durationMinutes * 60_000;
    return { id: row.id, isFirm: false, sequence: 0, fromMs, toMs, madeAtMs: row.createdAt.getTime() };
  });
}

/** Earliest first, from a week ago on. */
export async function readBusyTimes(db: Db, advisorId: string, nowMs: number): Promise<BusyTime[]> {
  const window = { from: new Date(nowMs - pastMs), to: new Date(nowMs + aheadMs) };
  const firm = await firmTimes(db, advisorId, window);
  const asked = await askedTimes(db, advisorId, window);
  return [...firm, ...asked].toSorted((a, b) => a.fromMs - b.fromMs || a.id.localeCompare(b.id));
}
