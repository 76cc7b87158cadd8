/** What of the advisors' time is taken already: by appointments, and by requests with the buffers around them. */
import { and, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Db } from '../database.ts';
import { appointments, requests } from '../schema.ts';
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
  const held = await db
    .select({ advisorId: requests.advisorId, startsAt: requests.takenFrom, endsAt: requests.takenTo })
    .from(requests)
    .where(
      and(
        inArray(requests.advisorId, [...advisorIds]),
        lt(requests.takenFrom, new Date(span.toMs)),
        gt(requests.takenTo, new Date(span.fromMs)),
      ),
    );
  for (const { advisorId, startsAt, endsAt } of [...rows, ...held]) {
    if (startsAt && endsAt) taken.get(advisorId)?.push({ fromMs: startsAt.getTime(), toMs: endsAt.getTime() });
  }
  return taken;
}
