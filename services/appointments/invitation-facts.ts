/** What the invitation of a stored appointment says: from the row to the facts that `invitations/` composes. */
import { AppointmentId, AppointmentNumber, type DialInCode, type MailDraft } from '@visavis/shared';
import * as v from 'valibot';
import type { Context } from './context.ts';
import type { Transaction } from './database.ts';
import type { InvitationFacts, InvitationKind } from './invitations/facts.ts';
import { draft } from './invitations/invitation.ts';
import { enqueue } from './outbox.ts';
import type { AppointmentRow } from './proof.ts';
import { openCode, openContact, openLinkSecret } from './sealed-columns.ts';

/** `PUBLIC_URL/j#<appointment>[.<k>[.<code>]]`: without `k` where the advisor's browser made it, and adds it itself. */
export function joinLink(publicUrl: string, appointment: string, secret: string | null, code: string | null): string {
  const parts = secret === null ? [appointment] : [appointment, secret, ...(code === null ? [] : [code])];
  return `${publicUrl}/j#${parts.join('.')}`;
}

/** The row after the change, and what is to be told of it; `code` is a code just made. */
export interface Occasion {
  kind: InvitationKind;
  row: AppointmentRow;
  advisor: string;
  code: DialInCode | null;
}

/** What whoever holds the link may know: neither guest nor code nor `k`. */
export function publicFacts(context: Context, row: AppointmentRow, advisor: string): InvitationFacts {
  return {
    kind: row.sequence === 0 ? 'invite' : 'move',
    appointment: v.parse(AppointmentId, row.id),
    number: v.parse(AppointmentNumber, row.number),
    sequence: row.sequence,
    language: row.language,
    startsAtMs: row.startsAt.getTime(),
    durationMinutes: row.durationMinutes,
    movedFromMs: row.sequence === 0 ? null : (row.movedFrom?.getTime() ?? null),
    issuedAtMs: context.clock.now(),
    guest: { name: '', email: '' },
    advisor: { name: advisor },
    joinLink: null,
    code: row.codeMode,
    dialInCode: null,
    place: row.place,
  };
}

/** Facts of the mail. The link is in it only where the service mails. @throws {SealBroken} */
export function factsOf(context: Context, { kind, row, advisor, code }: Occasion): InvitationFacts {
  const contact = openContact(context.vault, row);
  const secret = openLinkSecret(context.vault, row);
  const inLink = row.codeMode === 'with-link' ? (code ?? openCode(context.vault, row)) : null;
  const isMailed = row.mailMode === 'service' && secret !== null;
  return {
    ...publicFacts(context, row, advisor),
    kind,
    movedFromMs: kind === 'move' ? (row.movedFrom?.getTime() ?? null) : null,
    guest: { name: contact.name, email: contact.email ?? '' },
    joinLink: isMailed ? joinLink(context.settings.publicUrl, row.id, secret, inLink) : null,
    dialInCode: inLink,
  };
}

/** Queues the mail, or answers the draft for an advisor who mails by hand. */
export async function invite(context: Context, tx: Transaction, occasion: Occasion): Promise<MailDraft | undefined> {
  const facts = factsOf(context, occasion);
  if (occasion.row.mailMode === 'advisor') return draft(facts, context.invitations);
  // Who came from the portal has told no address.
  if (facts.guest.email === '') return undefined;
  await enqueue(tx, context.vault, facts, context.clock.now());
  return undefined;
}
