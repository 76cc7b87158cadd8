/** Finds what belongs to an e-mail address by a keyed digest of it, so that nobody who reads the tables can try addresses. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { Transaction } from './database.ts';
import { lengthPrefixed, type Vault } from './encryption.ts';
import { appointmentMailKeys, requestMailKeys } from './schema-mail-keys.ts';

const digest = (key: KeyObject, email: string): string =>
  createHmac('sha256', key).update(lengthPrefixed('mail', email.trim().toLowerCase())).digest('base64url');

/** By every key of the vault, the present one first: what was written before `DATA_KEY` changed is found too. */
export const mailKeysOf = (vault: Vault, email: string): string[] =>
  vault.derive('mail-keys').map((key) => digest(key, email));

/** Remembers whose an appointment is, also when the address was corrected. */
export async function keepAppointmentMail(
  tx: Pick<Transaction, 'insert'>,
  vault: Vault,
  appointmentId: string,
  email: string,
): Promise<void> {
  const [key = ''] = mailKeysOf(vault, email);
  await tx
    .insert(appointmentMailKeys)
    .values({ appointmentId, key })
    .onConflictDoUpdate({ target: appointmentMailKeys.appointmentId, set: { key } });
}

/** The row that tells whose a request is. */
export function requestMailKey(vault: Vault, requestId: string, email: string): { requestId: string; key: string } {
  const [key = ''] = mailKeysOf(vault, email);
  return { requestId, key };
}

/** The same for a request. */
export async function keepRequestMail(
  tx: Pick<Transaction, 'insert'>,
  vault: Vault,
  requestId: string,
  email: string,
): Promise<void> {
  const [key = ''] = mailKeysOf(vault, email);
  await tx
    .insert(requestMailKeys)
    .values({ requestId, key })
    .onConflictDoUpdate({ target: requestMailKeys.requestId, set: { key } });
}
