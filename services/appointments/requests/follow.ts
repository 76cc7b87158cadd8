/** Lets a request follow the appointment that it became: what it holds, when the advisor moves or cancels it, and where its guest is written to. */
import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { Vault } from '../encryption.ts';
import { keepRequestMail } from '../mail-keys.ts';
import { takenBy } from '../offers/slots.ts';
import type { AppointmentRow } from '../proof.ts';
import { requests } from '../schema.ts';
import { type Holder, holdAnyway, release } from './holds.ts';
import { openPerson, sealPerson } from './request-row.ts';

/**
 * Holds the time of an appointment that is made or changed, and gives free what it held before. `row` is the appointment after the change,
 * held by this transaction. Its request holds for it, buffers included; most appointments have none.
 */
export async function followAppointment(tx: Transaction, row: AppointmentRow): Promise<void> {
  const [request] = await tx.select().from(requests).where(eq(requests.appointmentId, row.id)).for('update');
  const holder: Holder = request === undefined ? { appointment: row.id } : { request: request.id };
  if (row.status === 'cancelled') {
    await release(tx, holder);
    return;
  }
  const buffers = request ?? { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
  const span = takenBy({ ...buffers, durationMinutes: row.durationMinutes }, row.startsAt.getTime());
  await holdAnyway(tx, holder, row.advisorId, span);
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
