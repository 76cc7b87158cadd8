/** What of the advisors' time is taken already. */
import { and, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Db } from '../database.ts';
import { appointments } from '../schema.ts';
import type { Span } from './slots.ts';

/** By advisor, everything that overlaps `span`. */
export async function readTaken(
  db: Pick<Db, 'select'>,
  advisorIds: readonly string[],
  span: Span,
): Promise<Map<string, Span[]>> {
  const taken = new Map<string, Span[]>(advisorIds.map((id) => [id, []]));
  if (advisorIds.length === 0) return taken;
  const rows = await db
    .select({ advisorId: appointments.advisorId, startsAt: appointments.startsAt, endsAt: appointments.endsAt })
    .from(appointments)
    .where(
      and(
        inArray(appointments.advisorId, [...advisorIds]),
        eq(appointments.status, 'confirmed'),
        lt(appointments.startsAt, new Date(span.toMs)),
        gt(appointments.endsAt, new Date(span.fromMs)),
      ),
    );
  for (const row of rows) {
    taken.get(row.advisorId)?.push({ fromMs: row.startsAt.getTime(), toMs: row.endsAt.getTime() });
  }
  return taken;
}
