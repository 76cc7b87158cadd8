/** The encrypted columns of an appointment: what is personal or opens the line is sealed on the way in and opened on the way out. */
import { DialInCode, LinkSecret } from '@visavis/shared';
import * as v from 'valibot';
import type { Vault } from './encryption.ts';
import type { appointments } from './schema.ts';

type Row = typeof appointments.$inferSelect;
type Column = 'guest_name_enc' | 'email_enc' | 'phone_enc' | 'subject_enc' | 'code_enc' | 'link_secret_enc';

/** The same place for sealing and opening. */
const place = (column: Column, id: string) => ({ table: 'appointments', column, id });

/** Seals `text` for a column of appointment `id`; null stays null. */
export function sealFor<T extends string | null>(
  vault: Vault,
  id: string,
  column: Column,
  text: T,
): T extends string ? string : string | null;
export function sealFor(vault: Vault, id: string, column: Column, text: string | null): string | null {
  return text === null ? null : vault.seal(text, place(column, id));
}

function open(vault: Vault, id: string, column: Column, sealed: string | null): string | null {
  return sealed === null ? null : vault.open(sealed, place(column, id));
}

/** The guest's name. @throws {SealBroken} */
export const openName = (vault: Vault, row: Pick<Row, 'id' | 'guestNameEnc'>): string =>
  vault.open(row.guestNameEnc, place('guest_name_enc', row.id));

/** Name, e-mail, telephone and subject, for the appointment's advisor only. @throws {SealBroken} */
export function openContact(vault: Vault, row: Row) {
  return {
    name: openName(vault, row),
    email: open(vault, row.id, 'email_enc', row.emailEnc),
    phone: open(vault, row.id, 'phone_enc', row.phoneEnc),
    subject: open(vault, row.id, 'subject_enc', row.subjectEnc),
  };
}

/** `k`, or null: the advisor's browser made it, or the appointment is over. @throws {SealBroken} */
export function openLinkSecret(vault: Vault, row: Row): LinkSecret | null {
  const text = open(vault, row.id, 'link_secret_enc', row.linkSecretEnc);
  return text === null ? null : v.parse(LinkSecret, text);
}

/** The dial-in code where the link carries it and the service mails it, else null. @throws {SealBroken} */
export function openCode(vault: Vault, row: Row): DialInCode | null {
  const text = open(vault, row.id, 'code_enc', row.codeEnc);
  return text === null ? null : v.parse(DialInCode, text);
}
