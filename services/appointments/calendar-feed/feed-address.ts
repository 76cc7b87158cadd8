/** Keeps the secret addresses of calendar feeds: one an advisor, told once, stored as a digest, renewed and withdrawn at will. */
import { createHash, randomBytes } from 'node:crypto';
import type { CalendarFeed, Language } from '@visavis/shared';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Advisor } from '../context.ts';
import type { Db, Transaction } from '../database.ts';
import { advisors } from '../schema.ts';
import { calendarFeeds } from '../schema-calendar-feeds.ts';

const day = 24 * 3_600_000;
/** Milliseconds after which an address that no calendar asks at is deleted. */
export const feedUnusedMs = 90 * day;

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Makes an address's secret, 32 random bytes as base64url. The one before, if any, opens nothing from now on. */
export async function makeFeed(db: Db, advisor: Advisor, language: Language, nowMs: number): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const made = { sha256: digest(secret), language, createdAt: new Date(nowMs), askedAt: null };
  await db
    .insert(calendarFeeds)
    .values({ advisorId: advisor.id, ...made })
    .onConflictDoUpdate({ target: calendarFeeds.advisorId, set: made });
  return secret;
}

/** Whether there is one, without what opens it. */
export async function showFeed(db: Db, advisor: Advisor): Promise<CalendarFeed> {
  const [row] = await db.select().from(calendarFeeds).where(eq(calendarFeeds.advisorId, advisor.id));
  if (row === undefined) return { feed: null };
  return { feed: { since: row.createdAt.toISOString(), lastAskedAt: row.askedAt?.toISOString() ?? null } };
}

/** There need not be one. */
export async function withdrawFeed(db: Db, advisor: Advisor): Promise<void> {
  await db.delete(calendarFeeds).where(eq(calendarFeeds.advisorId, advisor.id));
}

/** Whose feed it is; null for a secret that opens nothing, and for advisors who are out of the book. Notes the use, once a day. */
export async function openFeed(
  db: Db,
  secret: string,
  nowMs: number,
): Promise<{ advisorId: string; language: Language } | null> {
  const isIt = eq(calendarFeeds.sha256, digest(secret));
  const [row] = await db
    .select({ advisorId: calendarFeeds.advisorId, language: calendarFeeds.language, askedAt: calendarFeeds.askedAt })
    .from(calendarFeeds)
    .innerJoin(advisors, eq(advisors.id, calendarFeeds.advisorId))
    .where(and(isIt, eq(advisors.isActive, true)));
  if (row === undefined) return null;
  const { askedAt, ...feed } = row;
  if (askedAt === null || nowMs - askedAt.getTime() >= day) {
    const notedBefore = or(isNull(calendarFeeds.askedAt), lte(calendarFeeds.askedAt, new Date(nowMs - day)));
    await db
      .update(calendarFeeds)
      .set({ askedAt: new Date(nowMs) })
      .where(and(isIt, notedBefore));
  }
  return feed;
}

/** Addresses at which nobody has asked for {@link feedUnusedMs}; answers how many there were. */
export async function deleteUnusedFeeds(tx: Transaction, nowMs: number): Promise<number> {
  const lastUse = sql`coalesce(${calendarFeeds.askedAt}, ${calendarFeeds.createdAt})`;
  const rows = await tx
    .delete(calendarFeeds)
    .where(sql`${lastUse} <= ${new Date(nowMs - feedUnusedMs).toISOString()}::timestamptz`)
    .returning({ is: calendarFeeds.advisorId });
  return rows.length;
}
