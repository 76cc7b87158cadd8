/** Tells the guest by mail where a request stands: from the row to the facts of the mail, queued in the same transaction. */
import { type BookingPerson, type DeclineReason, type DialInCode, RequestId } from '@visavis/shared';
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

/** What the mail of a request needs that is sealed in its row, or lies elsewhere. */
export interface Opened {
  person: BookingPerson;
  code: DialInCode | null;
  /** The advisor's name. */
  advisor: string;
}

/** The row after the change, and what its mail is made of. */
export const factsOf = (
  context: Context,
  row: RequestRow,
  { person, code, advisor }: Opened,
  kind: RequestMailKind,
  reason?: DeclineReason,
): RequestFacts => ({
  kind,
  request: v.parse(RequestId, row.id),
  language: row.language,
  startsAtMs: row.startsAt.getTime(),
  wishedForMs: row.wishedFor.getTime() === row.startsAt.getTime() ? null : row.wishedFor.getTime(),
  expiresAtMs: isOpen(row) ? row.expiresAt.getTime() : null,
  issuedAtMs: context.clock.now(),
  ...(reason && { reason }),
  guest: { name: fullName(person), email: person.email },
  advisor: { name: advisor },
  link: linkOf(context, row, code),
});

/** The row after the change. @throws {SealBroken} */
export async function notify(
  context: Context,
  tx: Transaction,
  row: RequestRow,
  kind: RequestMailKind,
  reason?: DeclineReason,
): Promise<void> {
  const opened = {
    person: openPerson(context.vault, row),
    code: openRequestCode(context.vault, row),
    advisor: await advisorName(tx, row.advisorId),
  };
  await enqueue(tx, context.vault, factsOf(context, row, opened, kind, reason), context.clock.now());
}
