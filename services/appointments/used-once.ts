/** What may be used once and for a short time: the first who shows it is believed, on whichever instance. */
import { createHash } from 'node:crypto';
import type { Db } from './database.ts';
import { usedOnce } from './schema-sign-in.ts';

/** True for the first call with this `value` (kept as a digest until `untilMs`), false for every other. */
export async function isFirstUse(
  db: Pick<Db, 'insert'>,
  kind: string,
  value: string,
  untilMs: number,
): Promise<boolean> {
  const id = createHash('sha256').update(`${kind}:${value}`).digest('base64url');
  const rows = await db
    .insert(usedOnce)
    .values({ id, expiresAt: new Date(untilMs) })
    .onConflictDoNothing()
    .returning({ is: usedOnce.id });
  return rows.length === 1;
}
