/** A stored companion: how the row is found, and what its sealed columns hold. */
import { type Companion, DialInCode, type ExpectedCompanion, LinkSecret } from '@visavis/shared';
import { desc, eq, inArray } from 'drizzle-orm';
import * as v from 'valibot';
import type { Db } from '../database.ts';
import type { Vault } from '../encryption.ts';
import { companions } from '../schema-companions.ts';
import { outbox } from '../schema-mails.ts';

export type CompanionRow = typeof companions.$inferSelect;
type Column = 'name_enc' | 'email_enc' | 'code_enc' | 'link_secret_enc';
type Reader = Pick<Db, 'select' | 'selectDistinctOn'>;

const place = (column: Column, id: string) => ({ table: 'companions', column, id });

/** Seals `text` for a column of companion `id`; null stays null. */
export function sealCompanion<T extends string | null>(
  vault: Vault,
  id: string,
  column: Column,
  text: T,
): T extends string ? string : string | null;
export function sealCompanion(vault: Vault, id: string, column: Column, text: string | null): string | null {
  return text === null ? null : vault.seal(text, place(column, id));
}

const open = (vault: Vault, id: string, column: Column, sealed: string | null): string | null =>
  sealed === null ? null : vault.open(sealed, place(column, id));

/** What the row says in plain words, for the appointment's advisor. @throws {SealBroken} */
export function openCompanion(vault: Vault, row: CompanionRow) {
  const secret = open(vault, row.id, 'link_secret_enc', row.linkSecretEnc);
  const code = open(vault, row.id, 'code_enc', row.codeEnc);
  return {
    name: vault.open(row.nameEnc, place('name_enc', row.id)),
    email: open(vault, row.id, 'email_enc', row.emailEnc),
    linkSecret: secret === null ? null : v.parse(LinkSecret, secret),
    code: code === null ? null : v.parse(DialInCode, code),
  };
}

/** Under which name attempts, codes and devices of this link are kept: those of one link are worth nothing for another. */
export const companionHolder = (id: string): string => `companion:${id}`;

/** The companion of an appointment, or null. */
export async function companionRow(db: Pick<Db, 'select'>, appointment: string): Promise<CompanionRow | null> {
  const [row] = await db.select().from(companions).where(eq(companions.appointmentId, appointment));
  return row ?? null;
}

/** Whom the advisor's page expects. @throws {SealBroken} */
export async function expectedCompanion(
  db: Pick<Db, 'select'>,
  vault: Vault,
  appointment: string,
): Promise<ExpectedCompanion | undefined> {
  const row = await companionRow(db, appointment);
  if (row === null) return undefined;
  const { name, linkSecret } = openCompanion(vault, row);
  return { name, kind: row.kind, linkSecret };
}

/** How a row looks to the advisor. @throws {SealBroken} */
export function companionView(vault: Vault, row: CompanionRow, mailStatus: Companion['mailStatus']): Companion {
  const { name, email } = openCompanion(vault, row);
  return {
    name,
    kind: row.kind,
    language: row.language,
    email,
    linkSecret: row.linkSecretMode,
    mailStatus,
    invitedAt: row.createdAt.toISOString(),
    admittedAt: row.admittedAt?.toISOString() ?? null,
  };
}

async function mailStatusesOf(db: Reader, ids: string[]): Promise<Map<string | null, Companion['mailStatus']>> {
  const rows = await db
    .selectDistinctOn([outbox.companionId], {
      id: outbox.companionId,
      sentAt: outbox.sentAt,
      failedAt: outbox.failedAt,
    })
    .from(outbox)
    .where(inArray(outbox.companionId, ids))
    .orderBy(outbox.companionId, desc(outbox.createdAt));
  return new Map(rows.map((row) => [row.id, row.sentAt ? 'sent' : row.failedAt ? 'failed' : 'queued']));
}

/** The companions of appointments, as their advisor sees them. @throws {SealBroken} */
export async function companionViews(
  db: Reader,
  vault: Vault,
  appointments: string[],
): Promise<Map<string, Companion>> {
  if (appointments.length === 0) return new Map();
  const rows = await db.select().from(companions).where(inArray(companions.appointmentId, appointments));
  if (rows.length === 0) return new Map();
  const statuses = await mailStatusesOf(
    db,
    rows.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.appointmentId, companionView(vault, row, statuses.get(row.id) ?? 'none')]));
}
