/** Writes the rules down: one change at a time, each with a line of who changed what. */
import { randomBytes } from 'node:crypto';
import { HouseChange, type HouseTexts, type OwnSettings, VisavisError } from '@visavis/shared';
import { desc, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Advisor } from '../context.ts';
import type { Db, Transaction } from '../database.ts';
import { houseChanges, houseRules } from '../schema-rules.ts';
import { type LivingRules, readRules, rulesRowId, type WrittenRules } from './living-rules.ts';
import { beyondInstallation } from './own-settings.ts';

type Line = HouseChange['changes'][number];

const shownAtMost = 100;

/** A name for a change that goes on through several transactions. */
export const newChangeId = (): string => randomBytes(16).toString('base64url');

/** Remembers a change. With the `id` of one that is remembered already, `lines` stand in the place of its lines. */
export async function noteChange(
  tx: Transaction,
  change: { by: Advisor; what: HouseChange['what']; lines: readonly Line[]; nowMs: number; id?: string },
): Promise<void> {
  await tx
    .insert(houseChanges)
    .values({
      id: change.id ?? newChangeId(),
      changedAt: new Date(change.nowMs),
      personId: change.by.id,
      personName: change.by.name,
      what: change.what,
      changes: change.lines,
    })
    .onConflictDoUpdate({ target: houseChanges.id, set: { changes: change.lines } });
}

/** The row, held until the transaction ends, so that changes come one after the other. */
async function hold(tx: Transaction): Promise<WrittenRules> {
  await tx
    .insert(houseRules)
    .values({ id: rulesRowId, revision: 0, settings: {}, texts: { welcome: {} } })
    .onConflictDoNothing();
  await tx.select({ is: houseRules.id }).from(houseRules).where(eq(houseRules.id, rulesRowId)).for('update');
  return readRules(tx);
}

/** Tells every instance to read again; held until the transaction ends. */
export async function raiseRevision(tx: Transaction): Promise<void> {
  await hold(tx);
  await tx
    .update(houseRules)
    .set({ revision: sql`${houseRules.revision} + 1` })
    .where(eq(houseRules.id, rulesRowId));
}

const told = (value: unknown): string | null =>
  value === undefined ? null : Array.isArray(value) ? value.join(', ') : String(value);

/** Every name whose value is another now. */
export function differences(before: Record<string, unknown>, after: Record<string, unknown>): Line[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((name) => ({ name, before: told(before[name]), after: told(after[name]) }))
    .filter((line) => line.before !== line.after);
}

interface Change {
  what: 'settings' | 'texts';
  by: Advisor;
  revision: number;
  nowMs: number;
  own?: OwnSettings;
  texts?: HouseTexts;
}

/**
 * Replaces settings or texts, and answers what is written then. Nothing is noted where nothing changed.
 * @throws {VisavisError} `conflict` when somebody was faster than `revision`
 */
async function replace(db: Db, change: Change): Promise<WrittenRules> {
  return db.transaction(async (tx) => {
    const before = await hold(tx);
    if (before.revision !== change.revision) throw new VisavisError('conflict', 'somebody else was faster');
    const after = {
      revision: before.revision + 1,
      own: change.own ?? before.own,
      texts: change.texts ?? before.texts,
    };
    const lines =
      change.what === 'settings'
        ? differences(before.own, after.own)
        : differences(before.texts.welcome, after.texts.welcome);
    if (lines.length === 0) return before;
    const row = { revision: after.revision, settings: after.own, texts: after.texts };
    await tx.update(houseRules).set(row).where(eq(houseRules.id, rulesRowId));
    await noteChange(tx, { by: change.by, what: change.what, lines, nowMs: change.nowMs });
    return after;
  });
}

/** @throws {VisavisError} `bad-request` beyond what the installation allows; `conflict` */
export function writeSettings(
  db: Db,
  rules: LivingRules,
  change: { by: Advisor; revision: number; own: OwnSettings; nowMs: number },
): Promise<WrittenRules> {
  const beyond = beyondInstallation(rules.installation, change.own);
  if (beyond.length > 0) throw new VisavisError('bad-request', beyond.map((name) => `own.${name}: beyond`).join('; '));
  return replace(db, { ...change, what: 'settings' });
}

/** @throws {VisavisError} `conflict` */
export const writeTexts = (
  db: Db,
  change: { by: Advisor; revision: number; texts: HouseTexts; nowMs: number },
): Promise<WrittenRules> => replace(db, { ...change, what: 'texts' });

/** The latest first. */
export async function readChanges(db: Db): Promise<HouseChange[]> {
  const rows = await db.select().from(houseChanges).orderBy(desc(houseChanges.changedAt)).limit(shownAtMost);
  return rows.map(({ changedAt, personName, what, changes }) => ({
    at: changedAt.toISOString(),
    by: personName,
    what,
    changes: v.parse(HouseChange.entries.changes, changes),
  }));
}
