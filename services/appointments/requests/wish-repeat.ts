/**
 * The same wish once more, because its answer was lost on the way: it is answered as it was, and nothing happens twice. The wish carries a
 * key of its page's; a request keeps a digest of it, unique in the table, so that of two at once one is the first, whichever instance asks.
 */
import { createHash, createHmac } from 'node:crypto';
import { type BookingAnswer, type BookingRequest, type DialInCode, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { advisorName } from '../advisors.ts';
import type { Context } from '../context.ts';
import { lengthPrefixed } from '../encryption.ts';
import type { AppointmentRow } from '../proof.ts';
import { appointments, requests } from '../schema.ts';
import { guestView, openRequestCode, type RequestRow } from './request-row.ts';
import { expiryOf } from './request-state.ts';
import { unconfirmedMs } from './suspicion.ts';

type Marked = Pick<BookingRequest, 'idempotencyKey' | 'service' | 'startsAt' | 'person'>;

const keyDigest = (key: string): string => createHash('sha256').update(key).digest('base64url');

/**
 * What a request keeps of its key and of its wish. The digest of the wish is made with the key, which is nowhere in the book: nobody can try
 * insurance numbers against it. Language, terms and work may differ: they are not what was wished for.
 */
export function wishMarks({ idempotencyKey: key, service, startsAt, person }: Marked) {
  if (key === undefined) return { wishKey: null, wishDigest: null };
  // Parsed, so that its fields stand in the order of the schema.
  const wish = lengthPrefixed('wish', service, new Date(startsAt).toISOString(), JSON.stringify(person));
  return { wishKey: keyDigest(key), wishDigest: createHmac('sha256', key).update(wish).digest('base64url') };
}

/** What a guest is told of their request. `code` as far as they may know it. */
export function placedAnswer(
  context: Context,
  row: RequestRow,
  { code, appointment, advisor }: { code: DialInCode; appointment: AppointmentRow | null; advisor: string },
): BookingAnswer {
  if (!row.isCodeByMailAlone)
    return { outcome: 'requested', request: guestView(context, row, appointment, advisor), code };
  // The code is the mail's alone: whoever named somebody else's address learns nothing, also not after its owner has agreed.
  const expiresAt = expiryOf(row.wishedFor.getTime(), row.createdAt.getTime(), unconfirmedMs);
  return {
    outcome: 'unconfirmed',
    startsAt: row.wishedFor.toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/**
 * The answer to the wish that came with this key before; null for the first one, and without a key.
 * @throws {VisavisError} `conflict` for another wish, and for one that has come to nothing since: its code is gone
 */
export async function answerBefore(context: Context, wish: BookingRequest): Promise<BookingAnswer | null> {
  const { wishKey, wishDigest } = wishMarks(wish);
  if (wishKey === null) return null;
  const [found] = await context.db
    .select({ row: requests, appointment: appointments })
    .from(requests)
    .leftJoin(appointments, eq(appointments.id, requests.appointmentId))
    .where(eq(requests.wishKey, wishKey));
  if (found === undefined) return null;
  const { row, appointment } = found;
  if (row.wishDigest !== wishDigest) throw new VisavisError('conflict', 'idempotencyKey: belongs to another wish');
  const code = openRequestCode(context.vault, row);
  if (code === null) throw new VisavisError('conflict', 'idempotencyKey: its request has ended');
  return placedAnswer(context, row, { code, appointment, advisor: await advisorName(context.db, row.advisorId) });
}
