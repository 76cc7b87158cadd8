/** Sessions of signed-in advisors: a random cookie whose digest is stored, 12 hours from the last use. */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@visavis/runtime';
import { and, eq, gt } from 'drizzle-orm';
import type { Advisor } from './context.ts';
import type { Db } from './database.ts';
import { advisors, sessions } from './schema.ts';

export const sessionCookie = 'visavis_session';
export const sessionLifeMs = 12 * 3_600_000;
/** How old a session's last extension must be before it is written again: not one write a request. */
const extendAfterMs = 5 * 60_000;

export interface Sessions {
  /** The cookie's value, 32 random bytes. */
  start(advisor: Advisor): Promise<string>;
  /** Who is signed in with it, and extends it; null when nobody is. */
  read(cookie: string | undefined): Promise<Advisor | null>;
  end(cookie: string | undefined): Promise<void>;
}

const digest = (cookie: string) => createHash('sha256').update(cookie).digest('base64url');

export function createSessions(db: Db, clock: Clock): Sessions {
  return {
    async start(advisor) {
      const cookie = randomBytes(32).toString('base64url');
      const now = clock.now();
      await db.insert(sessions).values({
        sha256: digest(cookie),
        advisorId: advisor.id,
        createdAt: new Date(now),
        expiresAt: new Date(now + sessionLifeMs),
      });
      return cookie;
    },
    async read(cookie) {
      if (cookie === undefined) return null;
      const now = clock.now();
      const isIt = and(eq(sessions.sha256, digest(cookie)), gt(sessions.expiresAt, new Date(now)));
      const [row] = await db
        .select({ id: advisors.id, name: advisors.name, expiresAt: sessions.expiresAt })
        .from(sessions)
        .innerJoin(advisors, eq(advisors.id, sessions.advisorId))
        .where(isIt);
      if (row === undefined) return null;
      if (row.expiresAt.getTime() < now + sessionLifeMs - extendAfterMs) {
        await db
          .update(sessions)
          .set({ expiresAt: new Date(now + sessionLifeMs) })
          .where(isIt);
      }
      return { id: row.id, name: row.name };
    },
    async end(cookie) {
      if (cookie !== undefined) await db.delete(sessions).where(eq(sessions.sha256, digest(cookie)));
    },
  };
}
