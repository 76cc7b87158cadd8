/** The door of the outbox: a mail is written down in the transaction that makes it necessary, and sent by `invitations/` later. */
import { randomBytes } from 'node:crypto';
import { eq, max, type SQL } from 'drizzle-orm';
import type { CompanionFacts } from './companions/companion-facts.ts';
import type { Transaction } from './database.ts';
import type { Vault } from './encryption.ts';
import type { InvitationFacts } from './invitations/facts.ts';
import type { LetterFacts } from './letters/letter-facts.ts';
import type { RequestFacts } from './requests/request-facts.ts';
import { outbox } from './schema-mails.ts';

/** Where the facts of one mail lie; whoever opens `payload_enc` names the same place. */
export const payloadPlace = (id: string) => ({ table: 'outbox', column: 'payload_enc', id });

type MailFacts = InvitationFacts | RequestFacts | CompanionFacts | LetterFacts;

/** Whose mail it is: of exactly one of them. */
function ownerOf(facts: MailFacts): { column: 'appointmentId' | 'requestId' | 'companionId' | 'letterId'; id: string } {
  if ('request' in facts) return { column: 'requestId', id: facts.request };
  if ('letter' in facts) return { column: 'letterId', id: facts.letter };
  if ('companion' in facts) return { column: 'companionId', id: facts.companion };
  return { column: 'appointmentId', id: facts.appointment };
}

/** Later than every other mail of the same owner, also within one millisecond: the latest tells what holds. */
async function momentAfterOthers(tx: Transaction, others: SQL, nowMs: number): Promise<Date> {
  const [row] = await tx
    .select({ latest: max(outbox.createdAt) })
    .from(outbox)
    .where(others);
  return new Date(Math.max(nowMs, (row?.latest?.getTime() ?? 0) + 1));
}

/** A mail that is due at once, and the first of its owner. */
export function mailRow(vault: Vault, facts: MailFacts, nowMs: number) {
  const owner = ownerOf(facts);
  const id = randomBytes(16).toString('base64url');
  return {
    id,
    [owner.column]: owner.id,
    kind: facts.kind,
    language: facts.language,
    payloadEnc: vault.seal(JSON.stringify(facts), payloadPlace(id)),
    nextAttemptAt: new Date(nowMs),
    createdAt: new Date(nowMs),
  };
}

/**
 * Queues one mail, due at once. It exists exactly if the surrounding transaction is committed, which holds the
 * row of the appointment if others may change it.
 */
export async function enqueue(tx: Transaction, vault: Vault, facts: MailFacts, nowMs: number): Promise<void> {
  const owner = ownerOf(facts);
  const createdAt = await momentAfterOthers(tx, eq(outbox[owner.column], owner.id), nowMs);
  await tx.insert(outbox).values({ ...mailRow(vault, facts, nowMs), createdAt });
}
