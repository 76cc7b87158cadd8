/** Whether an advisor takes people: said once, kept for them whichever tab is open, and over when none has been for a while. */
import type { WalkInDuty } from '@visavis/shared';
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../database.ts';
import { walkInDuty } from '../schema-walk-ins.ts';

/** Who comes back after a longer time than this begins with a pause; a line that was cut, or a reload, is shorter. */
export const freeKeptMs = 10 * 60_000;

/** Notes that an advisor is there. What is not said stays as it was. */
export async function noteSeen(
  db: Pick<Db, 'insert'>,
  advisorId: string,
  said: Partial<WalkInDuty>,
  nowMs: number,
): Promise<void> {
  const seenAt = new Date(nowMs);
  const keptFrom = new Date(nowMs - freeKeptMs).toISOString();
  const isStill = sql`${walkInDuty.isFree} and ${walkInDuty.seenAt} > ${keptFrom}::timestamptz`;
  await db
    .insert(walkInDuty)
    .values({ advisorId, isFree: said.isFree ?? false, isTalking: said.isTalking ?? false, seenAt })
    .onConflictDoUpdate({
      target: walkInDuty.advisorId,
      set: {
        seenAt,
        isFree: said.isFree ?? isStill,
        ...(said.isTalking === undefined ? {} : { isTalking: said.isTalking }),
      },
    });
}

/** Whether they take people, as every page of theirs shows it. */
export async function isFreeNow(db: Pick<Db, 'select'>, advisorId: string, nowMs: number): Promise<boolean> {
  const [row] = await db.select().from(walkInDuty).where(eq(walkInDuty.advisorId, advisorId));
  return row?.isFree === true && nowMs - row.seenAt.getTime() < freeKeptMs;
}
