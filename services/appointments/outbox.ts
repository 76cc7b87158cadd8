/** The door of the outbox: a mail is written down in the transaction that makes it necessary, and sent by `invitations/` later. */
import { randomBytes } from 'node:crypto';
import { eq, max, type SQL } from 'drizzle-orm';
import type { Transaction } from './database.ts';
import type { Vault } from './encryption.ts';
import type { InvitationFacts } from './invitations/facts.ts';
import type { RequestFacts } from './requests/request-facts.ts';
import { outbox } from './schema.ts';

/** Where the facts of one mail lie; whoever opens `payload_enc` names the same place. */
export const payloadPlace = (id: string) => ({ table: 'outbox', column: 'payload_enc', id });

/** Later than every other mail of the appointment or request, also within one millisecond: the latest tells what holds. */
async function momentAfterOthers(tx: Transaction, others: SQL, nowMs: number): Promise<Date> {
  const [row] = await tx
    .select({ latest: max(outbox.createdAt) })
    .from(outbox)
    .where(others);
  return new Date(Math.max(nowMs, (row?.latest?.getTime() ?? 0) + 1));
}

/**
 * Queues one mail, due at once. It exists exactly if the surrounding transaction is committed, which holds the
 * appointment's or the request's row if others may change it.
 */
export async function enqueue(
  tx: Transaction,
  vault: Vault,
  facts: InvitationFacts | RequestFacts,
  nowMs: number,
): Promise<void> {
  const isRequest = 'request' in facts;
  const others = isRequest ? eq(outbox.requestId, facts.request) : eq(outbox.appointmentId, facts.appointment);
  const id = randomBytes(16).toString('base64url');
  await tx.insert(outbox).values({
    id,
    ...(isRequest ? { requestId: facts.request } : { appointmentId: facts.appointment }),
    kind: facts.kind,
    language: facts.language,
    payloadEnc: vault.seal(JSON.stringify(facts), payloadPlace(id)),
    nextAttemptAt: new Date(nowMs),
    createdAt: await momentAfterOthers(tx, others, nowMs),
  });
}
