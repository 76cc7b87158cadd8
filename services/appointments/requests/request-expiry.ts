/** Lets requests expire that nobody has answered in time. Any number of instances may look at once. */
import { and, inArray, lte } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { requests } from '../schema.ts';
import { type Decided, decided, decideIn } from './decide.ts';

/** After a long stand-still the rest comes with the next look. */
const mostAtOnce = 200;

/** Answers how many have expired. */
export async function expireRequests(context: Context): Promise<number> {
  const done = await context.db.transaction(async (tx) => {
    const now = new Date(context.clock.now());
    const due = await tx
      .select()
      .from(requests)
      .where(and(inArray(requests.phase, ['unconfirmed', 'requested', 'proposed']), lte(requests.expiresAt, now)))
      .limit(mostAtOnce)
      .for('update', { skipLocked: true });
    const ended: Decided[] = [];
    for (const row of due) ended.push(await decideIn(context, tx, row, { by: 'clock', what: 'look' }));
    return ended;
  });
  for (const one of done) decided(context, one);
  return done.length;
}
