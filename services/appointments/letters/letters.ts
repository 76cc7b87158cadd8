/** Reads and writes letters of one box, for either side. The words are sealed; who reads is who opens. */
import { randomBytes } from 'node:crypto';
import { type LetterList, VisavisError } from '@visavis/shared';
import { and, asc, eq, gt, isNull, max, or, type SQL } from 'drizzle-orm';
import { advisorName } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { fullName } from '../requests/request-notice.ts';
import { openPerson } from '../requests/request-row.ts';
import { letters } from '../schema-letters.ts';
import { openContact } from '../sealed-columns.ts';
import { factsOfBox, isOpenBox, type LetterBox } from './letter-box.ts';
import { noticeOf } from './letter-notice.ts';

export type Side = 'advisor' | 'guest';
type LetterRow = typeof letters.$inferSelect;

/** How many letters each side may write about one appointment or request in a day. */
export const lettersADay = 10;
const day = 86_400_000;
const place = (id: string) => ({ table: 'letters', column: 'text_enc', id });

/** Name and e-mail address of the guest of a box. @throws {SealBroken} */
export function guestOf(context: Context, { appointment, request }: LetterBox): { name: string; email: string } {
  if (appointment !== null) {
    const { name, email } = openContact(context.vault, appointment);
    return { name, email: email ?? '' };
  }
  const person = openPerson(context.vault, request);
  return { name: fullName(person), email: person.email };
}

function ofBox({ appointment, request }: LetterBox): SQL | undefined {
  const parts = [
    ...(appointment === null ? [] : [eq(letters.appointmentId, appointment.id)]),
    ...(request === null ? [] : [eq(letters.requestId, request.id)]),
  ];
  return or(...parts);
}

/** This side's letters of the last day, oldest first. */
const writtenToday = (tx: Transaction, box: LetterBox, side: Side, nowMs: number): Promise<LetterRow[]> =>
  tx
    .select()
    .from(letters)
    .where(and(ofBox(box), eq(letters.from, side), gt(letters.createdAt, new Date(nowMs - day))))
    .orderBy(asc(letters.createdAt));

/** Later than every other letter of the box, also within one millisecond: they are shown in the order of writing. */
async function momentAfterOthers(tx: Transaction, box: LetterBox, nowMs: number): Promise<Date> {
  const [row] = await tx
    .select({ latest: max(letters.createdAt) })
    .from(letters)
    .where(ofBox(box));
  return new Date(Math.max(nowMs, (row?.latest?.getTime() ?? 0) + 1));
}

/** All letters, and how many more this side may write. Marks nothing. @throws {SealBroken} */
export async function listLetters(context: Context, tx: Transaction, box: LetterBox, side: Side): Promise<LetterList> {
  const now = context.clock.now();
  const rows = await tx.select().from(letters).where(ofBox(box)).orderBy(asc(letters.createdAt), asc(letters.id));
  const written = await writtenToday(tx, box, side, now);
  const name = side === 'advisor' ? guestOf(context, box).name : await advisorName(tx, factsOfBox(box).advisorId);
  return {
    letters: rows.map((row) => ({
      id: row.id,
      from: row.from,
      text: context.vault.open(row.textEnc, place(row.id)),
      at: row.createdAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
    })),
    unread: rows.filter((row) => row.from !== side && row.readAt === null).length,
    left: isOpenBox(box, now) ? Math.max(0, lettersADay - written.length) : 0,
    with: name,
  };
}

/**
 * Writes a letter. Where the advisor writes, a notice goes to the guest, unless one is on its way that they have not
 * followed yet; advisors see the count on their page. After the commit: `context.mailQueued()`.
 * @throws {VisavisError} `conflict` when nobody may write any more, `too-many` after ten in a day
 */
export async function writeLetter(
  context: Context,
  tx: Transaction,
  box: LetterBox,
  side: Side,
  text: string,
): Promise<void> {
  const now = context.clock.now();
  if (!isOpenBox(box, now)) throw new VisavisError('conflict', 'no letters any more');
  const written = await writtenToday(tx, box, side, now);
  const [first] = written;
  if (first !== undefined && written.length >= lettersADay) {
    throw new VisavisError('too-many', 'too many letters', { retryAfterMs: first.createdAt.getTime() + day - now });
  }
  const id = randomBytes(16).toString('base64url');
  await tx.insert(letters).values({
    id,
    appointmentId: box.appointment?.id ?? null,
    requestId: box.request?.id ?? null,
    from: side,
    textEnc: context.vault.seal(text, place(id)),
    createdAt: await momentAfterOthers(tx, box, now),
  });
  if (side === 'advisor') await noticeOf(context, tx, box, { id, earlier: written, guest: guestOf(context, box) });
}

/** A person of `side` has opened what the other side wrote. */
export async function markRead(context: Context, tx: Transaction, box: LetterBox, side: Side): Promise<void> {
  const other = side === 'advisor' ? 'guest' : 'advisor';
  await tx
    .update(letters)
    .set({ readAt: new Date(context.clock.now()) })
    .where(and(ofBox(box), eq(letters.from, other), isNull(letters.readAt)));
}
