/** Lets what a request holds follow the appointment that it became, when the advisor moves or cancels it. */
import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { takenBy } from '../offers/slots.ts';
import type { AppointmentRow } from '../proof.ts';
import { requests } from '../schema.ts';
import { holdAnyway, release } from './holds.ts';

/** `row` is the appointment after the change, held by this transaction. Most appointments have no request. */
export async function followAppointment(tx: Transaction, row: AppointmentRow): Promise<void> {
  const [request] = await tx.select().from(requests).where(eq(requests.appointmentId, row.id)).for('update');
  if (request === undefined) return;
  if (row.status === 'cancelled') {
    await release(tx, request.id);
    return;
  }
  const measures = { ...request, durationMinutes: row.durationMinutes };
  await holdAnyway(tx, request.id, request.advisorId, takenBy(measures, row.startsAt.getTime()));
}
