/**
 * What receivers are still owed when a person is erased: that an open request is no more, what became of an appointment that has just ended,
 * and whatever waits already. Ids and times are in it, nobody's name; it goes as soon as it is told.
 */
import { and, inArray, isNotNull, or } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { AppointmentRow } from '../proof.ts';
import type { RequestRow } from '../requests/request-row.ts';
import { webhookMessages } from '../schema-webhooks.ts';
import { announceUntold } from './outcome-news.ts';
import { announce } from './webhook-announce.ts';

/** Messages that wait belong to nobody from now on: they stay when what they tell of is deleted. */
async function keepWaiting(tx: Transaction, appointmentIds: string[], requestIds: string[]): Promise<void> {
  const isTheirs = or(
    inArray(webhookMessages.appointmentId, appointmentIds),
    inArray(webhookMessages.requestId, requestIds),
  );
  await tx
    .update(webhookMessages)
    .set({ appointmentId: null, requestId: null })
    .where(and(isTheirs, isNotNull(webhookMessages.nextAttemptAt)));
}

/** Before the rows are deleted, which the transaction holds. A request that nobody confirmed to be theirs was never told of. */
export async function announceErased(
  tx: Transaction,
  { appointments, requests }: { appointments: readonly AppointmentRow[]; requests: readonly RequestRow[] },
  nowMs: number,
): Promise<void> {
  for (const row of requests) {
    if (row.phase !== 'requested' && row.phase !== 'proposed') continue;
    await announce(tx, { event: 'appointment.cancelled', request: row, cause: 'cancelled' }, nowMs);
  }
  await announceUntold(tx, appointments, nowMs);
  await keepWaiting(
    tx,
    appointments.map(({ id }) => id),
    requests.map(({ id }) => id),
  );
}
