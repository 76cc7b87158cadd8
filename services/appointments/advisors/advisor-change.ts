/** What a lead decides of one advisor: the name that guests read, and whether they may work; each with a line in the history. */
import { type AdvisorChange, type AdvisorEntry, VisavisError } from '@visavis/shared';
import { asc, eq } from 'drizzle-orm';
import type { Advisor, Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { noteChange } from '../rules/write-rules.ts';
import { advisors } from '../schema.ts';
import { sessions, signInTokens } from '../schema-sign-in.ts';
import { listAdvisors } from './advisor-list.ts';

type AdvisorRow = typeof advisors.$inferSelect;
type Columns = Partial<typeof advisors.$inferInsert>;

/** Without a name of the lead's the one that was told holds again. */
function nameColumns(row: AdvisorRow, name: string | null | undefined): Columns {
  if (name === undefined) return {};
  // Rows from before names were told apart know one name, which was told.
  const toldName = row.toldName ?? (row.isNamedHere ? null : row.name);
  return { name: name ?? toldName ?? row.name, isNamedHere: name !== null, toldName };
}

/** @throws {VisavisError} `forbidden` for one's own account, `conflict` for the last who is active */
function checkDeactivation(by: Advisor, row: AdvisorRow, all: readonly AdvisorRow[]): void {
  if (row.id === by.id) throw new VisavisError('forbidden', 'isActive: your own account');
  if (!all.some(({ id, isActive }) => isActive && id !== row.id)) {
    throw new VisavisError('conflict', 'isActive: the last active advisor');
  }
}

/** Whoever is signed in is so no longer, and no link that was given out signs in any more. */
async function endSessions(tx: Transaction, id: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.personId, id));
  await tx.delete(signInTokens).where(eq(signInTokens.advisorId, id));
}

/** What the history says: the deed, and the name it was done to. */
function linesOf(before: AdvisorRow, after: AdvisorRow) {
  const isRenamed = before.name !== after.name;
  return [
    ...(isRenamed ? [{ name: 'name', before: before.name, after: after.name }] : []),
    ...(before.isActive && !after.isActive ? [{ name: 'deactivated', before: null, after: after.name }] : []),
    ...(!before.isActive && after.isActive ? [{ name: 'activated', before: null, after: after.name }] : []),
  ];
}

/**
 * Answers `PATCH /api/v1/advisors/:id`. Who is deactivated is signed out at once and has no slots; a conversation that runs goes on,
 * since pods know nothing of sessions, and what lies ahead stays until it is passed on.
 * @throws {VisavisError} `not-found`, `forbidden` (one's own account), `conflict` (the last active advisor)
 */
export async function changeAdvisor(
  context: Context,
  by: Advisor,
  id: string,
  change: AdvisorChange,
): Promise<AdvisorEntry> {
  await context.db.transaction(async (tx) => {
    // All are held, so that two leads never deactivate the last two at once; bookings, which only refer to them, do not wait.
    const all = await tx.select().from(advisors).orderBy(asc(advisors.id)).for('no key update');
    const before = all.find((row) => row.id === id);
    if (before === undefined) throw new VisavisError('not-found', 'no such advisor');
    if (change.isActive === false && before.isActive) checkDeactivation(by, before, all);
    const columns = {
      ...nameColumns(before, change.name),
      ...(change.isActive === undefined ? {} : { isActive: change.isActive }),
    };
    if (Object.keys(columns).length === 0) return;
    const [after = before] = await tx.update(advisors).set(columns).where(eq(advisors.id, id)).returning();
    if (!after.isActive) await endSessions(tx, id);
    const lines = linesOf(before, after);
    if (lines.length > 0) await noteChange(tx, { by, what: 'advisors', lines, nowMs: context.clock.now() });
  });
  context.log.info('advisor changed');
  const entry = (await listAdvisors(context)).advisors.find((one) => one.id === id);
  if (entry === undefined) throw new VisavisError('not-found', 'no such advisor');
  return entry;
}
