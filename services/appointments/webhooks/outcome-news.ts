/** Tells receivers whether an appointment was held or missed: once by the clock when its room is over, and again when the advisor says otherwise. */
import { limits, type Outcome } from '@visavis/shared';
import { and, eq, gt, lte, ne, notExists } from 'drizzle-orm';
import { wasHeld } from '../appointment-view.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import type { AppointmentRow } from '../proof.ts';
import { appointments } from '../schema.ts';
import { toldOutcomes } from '../schema-webhooks.ts';
import { announce, listeners } from './webhook-announce.ts';

/** Later than this after its end nobody is told by the clock: whoever begins to listen is not met by a month of news. */
const toldWithinMs = 24 * 60 * 60_000;
/** After a long stand-still the rest comes with the next look. */
const mostAtOnce = 200;

/** Nothing when this very outcome was told before. `row` is held by the transaction. */
export async function announceOutcome(
  tx: Transaction,
  row: AppointmentRow,
  outcome: Outcome,
  nowMs: number,
): Promise<void> {
  const fresh = await tx
    .insert(toldOutcomes)
    .values({ appointmentId: row.id, outcome })
    .onConflictDoUpdate({
      target: toldOutcomes.appointmentId,
      set: { outcome },
      setWhere: ne(toldOutcomes.outcome, outcome),
    })
    .returning({ is: toldOutcomes.appointmentId });
  if (fresh.length > 0) await announce(tx, { event: `appointment.${outcome}`, appointment: row.id }, nowMs);
}

/** Of an appointment that was moved to a time to come: what becomes of it then is told anew. */
export async function forgetOutcome(tx: Transaction, id: string): Promise<void> {
  await tx.delete(toldOutcomes).where(eq(toldOutcomes.appointmentId, id));
}

/** Those whose room is over and of whose outcome nothing was told. Held, so that two instances never tell the same. */
function untold(tx: Transaction, sinceMs: number, overMs: number): Promise<AppointmentRow[]> {
  const told = tx.select().from(toldOutcomes).where(eq(toldOutcomes.appointmentId, appointments.id));
  return tx
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.status, 'confirmed'),
        gt(appointments.endsAt, new Date(sinceMs)),
        lte(appointments.endsAt, new Date(overMs)),
        notExists(told),
      ),
    )
    .limit(mostAtOnce)
    .for('no key update', { skipLocked: true });
}

/** After and until when an appointment has ended of which the clock tells now, milliseconds since 1970; null where nobody listens. */
async function windowOf(tx: Transaction, nowMs: number): Promise<{ sinceMs: number; overMs: number } | null> {
  const listening = [...(await listeners(tx, 'appointment.held')), ...(await listeners(tx, 'appointment.missed'))];
  if (listening.length === 0) return null;
  const first = Math.min(...listening.map(({ createdAt }) => createdAt.getTime()));
  const overMs = nowMs - limits.roomClosesAfterMs;
  return { sinceMs: Math.max(first, nowMs - toldWithinMs) - limits.roomClosesAfterMs, overMs };
}

/** Of appointments that the transaction holds and deletes, tells what the clock would have told within the minute. */
export async function announceUntold(tx: Transaction, rows: readonly AppointmentRow[], nowMs: number): Promise<void> {
  const window = await windowOf(tx, nowMs);
  if (window === null) return;
  for (const row of rows) {
    const endedAtMs = row.endsAt.getTime();
    if (row.status !== 'confirmed' || endedAtMs <= window.sinceMs || endedAtMs > window.overMs) continue;
    await announceOutcome(tx, row, wasHeld(row) ? 'held' : 'missed', nowMs);
  }
}

/** What is over since anybody listens; answers how many appointments were told of. */
export async function announceEnds(context: Context): Promise<number> {
  const now = context.clock.now();
  const told = await context.db.transaction(async (tx) => {
    const window = await windowOf(tx, now);
    if (window === null) return 0;
    const rows = await untold(tx, window.sinceMs, window.overMs);
    for (const row of rows) await announceOutcome(tx, row, wasHeld(row) ? 'held' : 'missed', now);
    return rows.length;
  });
  if (told > 0) context.mailQueued();
  return told;
}
