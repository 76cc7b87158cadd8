/** What the clock brings to the queue every minute: who is gone leaves it, who was not called is forgotten, and the queue is measured. */
import { and, eq, lt, or } from 'drizzle-orm';
import { walkIns } from '../schema-walk-ins.ts';
import { waitingRows } from './queue-facts.ts';
import { changeWalkIn, type WalkInParts, walkInChanged } from './walk-in-deeds.ts';
import { callWithinMs, goneMs, longestTalkMs, longestWaitMs } from './walk-in-state.ts';

/** After a long stand-still the rest comes with the next look. */
const mostAtOnce = 500;

/** Those for whom the clock has something to say. Many may wait for a call for days: they must not hide anybody behind them. */
function isDue(nowMs: number) {
  const before = (ms: number) => new Date(nowMs - ms);
  const isGone = or(lt(walkIns.seenAt, before(goneMs)), lt(walkIns.joinedAt, before(longestWaitMs)));
  return or(
    and(eq(walkIns.phase, 'waiting'), isGone),
    and(eq(walkIns.phase, 'call-me'), lt(walkIns.changedAt, before(callWithinMs))),
    and(eq(walkIns.phase, 'taken'), lt(walkIns.changedAt, before(longestTalkMs))),
  );
}

/** Ends what has lasted too long; rows that somebody changes at this moment are looked at a minute later. */
export async function lookAtQueue(parts: WalkInParts): Promise<void> {
  const { db, clock } = parts.context;
  const phases = await db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(walkIns)
      .where(isDue(clock.now()))
      .orderBy(walkIns.joinedAt)
      .limit(mostAtOnce)
      .for('update', { skipLocked: true });
    const changed = [];
    for (const row of rows) changed.push(await changeWalkIn(parts, tx, row, { by: 'clock', what: 'look' }));
    return changed.map(({ phase }) => phase);
  });
  for (const phase of phases) walkInChanged(parts, phase);
  const now = clock.now();
  const waiting = await waitingRows(db, now);
  parts.metrics.queue(waiting.length, waiting[0] === undefined ? 0 : now - waiting[0].joinedAt.getTime());
}
