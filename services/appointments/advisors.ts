/** The advisors in the book: those who sign in, and the one in whose name programs act. */
import { eq } from 'drizzle-orm';
import type { Advisor } from './context.ts';
import type { Db } from './database.ts';
import { advisors } from './schema.ts';

/** Id of the advisor of the console and of programs. */
export const houseAdvisorId = 'house';

/** Writes the advisor down, or the new name of one who is there. */
export async function ensureAdvisor(db: Db, advisor: Advisor, nowMs: number): Promise<void> {
  await db
    .insert(advisors)
    .values({ ...advisor, createdAt: new Date(nowMs) })
    .onConflictDoUpdate({ target: advisors.id, set: { name: advisor.name } });
}

/** The advisor of this id as the book has them, written down under `advisor.name` when they come for the first time. */
export async function findOrAddAdvisor(
  db: Db,
  advisor: Advisor,
  nowMs: number,
): Promise<Advisor & { isActive: boolean }> {
  await db
    .insert(advisors)
    .values({ ...advisor, createdAt: new Date(nowMs) })
    .onConflictDoNothing();
  const [row] = await db.select().from(advisors).where(eq(advisors.id, advisor.id));
  return row ?? { ...advisor, isActive: true };
}

/** The advisor's name as guests read it. @throws {Error} when there is no such advisor, which foreign keys forbid */
export async function advisorName(db: Pick<Db, 'select'>, id: string): Promise<string> {
  const [row] = await db.select({ name: advisors.name }).from(advisors).where(eq(advisors.id, id));
  if (row === undefined) throw new Error('an appointment without an advisor');
  return row.name;
}
