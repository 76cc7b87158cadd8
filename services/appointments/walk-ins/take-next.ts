/** Takes the next of the queue: one advisor wins, and an ordinary appointment is made for the conversation. Then its end. */
import { type TakenWalkIn, VisavisError, type WalkInEnd, type WalkInId, type WalkInQueue } from '@visavis/shared';
import { and, asc, eq, gt, notInArray } from 'drizzle-orm';
import type * as v from 'valibot';
import { viewOf } from '../appointment-view.ts';
import { appointed, type Plan, writeDown } from '../book-create.ts';
import type { Advisor } from '../context.ts';
import type { Transaction } from '../database.ts';
import { walkIns } from '../schema-walk-ins.ts';
import { announce } from '../webhooks/webhook-announce.ts';
import { ownServices, readQueue } from './advisor-side.ts';
import { noteSeen } from './duty.ts';
import { changeWalkIn, holdWalkIn, type WalkInParts, walkInChanged } from './walk-in-deeds.ts';
import { personOf, type WalkInRow } from './walk-in-row.ts';
import { presentMs } from './walk-in-state.ts';

/** Where nobody says otherwise. */
const usualMinutes = 30;
const minute = 60_000;

/** The first who waits for none of the services of `others` and is there. Whom another advisor takes at this moment is passed over. */
async function firstOf(tx: Transaction, others: readonly string[], nowMs: number): Promise<WalkInRow | null> {
  const isPresent = gt(walkIns.seenAt, new Date(nowMs - presentMs));
  const isTheirs = others.length === 0 ? undefined : notInArray(walkIns.serviceId, [...others]);
  const [row] = await tx
    .select()
    .from(walkIns)
    .where(and(eq(walkIns.phase, 'waiting'), isPresent, isTheirs))
    .orderBy(asc(walkIns.joinedAt), asc(walkIns.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return row ?? null;
}

/** One advisor's takings one after the other: two tabs at once take one person, not two. */
async function holdAdvisor(tx: Transaction, advisor: Advisor, nowMs: number): Promise<void> {
  await noteSeen(tx, advisor.id, {}, nowMs);
  const taken = and(eq(walkIns.advisorId, advisor.id), eq(walkIns.phase, 'taken'));
  const [other] = await tx.select({ id: walkIns.id }).from(walkIns).where(taken);
  if (other !== undefined) throw new VisavisError('conflict', 'finish with the one before first');
}

/**
 * Answers `POST /api/v1/walk-ins/next`. The appointment is like any other: by video, now, its link known to the person's page alone.
 * @throws {VisavisError} `not-found` when nobody waits; `conflict` while this advisor has somebody
 */
export async function takeNext(parts: WalkInParts, advisor: Advisor): Promise<TakenWalkIn> {
  const { context, metrics } = parts;
  const now = context.clock.now();
  const { services, others } = await ownServices(context, advisor);
  const { row, made, person } = await context.db.transaction(async (tx) => {
    await holdAdvisor(tx, advisor, now);
    const row = await firstOf(tx, others, now);
    if (row === null) throw new VisavisError('not-found', 'nobody waits');
    const service = services.find(({ id }) => id === row.serviceId);
    const person = personOf(context.vault, row, services);
    const title = person.title?.[row.language] ?? person.title?.de ?? '';
    const plan: Plan = {
      guest: { name: person.name, email: null },
      startsAt: new Date(now).toISOString(),
      durationMinutes: service?.durationMinutes ?? usualMinutes,
      language: row.language,
      subject: `${title} · ${person.insuranceNumber}`,
      code: 'with-link',
      mail: 'service',
    };
    const made = await writeDown(context, tx, advisor, plan, row.serviceId);
    const taken = { advisorId: advisor.id, appointmentId: made.row.id };
    const { isRefused } = await changeWalkIn(parts, tx, row, { by: 'advisor', what: 'take' }, { taken });
    if (isRefused) throw new VisavisError('not-found', 'nobody waits');
    await announce(tx, { event: 'appointment.confirmed', appointment: made.row.id }, now);
    return { row, made, person };
  });
  walkInChanged(parts, 'taken');
  metrics.waited(now - row.joinedAt.getTime());
  appointed(context, 'service');
  return { person, appointment: viewOf(context, made.row, advisor.name, 'none') };
}

/**
 * Answers `POST /api/v1/walk-ins/:id/end`: the conversation with the one this advisor took is over, or somebody was called.
 * @throws {VisavisError} `not-found` for somebody whom another advisor has; `conflict` when it has ended already
 */
export async function endWalkIn(
  parts: WalkInParts,
  advisor: Advisor,
  id: WalkInId,
  { as }: v.InferOutput<typeof WalkInEnd>,
): Promise<WalkInQueue> {
  const { context } = parts;
  const changed = await context.db.transaction(async (tx) => {
    const row = await holdWalkIn(tx, id);
    const isTheirs = row?.advisorId === null || row?.advisorId === advisor.id;
    if (row === null || !isTheirs) throw new VisavisError('not-found', 'no such person');
    const talkMinutes = Math.max(1, Math.round((context.clock.now() - row.changedAt.getTime()) / minute));
    return changeWalkIn(parts, tx, row, { by: 'advisor', what: as }, as === 'over' ? { talkMinutes } : {});
  });
  if (changed.isRefused) throw new VisavisError('conflict', 'no longer possible');
  walkInChanged(parts, changed.phase);
  return readQueue(parts, advisor);
}
