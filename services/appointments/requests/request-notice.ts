/** Tells the guest by mail where a request stands: from the row to the facts of the mail, queued in the same transaction. */
import { type DeclineReason, type DialInCode, RequestId } from '@visavis/shared';
import * as v from 'valibot';
import { advisorName } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { enqueue } from '../outbox.ts';
import type { RequestFacts } from './request-facts.ts';
import { isOpen, openPerson, openRequestCode, type RequestRow } from './request-row.ts';
import type { RequestMailKind } from './request-state.ts';

/** First and last name as they stand in mails and appointments. */
export const fullName = (person: { firstName: string; lastName: string }): string =>
  `${person.firstName} ${person.lastName}`;

/** `BOOKING_URL#<request>.<code>`; null when the code is no longer kept. */
export function linkOf(context: Context, row: RequestRow, code: DialInCode | null): string | null {
  return code === null ? null : `${context.settings.bookingUrl}#${row.id}.${code}`;
}

/** The row after the change. @throws {SealBroken} */
export async function notify(
  context: Context,
  tx: Transaction,
  row: RequestRow,
  kind: RequestMailKind,
  reason?: DeclineReason,
): Promise<void> {
  const person = openPerson(context.vault, row);
  const facts: RequestFacts = {
    kind,
    request: v.parse(RequestId, row.id),
    language: row.language,
    startsAtMs: row.startsAt.getTime(),
    wishedForMs: row.wishedFor.getTime() === row.startsAt.getTime() ? null : row.wishedFor.getTime(),
    expiresAtMs: isOpen(row) ? row.expiresAt.getTime() : null,
    issuedAtMs: context.clock.now(),
    ...(reason && { reason }),
    guest: { name: fullName(person), email: person.email },
    advisor: { name: await advisorName(tx, row.advisorId) },
    link: linkOf(context, row, openRequestCode(context.vault, row)),
  };
  await enqueue(tx, context.vault, facts, context.clock.now());
}
