/** Reminders before an appointment. Nothing is planned ahead: what is due follows from the clock and the mails so far, so it vanishes with the appointment. */
import { and, eq, gt, isNotNull, lte, max, or, type SQL, sql } from 'drizzle-orm';
import { advisorName } from './advisors.ts';
import type { Context } from './context.ts';
import type { Transaction } from './database.ts';
import { invite } from './invitation-facts.ts';
import type { AppointmentRow } from './proof.ts';
import { appointments } from './schema.ts';
import { outbox } from './schema-mails.ts';

const hour = 3_600_000;
/** Who is not reminded by then sits before the screen, or has forgotten it for good. */
const tooLateMs = 5 * 60_000;
/** Who has had a mail this shortly before a reminder needs none. */
const quietMs = 2 * hour;
/** After a long stand-still the rest comes with the next look. */
const mostAtOnce = 500;
/** No appointment is longer (`durationMinutes` of `shared`). */
const longestMs = 8 * hour;

/**
 * Whether a reminder is due: one of `hoursBefore` has come, and the guest has had no mail since that moment or shortly
 * before. `lastMailAtMs` is when the latest mail was written, milliseconds since 1970.
 */
export function isReminderDue(
  startsAtMs: number,
  lastMailAtMs: number,
  nowMs: number,
  hoursBefore: readonly number[],
): boolean {
  if (nowMs > startsAtMs - tooLateMs) return false;
  return hoursBefore.some((hours) => {
    const dueAtMs = startsAtMs - hours * hour;
    return nowMs >= dueAtMs && lastMailAtMs < dueAtMs - Math.min(quietMs, hours * hour);
  });
}

async function lastMailAt(tx: Transaction, id: string): Promise<number | null> {
  const [row] = await tx
    .select({ at: max(outbox.createdAt) })
    .from(outbox)
    .where(eq(outbox.appointmentId, id));
  return row?.at?.getTime() ?? null;
}

/** Moments within which an appointment must begin for a reminder to be due, and since when no mail may have been written. */
const isDue = (hours: number, nowMs: number): SQL | undefined =>
  and(
    gt(appointments.startsAt, new Date(nowMs + tooLateMs)),
    lte(appointments.startsAt, new Date(nowMs + hours * hour)),
    sql`(select max(${outbox.createdAt}) from ${outbox} where ${outbox.appointmentId} = ${appointments.id})
      < ${appointments.startsAt} - make_interval(secs => ${(hours * hour + Math.min(quietMs, hours * hour)) / 1000})`,
  );

/** Confirmed ones that the service mails, and whose link it knows or which have none. Held, so that two instances never remind at once. */
function dueOnes(tx: Transaction, nowMs: number, hoursBefore: readonly number[]): Promise<AppointmentRow[]> {
  const furthestMs = nowMs + Math.max(...hoursBefore) * hour + longestMs;
  return tx
    .select()
    .from(appointments)
    .where(
      and(
        // By the end there is an index; what is over, or far ahead, is not even looked at.
        gt(appointments.endsAt, new Date(nowMs)),
        lte(appointments.endsAt, new Date(furthestMs)),
        eq(appointments.status, 'confirmed'),
        eq(appointments.mailMode, 'service'),
        or(isNotNull(appointments.linkSecretEnc), eq(appointments.mode, 'in-person')),
        or(...hoursBefore.map((hours) => isDue(hours, nowMs))),
      ),
    )
    .limit(mostAtOnce)
    .for('no key update', { skipLocked: true });
}

/** Queues the reminders that are due, and answers how many. What another instance has just queued is looked at again. */
export async function remind(context: Context): Promise<number> {
  const { remindHoursBefore } = context.settings;
  if (remindHoursBefore.length === 0) return 0;
  const now = context.clock.now();
  const count = await context.db.transaction(async (tx) => {
    let queued = 0;
    for (const row of await dueOnes(tx, now, remindHoursBefore)) {
      const last = await lastMailAt(tx, row.id);
      if (last === null || !isReminderDue(row.startsAt.getTime(), last, now, remindHoursBefore)) continue;
      await invite(context, tx, { kind: 'remind', row, advisor: await advisorName(tx, row.advisorId), code: null });
      queued++;
    }
    return queued;
  });
  if (count === 0) return 0;
  context.mailQueued();
  context.log.info('reminders queued', { count });
  return count;
}
