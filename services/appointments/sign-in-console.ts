/** Sign-in by a one-time link that the operator's console shows: nothing to set up, nothing to remember. */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@visavis/runtime';
import { and, eq, gt } from 'drizzle-orm';
import type { Advisor } from './context.ts';
import type { Db } from './database.ts';
import { advisors } from './schema.ts';
import { signInTokens } from './schema-sign-in.ts';
import type { SignIn } from './sign-in.ts';

/** How long a link works. */
export const signInLinkLifeMs = 15 * 60_000;

export interface ConsoleSignIn extends SignIn {
  /** `PUBLIC_URL/#sign-in=<43 characters>`: works once, for 15 minutes. The token is in the fragment and in no log. */
  createSignInLink(): Promise<string>;
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Links sign in `advisor`, who must be in the book. */
export function createConsoleSignIn(db: Db, clock: Clock, advisor: Advisor, publicUrl: string): ConsoleSignIn {
  return {
    async createSignInLink() {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(clock.now() + signInLinkLifeMs);
      await db.insert(signInTokens).values({ sha256: digest(token), advisorId: advisor.id, expiresAt });
      return `${publicUrl}/#sign-in=${token}`;
    },
    async redeem(token) {
      const [used] = await db
        .delete(signInTokens)
        .where(and(eq(signInTokens.sha256, digest(token)), gt(signInTokens.expiresAt, new Date(clock.now()))))
        .returning({ advisorId: signInTokens.advisorId });
      if (used === undefined) return null;
      const [row] = await db.select().from(advisors).where(eq(advisors.id, used.advisorId));
      return row === undefined ? null : { id: row.id, name: row.name };
    },
  };
}
