/** How many letters of guests nobody has read, for lists of appointments and requests. */
import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../database.ts';
import { letters } from '../schema-letters.ts';

/** By appointment or by request; those without an unread letter are missing from the answer. */
export async function unreadBy(
  db: Pick<Db, 'select'>,
  owner: 'appointmentId' | 'requestId',
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const column = letters[owner];
  const rows = await db
    .select({ id: column, unread: count() })
    .from(letters)
    .where(and(inArray(column, [...ids]), eq(letters.from, 'guest'), isNull(letters.readAt)))
    .groupBy(column);
  return new Map(rows.map(({ id, unread }) => [id ?? '', unread]));
}
