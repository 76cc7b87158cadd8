/** What the clock brings to the queue every minute: who is gone leaves it, who was not called is forgotten, and the queue is measured. */
import { inArray } from 'drizzle-orm';
import { walkIns } from '../schema-walk-ins.ts';
import { waitingRows } from './queue-facts.ts';
import { changeWalkIn, type WalkInParts, walkInChanged } from './walk-in-deeds.ts';

/** After a long stand-still the rest comes with the next look. */
const mostAtOnce = 500;

/** Looks at everybody who has not ended; rows that somebody changes at this moment are looked at a minute later. */
export async function lookAtQueue(parts: WalkInParts): Promise<void> {
  const { db, clock } = parts.context;
  const phases = await db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(walkIns)
      .where(inArray(walkIns.phase, ['waiting', 'call-me', 'taken']))
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
