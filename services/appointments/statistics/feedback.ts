/** The guest's answer to the one question at the end: a count, and a mark without content that this appointment has answered. */
import { type Feedback, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { windowOf } from '../appointment-view.ts';
import type { Context } from '../context.ts';
import { refuse } from '../proof.ts';
import { appointments } from '../schema.ts';
import { isFirstUse } from '../used-once.ts';
import { count, happening } from './count.ts';

/**
 * Answers `POST /api/v1/feedback`. Only a guest's device that was let in may answer; the first answer counts.
 * @throws {VisavisError} `bad-request`, `not-admitted`
 */
export async function takeFeedback(context: Context, given: Feedback): Promise<void> {
  const now = context.clock.now();
  if ((given.appointment === undefined) === (given.number === undefined)) {
    throw new VisavisError('bad-request', 'either appointment or number');
  }
  const match =
    given.appointment === undefined
      ? eq(appointments.number, given.number ?? '')
      : eq(appointments.id, given.appointment);
  const isTaken = await context.db.transaction(async (tx) => {
    const [row] = await tx.select().from(appointments).where(match);
    const device = row && context.devices.read(given.device, row.id, now);
    if (!row || row.admittedAt === null || device?.codeVersion !== row.codeVersion) return false;
    if (await isFirstUse(tx, 'feedback', row.id, windowOf(row).closesAtMs)) {
      await count(context, tx, [happening(row.serviceId, 'feedback', given.feedback)]);
    }
    return true;
  });
  if (!isTaken) await refuse(context, now, { outcome: 'refused' });
}
