/** Who may be told yes: the one place where code, device token and attempt limits are weighed. */
import { VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { countAttempt, holdCounters } from './attempt-counters.ts';
import type { Comer, SeatRow } from './companions/companion-seat.ts';
import type { Context } from './context.ts';
import type { Transaction } from './database.ts';
import { appointments } from './schema.ts';
import { companions } from './schema-companions.ts';
import { addedTo, codeHolder, countersOf, type Found, recognised, type Shown, waitFor } from './weighing.ts';

export type AppointmentRow = typeof appointments.$inferSelect;

/** `refused` never says why: unknown, cancelled, over, too early and a wrong code look the same. */
export type Proof<R extends SeatRow = AppointmentRow> =
  | ({ outcome: 'proven' } & Comer<R>)
  | { outcome: 'refused' }
  | { outcome: 'too-many'; retryAfterMs: number };

async function find(tx: Transaction, shown: Shown): Promise<Found<AppointmentRow>> {
  const match =
    shown.appointment === undefined
      ? eq(appointments.number, shown.number ?? '')
      : eq(appointments.id, shown.appointment);
  const [found] = await tx
    .select({ row: appointments, companion: companions })
    .from(appointments)
    .leftJoin(companions, eq(companions.appointmentId, appointments.id))
    .where(match);
  const companion = shown.appointment === undefined ? null : (found?.companion ?? null);
  return { row: found?.row ?? null, companion };
}

/**
 * Weighs what is shown, inside `tx`, as {@link recognised} and {@link codeHolder} have it. The companion comes by link only, and
 * meets the same counters as the guest.
 */
export async function prove(context: Context, tx: Transaction, shown: Shown): Promise<Proof> {
  const now = context.clock.now();
  const found = await find(tx, shown);
  const { comer: known, older } = recognised(context, shown, found);
  if (known) return { outcome: 'proven', ...known };
  const keyed = countersOf(context, shown, found.row, older);
  const counters = await holdCounters(
    tx,
    keyed.map(({ key }) => key),
  );
  const wait = waitFor(keyed, counters, now);
  if (wait > 0) return { outcome: 'too-many', retryAfterMs: wait };
  const comer = codeHolder(context, shown, found, older);
  for (const { kind, key } of addedTo(keyed, shown, comer)) {
    await countAttempt(tx, kind, key, counters.get(key) ?? null, now);
  }
  return comer ? { outcome: 'proven', ...comer } : { outcome: 'refused' };
}

/** How long every refusal takes at least, so that its reason cannot be read from the time. */
export const refusalFloorMs = 300;

/** Waits until `refusalFloorMs` have passed since `startedAtMs` and throws the uniform refusal. */
export async function refuse(
  context: Context,
  startedAtMs: number,
  proof: Exclude<Proof, { outcome: 'proven' }>,
): Promise<never> {
  const left = startedAtMs + refusalFloorMs - context.clock.now();
  if (left > 0) await new Promise<void>((resolve) => context.clock.after(left, resolve));
  if (proof.outcome === 'too-many') {
    throw new VisavisError('too-many', 'too many attempts', { retryAfterMs: proof.retryAfterMs });
  }
  throw new VisavisError('not-admitted', 'not admitted');
}
