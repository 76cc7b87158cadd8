/** Lets a request follow the appointment that it became: what it holds, when the advisor moves or cancels it, and where its guest is written to. */
import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { Vault } from '../encryption.ts';
import { keepRequestMail } from '../mail-keys.ts';
import { takenBy } from '../offers/slots.ts';
import type { AppointmentRow } from '../proof.ts';
import { requests } from '../schema.ts';
import { holdAnyway, release } from './holds.ts';
import { openPerson, sealPerson } from './request-row.ts';

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

/** The guest's address was corrected: whoever has the one before is told no link any more. `appointmentId` is held by this transaction. */
export async function followAddress(
  tx: Transaction,
  vault: Vault,
  appointmentId: string,
  email: string,
): Promise<void> {
  const [request] = await tx.select().from(requests).where(eq(requests.appointmentId, appointmentId)).for('update');
  if (request === undefined) return;
  const personEnc = sealPerson(vault, request.id, { ...openPerson(vault, request), email });
  await tx.update(requests).set({ personEnc }).where(eq(requests.id, request.id));
  await keepRequestMail(tx, vault, request.id, email);
}
