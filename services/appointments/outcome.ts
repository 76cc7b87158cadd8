/** What became of an appointment: what the advisor said, else whether the guest came to the room. */
import { type Appointment, type AppointmentId, type Outcome, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { ownRow, showAppointment } from './book-read.ts';
import type { Advisor, Context } from './context.ts';
import { appointments } from './schema.ts';
import { count } from './statistics/count.ts';
import { happeningOf } from './statistics/over.ts';
import { announceOutcome } from './webhooks/outcome-news.ts';

/**
 * Answers `POST /api/v1/appointments/:id/outcome`. May be put right until the appointment is deleted.
 * @throws {VisavisError} `not-found`, `conflict` before its time and for a cancelled one
 */
export async function noteOutcome(
  context: Context,
  advisor: Advisor,
  id: AppointmentId,
  outcome: Outcome,
): Promise<Appointment> {
  await context.db.transaction(async (tx) => {
    const row = await ownRow(tx, advisor, id, true);
    if (row.status === 'cancelled') throw new VisavisError('conflict', 'the appointment is cancelled');
    if (context.clock.now() < row.startsAt.getTime()) throw new VisavisError('conflict', 'its time has not come');
    const { countedAs } = row;
    const isCounted = countedAs !== null && countedAs !== outcome;
    const columns = isCounted ? { outcome, countedAs: outcome } : { outcome };
    await tx.update(appointments).set(columns).where(eq(appointments.id, id));
    await announceOutcome(tx, row, outcome, context.clock.now());
    if (!isCounted) return;
    const { timeZone } = context.calendar;
    await count(context, tx, [happeningOf(row, countedAs, timeZone, -1), happeningOf(row, outcome, timeZone)]);
  });
  context.mailQueued();
  context.log.info('outcome noted', { kind: outcome });
  return showAppointment(context, advisor, id);
}
