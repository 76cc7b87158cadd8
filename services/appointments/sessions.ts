/** Sessions of signed-in people: a random cookie whose digest is stored, an end from the last use, and a last end of all. */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@visavis/runtime';
import type { Role } from '@visavis/shared';
import { and, eq, gt, isNull, or, type SQL } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { Vault } from './encryption.ts';
import type { Asker } from './roles.ts';
import { advisors } from './schema.ts';
import { sessions } from './schema-sign-in.ts';
import type { SessionLives } from './settings.ts';

/** What is known of a sign-in at the organisation's provider. `subject` and `session` are digests. */
export interface ProviderSignIn {
  subject: string;
  session: string | null;
  /** Shown to the provider when the person signs out. */
  idToken: string;
}

export interface Sessions {
  /** The cookie's value, 32 random bytes. Who has the role `advisor` must be in the book. */
  start(person: Asker, provider?: ProviderSignIn): Promise<string>;
  /** Who is signed in with it; null when nobody is. `isUse` puts off the end: what a page asks by itself does not. */
  read(cookie: string | undefined, isUse: boolean): Promise<Asker | null>;
  /** Ends one; answers the provider's ID token, if the session came from there. */
  end(cookie: string | undefined): Promise<{ idToken: string | null }>;
  /** Ends those of a provider's session or person (digests); answers how many. With both, both must fit where both are known. */
  endOfProvider(
    which: { subject?: string | undefined; session?: string | undefined },
    tx?: Pick<Db, 'delete'>,
  ): Promise<number>;
  /** Ends all that began with a link of the console. */
  endOfConsole(): Promise<void>;
}

const digest = (cookie: string) => createHash('sha256').update(cookie).digest('base64url');
const place = (id: string) => ({ table: 'sessions', column: 'id_token_enc', id });
/** How old a session's last extension must be before it is written again: not one write a request. */
const extendAfter = (lifeMs: number) => Math.min(5 * 60_000, lifeMs / 6);

const shown = {
  id: sessions.personId,
  advisorId: sessions.advisorId,
  isActive: advisors.isActive,
  advisorName: advisors.name,
  name: sessions.name,
  roles: sessions.roles,
  expiresAt: sessions.expiresAt,
  endsAt: sessions.endsAt,
};

/** Ends one session; its ID token opens only with its own digest. */
async function endOne(db: Db, vault: Vault, cookie: string | undefined): Promise<{ idToken: string | null }> {
  if (cookie === undefined) return { idToken: null };
  const sha256 = digest(cookie);
  const [row] = await db.delete(sessions).where(eq(sessions.sha256, sha256)).returning({ sealed: sessions.idTokenEnc });
  const sealed = row?.sealed ?? null;
  return { idToken: sealed === null ? null : vault.open(sealed, place(sha256)) };
}

/** None is named, none is ended. */
async function endOfProvider(db: Pick<Db, 'delete'>, subject: string | undefined, session: string | undefined) {
  if (subject === undefined && session === undefined) return 0;
  // Providers may name the session here and not in the ID token: then it is any of the person's that has no name.
  const isNamed = session === undefined ? undefined : eq(sessions.providerSession, session);
  const fits =
    subject === undefined
      ? isNamed
      : and(eq(sessions.subject, subject), isNamed && or(isNamed, isNull(sessions.providerSession)));
  return (await db.delete(sessions).where(fits).returning({ is: sessions.sha256 })).length;
}

/** From the console `lives.consoleMs` after the last use; from a provider `idleMs` after it, `longestMs` after the sign-in at the latest. */
export function createSessions(db: Db, vault: Vault, clock: Clock, lives: SessionLives): Sessions {
  const expiry = (now: number, endsAt: Date | null): Date =>
    new Date(endsAt === null ? now + lives.consoleMs : Math.min(now + lives.idleMs, endsAt.getTime()));
  const extend = async (isIt: SQL | undefined, row: { expiresAt: Date; endsAt: Date | null }) => {
    const next = expiry(clock.now(), row.endsAt);
    const life = row.endsAt === null ? lives.consoleMs : lives.idleMs;
    if (next.getTime() - row.expiresAt.getTime() < extendAfter(life)) return;
    await db.update(sessions).set({ expiresAt: next }).where(isIt);
  };
  return {
    async start(person, provider) {
      const cookie = randomBytes(32).toString('base64url');
      const sha256 = digest(cookie);
      const now = clock.now();
      const endsAt = provider === undefined ? null : new Date(now + lives.longestMs);
      await db.insert(sessions).values({
        sha256,
        personId: person.id,
        advisorId: person.roles.includes('advisor') ? person.id : null,
        name: person.name,
        roles: [...person.roles],
        createdAt: new Date(now),
        expiresAt: expiry(now, endsAt),
        endsAt,
        subject: provider?.subject ?? null,
        providerSession: provider?.session ?? null,
        idTokenEnc: provider === undefined ? null : vault.seal(provider.idToken, place(sha256)),
      });
      return cookie;
    },
    async read(cookie, isUse) {
      if (cookie === undefined) return null;
      const isIt = and(eq(sessions.sha256, digest(cookie)), gt(sessions.expiresAt, new Date(clock.now())));
      const joined = db.select(shown).from(sessions).leftJoin(advisors, eq(advisors.id, sessions.personId));
      const [row] = await joined.where(isIt);
      if (row === undefined || row.isActive === false) return null;
      if (isUse) await extend(isIt, row);
      const roles: Role[] = row.advisorId === null ? row.roles.filter((role) => role !== 'advisor') : row.roles;
      return { id: row.id, name: row.advisorName ?? row.name, roles };
    },
    end: (cookie) => endOne(db, vault, cookie),
    endOfProvider: ({ subject, session }, tx = db) => endOfProvider(tx, subject, session),
    async endOfConsole() {
      await db.delete(sessions).where(isNull(sessions.endsAt));
    },
  };
}
