/** Versions of the terms: drafts, when they hold, and how long a version that holds no more stays. */
import { type TermsEntry, TermsTexts, VisavisError, type WrittenTerms } from '@visavis/shared';
import { and, count, eq, inArray, isNotNull, lte } from 'drizzle-orm';
import * as v from 'valibot';
import type { Advisor, Context } from '../context.ts';
import type { Db, Transaction } from '../database.ts';
import { appointments, requests } from '../schema.ts';
import { companions } from '../schema-companions.ts';
import { termsVersions } from '../schema-rules.ts';
import { stateOf, versionInForce } from './terms-state.ts';
import { noteChange, raiseRevision } from './write-rules.ts';

type Reading = Pick<Db, 'select'>;
type Row = typeof termsVersions.$inferSelect;
const consenting = [appointments, requests, companions] as const;

/** How often each version was agreed to, of what is still in the book. */
async function consentsByVersion(db: Reading): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of consenting) {
    const rows = await db
      .select({ version: table.consentVersion, count: count() })
      .from(table)
      .where(isNotNull(table.consentVersion))
      .groupBy(table.consentVersion);
    for (const { version, count: more } of rows) {
      if (version !== null) counts.set(version, (counts.get(version) ?? 0) + Number(more));
    }
  }
  return counts;
}

const validFromMs = (row: Pick<Row, 'publishedAt' | 'validFrom'>): number | null =>
  row.publishedAt === null ? null : (row.validFrom?.getTime() ?? null);

function entryOf(context: Context, row: Row, consents: number): TermsEntry {
  const from = validFromMs(row);
  const state = stateOf(
    { version: row.version, validFromMs: from },
    context.settings.consentVersion,
    context.clock.now(),
  );
  return {
    version: row.version,
    state,
    validFrom: from === null ? null : new Date(from).toISOString(),
    isFile: false,
    consents,
  };
}

/** The version of the terms that came with the installation as files. */
const fileVersionOf = (context: Context): string => context.rules.installation.consentVersion;

/** Drafts first, then from the latest to the earliest; the terms of the installation last. */
export async function listTerms(context: Context): Promise<TermsEntry[]> {
  const fileVersion = fileVersionOf(context);
  const rows = await context.db.select().from(termsVersions);
  const counts = await consentsByVersion(context.db);
  const order = (row: Row) => validFromMs(row) ?? Number.POSITIVE_INFINITY;
  const written = rows
    .toSorted((a, b) => Math.sign(order(b) - order(a)) || (a.version < b.version ? 1 : -1))
    .map((row) => entryOf(context, row, counts.get(row.version) ?? 0));
  const isCurrent = context.settings.consentVersion === fileVersion;
  return [
    ...written,
    {
      version: fileVersion,
      state: isCurrent ? 'current' : 'former',
      validFrom: null,
      isFile: true,
      consents: counts.get(fileVersion) ?? 0,
    },
  ];
}

async function find(db: Reading, version: string): Promise<Row | null> {
  const [row] = await db.select().from(termsVersions).where(eq(termsVersions.version, version));
  return row ?? null;
}

/** @throws {VisavisError} `not-found` */
export async function showTerms(context: Context, version: string): Promise<WrittenTerms> {
  const row = await find(context.db, version);
  if (row === null) throw new VisavisError('not-found', 'no such version');
  const counts = await consentsByVersion(context.db);
  return { ...entryOf(context, row, counts.get(version) ?? 0), texts: v.parse(TermsTexts, row.texts) };
}

/** The texts of a version that was published, for anybody; null for drafts and for what is not there. */
export async function publishedTexts(db: Reading, version: string): Promise<TermsTexts | null> {
  const row = await find(db, version);
  return row === null || row.publishedAt === null ? null : v.parse(TermsTexts, row.texts);
}

/** The row of a version that nobody can have agreed to yet, held. @throws {VisavisError} `not-found`, `conflict` */
async function holdUnseen(context: Context, tx: Transaction, version: string): Promise<Row> {
  const [row] = await tx.select().from(termsVersions).where(eq(termsVersions.version, version)).for('update');
  if (row === undefined) throw new VisavisError('not-found', 'no such version');
  const from = validFromMs(row);
  if (from !== null && from <= context.clock.now()) throw new VisavisError('conflict', 'guests have seen this version');
  return row;
}

