/** The door of the outbox: a mail is written down in the transaction that makes it necessary, and sent by `invitations/` later. */
import { randomBytes } from 'node:crypto';
import type { Transaction } from './database.ts';
import type { Vault } from './encryption.ts';
import type { InvitationFacts } from './invitations/facts.ts';
import { outbox } from './schema.ts';

/** Where the facts of one mail lie; whoever opens `payload_enc` names the same place. */
export const payloadPlace = (id: string) => ({ table: 'outbox', column: 'payload_enc', id });

/** Queues one mail, due at once. It exists exactly if the surrounding transaction is committed. */
export async function enqueue(tx: Transaction, vault: Vault, facts: InvitationFacts, nowMs: number): Promise<void> {
  const id = randomBytes(16).toString('base64url');
  const now = new Date(nowMs);
  await tx.insert(outbox).values({
    id,
    appointmentId: facts.appointment,
    kind: facts.kind,
    language: facts.language,
    payloadEnc: vault.seal(JSON.stringify(facts), payloadPlace(id)),
    nextAttemptAt: now,
    createdAt: now,
  });
}
