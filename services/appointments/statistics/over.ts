/** Counts appointments whose time is over: held or missed, once, and put right when the advisor puts it right. */
import { hourBucket, limits, type Outcome } from '@visavis/shared';
import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import { wasHeld } from '../appointment-view.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { wallTime } from '../invitations/wall-time.ts';
import type { AppointmentRow } from '../proof.ts';
import { appointments } from '../schema.ts';
import { count, type Happening, happening } from './count.ts';

const mostAtOnce = 500;

/** How an appointment that was held or missed is counted, or taken back. */
export function happeningOf(
  row: Pick<AppointmentRow, 'serviceId' | 'startsAt'>,
  outcome: Outcome,
  timeZone: string,
  by: 1 | -1 = 1,
): Happening {
  if (outcome === 'missed') return happening(row.serviceId, 'appointments', 'missed', by);
  return happening(row.serviceId, 'held', hourBucket(wallTime(row.startsAt.getTime(), timeZone).hour), by);
}

const uncounted = and(eq(appointments.status, 'confirmed'), isNull(appointments.countedAs));
const outcomeOf = (row: AppointmentRow): Outcome => (wasHeld(row) ? 'held' : 'missed');

type Parts = Pick<Context, 'clock' | 'calendar'>;

const countRows = (parts: Parts, tx: Transaction, rows: readonly AppointmentRow[]): Promise<void> => {
  const { timeZone } = parts.calendar;
  const happenings = rows.map((row) => happeningOf(row, outcomeOf(row), timeZone));
  return count(parts, tx, happenings);
};

/** One transaction; answers how many were counted. Who holds one lets it be counted a minute later. */
function countSome(parts: Parts & Pick<Context, 'db'>): Promise<number> {
  const overBefore = new Date(parts.clock.now() - limits.roomClosesAfterMs);
  return parts.db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(appointments)
      .where(and(uncounted, lte(appointments.endsAt, overBefore)))
      .orderBy(appointments.id)
      .limit(mostAtOnce)
      .for('update', { skipLocked: true });
    for (const outcome of ['held', 'missed'] as const) {
      const ids = rows.filter((row) => outcomeOf(row) === outcome).map(({ id }) => id);
      if (ids.length > 0)
        await tx.update(appointments).set({ countedAs: outcome }).where(inArray(appointments.id, ids));
    }
    await countRows(parts, tx, rows);
    return rows.length;
  });
}

/** Counts all whose room is over and that nobody holds. */
export async function countOver(parts: Parts & Pick<Context, 'db'>): Promise<void> {
  while ((await countSome(parts)) === mostAtOnce);
}

/**
 * Of appointments that the transaction holds and deletes, counts those that were over and never counted: the number outlives the row. Who
 * was counted, or cancelled, is not counted again.
 */
export function countGone(parts: Parts, tx: Transaction, rows: readonly AppointmentRow[]): Promise<void> {
  const left = rows.filter(({ status, countedAs }) => status === 'confirmed' && countedAs === null);
  return countRows(parts, tx, left);
}

/** Of these, which the transaction holds and is about to delete, counts those that were never counted. */
export async function countLast(parts: Parts, tx: Transaction, ids: string[]): Promise<void> {
  const rows = await tx
    .select()
    .from(appointments)
    .where(and(uncounted, inArray(appointments.id, ids)));
  await countRows(parts, tx, rows);
}
