/** Carries out one step of somebody in the queue: one locked row, one step, its effects in one transaction. */
import { VisavisError, type WalkInPhase } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { walkIns } from '../schema-walk-ins.ts';
import type { WalkInMetrics } from './walk-in-metrics.ts';
import { sealOf, stateOf, type WalkInRow } from './walk-in-row.ts';
import { stepWalkIn, type WalkInEvent } from './walk-in-state.ts';

/** What the deeds of the queue share. */
export interface WalkInParts {
  context: Context;
  metrics: WalkInMetrics;
}

/** What only some effects need: the number to be called at; who took the person, and by which appointment. */
export interface StepFacts {
  phone?: string;
  taken?: { advisorId: string; appointmentId: string };
  talkMinutes?: number;
}

/** Reads somebody and holds their row until the transaction ends; null when there is no such row. */
export async function holdWalkIn(tx: Transaction, id: string): Promise<WalkInRow | null> {
  const [row] = await tx.select().from(walkIns).where(eq(walkIns.id, id)).for('update');
  return row ?? null;
}

/** Does what `event` asks to a row that is held. Answers it as it is then; `phase` is null when it is the same as before. */
export async function changeWalkIn(
  { context }: WalkInParts,
  tx: Transaction,
  row: WalkInRow,
  event: WalkInEvent,
  facts: StepFacts = {},
): Promise<{ row: WalkInRow; phase: WalkInPhase | null; isRefused: boolean }> {
  const now = context.clock.now();
  const before = stateOf(row);
  const { state, effects, isRefused } = stepWalkIn(before, event, now);
  if (state === before && effects.length === 0) return { row, phase: null, isRefused };
  const isNew = state.phase !== row.phase;
  const does = (what: 'forget' | 'appoint' | 'keep-phone') => effects.some((effect) => effect.do === what);
  const set: Partial<typeof walkIns.$inferInsert> = {
    phase: state.phase,
    ...(isNew ? { changedAt: new Date(now) } : {}),
    ...(state.phase === 'waiting' ? { seenAt: new Date(state.seenAtMs) } : {}),
    ...(does('forget') ? { nameEnc: null, insuranceEnc: null, phoneEnc: null } : {}),
    ...(does('keep-phone') && facts.phone !== undefined
      ? { phoneEnc: sealOf(context.vault, row.id, 'phone_enc', facts.phone) }
      : {}),
    ...(does('appoint') && facts.taken !== undefined ? facts.taken : {}),
    ...(facts.talkMinutes === undefined ? {} : { talkMinutes: facts.talkMinutes }),
  };
  const [after] = await tx.update(walkIns).set(set).where(eq(walkIns.id, row.id)).returning();
  if (after === undefined) throw new VisavisError('not-found', 'nobody of that name waits');
  return { row: after, phase: isNew ? state.phase : null, isRefused };
}

/** After the commit: counts and logs what somebody became. */
export function walkInChanged({ context, metrics }: WalkInParts, phase: WalkInPhase | null): void {
  if (phase === null) return;
  metrics.became(phase);
  context.log.info('walk-in changed', { phase });
}
