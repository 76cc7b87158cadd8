/** The sealed columns of a webhook: its address, and the secrets that sign for it. */
import type { Vault } from '../encryption.ts';
import type { webhooks } from '../schema-webhooks.ts';

type Row = typeof webhooks.$inferSelect;
type Column = 'url_enc' | 'secret_enc' | 'previous_secret_enc';

const place = (column: Column, id: string) => ({ table: 'webhooks', column, id });

/** Seals `text` for a column of webhook `id`. */
export const sealWebhook = (vault: Pick<Vault, 'seal'>, id: string, column: Column, text: string): string =>
  vault.seal(text, place(column, id));

/** @throws {SealBroken} */
export const openUrl = (vault: Pick<Vault, 'open'>, row: Row): string =>
  vault.open(row.urlEnc, place('url_enc', row.id));

/** @throws {SealBroken} */
export const openSecret = (vault: Pick<Vault, 'open'>, row: Row): string =>
  vault.open(row.secretEnc, place('secret_enc', row.id));

/** Those that sign at `nowMs`: the secret, and while it is still good the one before. @throws {SealBroken} */
export function openSecrets(vault: Pick<Vault, 'open'>, row: Row, nowMs: number): string[] {
  const { previousSecretEnc: previous, previousSecretUntil: until } = row;
  const isGood = previous !== null && until !== null && until.getTime() > nowMs;
  return [openSecret(vault, row), ...(isGood ? [vault.open(previous, place('previous_secret_enc', row.id))] : [])];
}
