/** The advisors in the book: those who sign in, and the one in whose name programs act. */
import type { Role } from '@visavis/shared';
import { and, eq, sql } from 'drizzle-orm';
import type { Advisor, Context } from './context.ts';
import type { Db } from './database.ts';
import { dayOf } from './offers/zone-time.ts';
import { advisors } from './schema.ts';

/** Id of the advisor of the console and of programs. */
export const houseAdvisorId = 'house';

/** A name that is told holds as long as no lead has set another (decision 43). */
const named = (told: string) => ({
  toldName: told,
  name: sql`case when ${advisors.isNamedHere} then ${advisors.name} else ${told} end`,
});

/**
 * Writes the advisor down, or the name that the installation tells now. `isOnlyWayIn`: nobody could let them in again, so they
 * are active whatever was decided before.
 */
export async function ensureAdvisor(db: Db, advisor: Advisor, nowMs: number, isOnlyWayIn = false): Promise<void> {
  await db
    .insert(advisors)
    .values({ ...advisor, toldName: advisor.name, createdAt: new Date(nowMs) })
    .onConflictDoUpdate({
      target: advisors.id,
      set: { ...named(advisor.name), ...(isOnlyWayIn ? { isActive: true } : {}) },
    });
}

/** What a sign-in says of a person; `name` undefined where it tells none. */
export interface SignedInPerson {
  id: string;
  name: string | undefined;
  roles: readonly Role[];
}

/**
 * Notes name, roles and day of a sign-in, and answers the advisor as the book has them. Who comes for the first time with the role
 * `advisor` is written down; null for those who are not in the book. Of who is not active nothing is noted.
 */
export async function noteSignIn(
  { db, clock, calendar, settings }: Context,
  { id, name, roles }: SignedInPerson,
): Promise<(Advisor & { isActive: boolean }) | null> {
  const now = clock.now();
  if (roles.includes('advisor')) {
    await db
      .insert(advisors)
      .values({ id, name: name ?? settings.advisorName, createdAt: new Date(now) })
      .onConflictDoNothing();
  }
  const noted = {
    ...(name === undefined ? {} : named(name)),
    roles: [...roles],
    lastSignInOn: dayOf(now, calendar.timeZone),
  };
  const [active] = await db
    .update(advisors)
    .set(noted)
    .where(and(eq(advisors.id, id), eq(advisors.isActive, true)))
    .returning({ id: advisors.id, name: advisors.name });
  if (active !== undefined) return { ...active, isActive: true };
  const [row] = await db.select().from(advisors).where(eq(advisors.id, id));
  return row === undefined ? null : { id: row.id, name: row.name, isActive: row.isActive };
}

/** The advisor of this id as the book has them now; null when there is none. */
export async function readAdvisor(
  db: Pick<Db, 'select'>,
  id: string,
): Promise<(Advisor & { isActive: boolean }) | null> {
  const { name, isActive } = advisors;
  const [row] = await db.select({ id: advisors.id, name, isActive }).from(advisors).where(eq(advisors.id, id));
  return row ?? null;
}

/** The advisor's name as guests read it. @throws {Error} when there is no such advisor, which foreign keys forbid */
export async function advisorName(db: Pick<Db, 'select'>, id: string): Promise<string> {
  const row = await readAdvisor(db, id);
  if (row === null) throw new Error('an appointment without an advisor');
  return row.name;
}
