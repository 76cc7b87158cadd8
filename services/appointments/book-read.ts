/** Reads the appointments of one advisor: a span of time, or one. */
import { type Appointment, type AppointmentId, VisavisError } from '@visavis/shared';
import { and, asc, eq, gte, lt } from 'drizzle-orm';
import { mailStatuses, viewOf } from './appointment-view.ts';
import { companionViews } from './companions/companion-row.ts';
import type { Advisor, Context } from './context.ts';
import type { Db } from './database.ts';
import { unreadBy } from './letters/letter-counts.ts';
import type { AppointmentRow } from './proof.ts';
import { appointments } from './schema.ts';

/** Most appointments in one answer, far more than an advisor has in a month. */
export const longestList = 1_000;

/** Those that start in `[from, to)`, milliseconds since 1970, earliest first, {@link longestList} at most. */
export async function listAppointments(
  context: Context,
  advisor: Advisor,
  span: { fromMs: number; toMs: number },
): Promise<Appointment[]> {
  const rows = await context.db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.advisorId, advisor.id),
        gte(appointments.startsAt, new Date(span.fromMs)),
        lt(appointments.startsAt, new Date(span.toMs)),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.number))
    .limit(longestList);
  const ids = rows.map((row) => row.id);
  const statuses = await mailStatuses(context.db, ids);
  const third = await companionViews(context.db, context.vault, ids);
  const unread = await unreadBy(context.db, 'appointmentId', ids);
  return rows.map((row) =>
    viewOf(context, row, advisor.name, statuses.get(row.id) ?? 'none', third.get(row.id), unread.get(row.id)),
  );
}

/**
 * The advisor's own appointment; with `lock` held until the transaction ends. Another advisor's does not exist.
 * @throws {VisavisError} `not-found`
 */
export async function ownRow(
  db: Pick<Db, 'select'>,
  advisor: Advisor,
  id: string,
  lock = false,
): Promise<AppointmentRow> {
  const query = db
    .select()
    .from(appointments)
    .where(and(eq(appointments.id, id), eq(appointments.advisorId, advisor.id)));
  const [row] = lock ? await query.for('update') : await query;
  if (row === undefined) throw new VisavisError('not-found', 'no such appointment');
  return row;
}

/** @throws {VisavisError} `not-found` */
export async function showAppointment(context: Context, advisor: Advisor, id: AppointmentId): Promise<Appointment> {
  const row = await ownRow(context.db, advisor, id);
  const statuses = await mailStatuses(context.db, [id]);
  const third = await companionViews(context.db, context.vault, [id]);
  const unread = await unreadBy(context.db, 'appointmentId', [id]);
  return viewOf(context, row, advisor.name, statuses.get(id) ?? 'none', third.get(id), unread.get(id));
}
