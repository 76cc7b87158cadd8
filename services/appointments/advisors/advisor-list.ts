/** The advisors of the organisation as a lead sees them: who they are, whether they work, and how much lies ahead of them. */
import type { AdvisorEntry, AdvisorList } from '@visavis/shared';
import { and, count, eq, gt, inArray } from 'drizzle-orm';
import { houseAdvisorId } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database.ts';
import { advisors, appointments, requests } from '../schema.ts';

type AdvisorRow = typeof advisors.$inferSelect;

/** Requests that still wait for somebody's answer. */
export const isOpenRequest = inArray(requests.phase, ['unconfirmed', 'requested', 'proposed']);

/** Confirmed and not begun. */
export const liesAhead = (nowMs: number) =>
  and(eq(appointments.status, 'confirmed'), gt(appointments.startsAt, new Date(nowMs)));

/** How much lies ahead of each, by id; who has nothing is missing. */
async function readLoad(db: Db, nowMs: number) {
  const ahead = await db
    .select({ id: appointments.advisorId, count: count() })
    .from(appointments)
    .where(liesAhead(nowMs))
    .groupBy(appointments.advisorId);
  const open = await db
    .select({ id: requests.advisorId, count: count() })
    .from(requests)
    .where(isOpenRequest)
    .groupBy(requests.advisorId);
  const byId = (rows: typeof ahead) => new Map(rows.map((row) => [row.id, row.count]));
  return { ahead: byId(ahead), open: byId(open) };
}

type Load = Awaited<ReturnType<typeof readLoad>>;

const entryOf = (row: AdvisorRow, load: Load): AdvisorEntry => ({
  id: row.id,
  name: row.name,
  toldName: row.isNamedHere ? row.toldName : null,
  signsInBy: row.id === houseAdvisorId ? 'house' : 'provider',
  roles: row.roles,
  isActive: row.isActive,
  appointmentsAhead: load.ahead.get(row.id) ?? 0,
  openRequests: load.open.get(row.id) ?? 0,
  lastSignInOn: row.lastSignInOn,
});

/** Answers `GET /api/v1/advisors`. */
export async function listAdvisors({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<AdvisorList> {
  const rows = await db.select().from(advisors);
  const load = await readLoad(db, clock.now());
  const entries = rows.map((row) => entryOf(row, load));
  return {
    advisors: entries.toSorted(
      (a, b) => Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name, 'de') || (a.id < b.id ? -1 : 1),
    ),
  };
}