type Deed = 'draft' | 'publish' | 'withdraw';

async function note(context: Context, tx: Transaction, by: Advisor, version: string, deed: Deed, at: string | null) {
  const lines = [{ name: `${deed} ${version}`, before: null, after: at }];
  await noteChange(tx, { by, what: 'terms', lines, nowMs: context.clock.now() });
}

/**
 * Writes a draft, or another text of one.
 * @throws {VisavisError} `conflict` for a version that was published, or that the installation has
 */
export async function writeDraft(
  context: Context,
  { by, version, texts }: { by: Advisor; version: string; texts: TermsTexts },
): Promise<WrittenTerms> {
  if (version === fileVersionOf(context)) throw new VisavisError('conflict', 'this version came with the installation');
  await context.db.transaction(async (tx) => {
    const values = { version, texts, createdAt: new Date(context.clock.now()) };
    await tx
      .insert(termsVersions)
      .values({ ...values, validFrom: null, publishedAt: null })
      .onConflictDoNothing();
    const row = await holdUnseen(context, tx, version);
    if (row.publishedAt !== null) throw new VisavisError('conflict', 'published already');
    await tx.update(termsVersions).set({ texts }).where(eq(termsVersions.version, version));
    await note(context, tx, by, version, 'draft', null);
  });
  return showTerms(context, version);
}

/**
 * From `fromMs` on, or at once when that has passed, guests agree to this version.
 * @throws {VisavisError} `bad-request` without a text in each language of the organisation; `conflict` when published; `not-found`
 */
export async function publishTerms(
  context: Context,
  { by, version, fromMs }: { by: Advisor; version: string; fromMs: number },
): Promise<WrittenTerms> {
  const nowMs = context.clock.now();
  const validFrom = new Date(Math.max(fromMs, nowMs));
  await context.db.transaction(async (tx) => {
    await raiseRevision(tx);
    const row = await holdUnseen(context, tx, version);
    if (row.publishedAt !== null) throw new VisavisError('conflict', 'published already');
    const texts = v.parse(TermsTexts, row.texts);
    const missing = context.settings.organisation.languages.filter((language) => texts[language].trim() === '');
    if (missing.length > 0)
      throw new VisavisError('bad-request', missing.map((one) => `texts.${one}: missing`).join('; '));
    const set = { validFrom, publishedAt: new Date(nowMs) };
    await tx.update(termsVersions).set(set).where(eq(termsVersions.version, version));
    await note(context, tx, by, version, 'publish', validFrom.toISOString());
  });
  context.log.info('terms published');
  await context.rules.fresh();
  return showTerms(context, version);
}

/** Takes back a draft, or a version whose day has not come. @throws {VisavisError} `conflict`, `not-found` */
export async function withdrawTerms(context: Context, by: Advisor, version: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    await raiseRevision(tx);
    await holdUnseen(context, tx, version);
    await tx.delete(termsVersions).where(eq(termsVersions.version, version));
    await note(context, tx, by, version, 'withdraw', null);
  });
  await context.rules.fresh();
}

/** Who was shown a version just before it ended may be agreeing to it at this moment. */
const settledMs = 24 * 3_600_000;

/** For retention: versions that hold no more, and that nobody in the book has agreed to. Answers how many are gone. */
export async function forgetTerms(tx: Transaction, nowMs: number): Promise<number> {
  const thenMs = nowMs - settledMs;
  const begun = and(isNotNull(termsVersions.publishedAt), lte(termsVersions.validFrom, new Date(thenMs)));
  const rows = await tx.select().from(termsVersions).where(begun);
  const published = rows.map(({ version, validFrom }) => ({ version, validFromMs: validFrom?.getTime() ?? 0 }));
  const inForce = versionInForce(published, thenMs);
  const kept = new Set([...(await consentsByVersion(tx)).keys(), ...(inForce === null ? [] : [inForce])]);
  const gone = published.flatMap(({ version }) => (kept.has(version) ? [] : [version]));
  if (gone.length > 0) await tx.delete(termsVersions).where(inArray(termsVersions.version, gone));
  return gone.length;
}
