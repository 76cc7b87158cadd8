/** Lets a request follow the appointment that it became: what it holds, when the advisor moves or cancels it, and where its guest is written to. */
import { eq } from 'drizzle-orm';
import { clearCounter } from '../attempt-counters.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { newDialInCode } from '../dial-in-code.ts';
import { keepRequestMail } from '../mail-keys.ts';
import { takenBy } from '../offers/slots.ts';
import type { AppointmentRow } from '../proof.ts';
import { requests } from '../schema.ts';
import { type Holder, holdAnyway, release } from './holds.ts';
import { notify } from './request-notice.ts';
import { openPerson, sealPerson, sealRequestCode } from './request-row.ts';

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

/**
 * The guest's address was corrected: whoever has the one before is told no link any more, and what they were told opens nothing. The
 * guest's own page has a new code, and its link goes to the new address. `row` is the appointment after the change, held by this transaction.
 */
export async function followAddress(
  context: Context,
  tx: Transaction,
  row: AppointmentRow,
  email: string,
): Promise<void> {
  const { vault } = context;
  const [request] = await tx.select().from(requests).where(eq(requests.appointmentId, row.id)).for('update');
  if (request === undefined) return;
  const person = openPerson(vault, request);
  if (person.email === email) return;
  const code = newDialInCode();
  const { hmac, pepper } = context.codes.digest(request.id, code);
  const columns = {
    personEnc: sealPerson(vault, request.id, { ...person, email }),
    codeHmac: hmac,
    codePepper: pepper,
    codeEnc: sealRequestCode(vault, request.id, code),
  };
  await tx.update(requests).set(columns).where(eq(requests.id, request.id));
  await keepRequestMail(tx, vault, request.id, email);
  await clearCounter(tx, context.attemptKeys('request', request.id));
  await notify(context, tx, { ...request, ...columns, startsAt: row.startsAt, wishedFor: row.startsAt }, 'link');
}
