/**
 * Holds an advisor's time for a request or an appointment, so that no guest gets it. The day lies on a grid of five minutes, and a cell of
 * it belongs to one of them only: the table's key says so, on both databases, whichever instance asks.
 */
import { and, eq, inArray, ne, notInArray, or } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { Span } from '../offers/slots.ts';
import { requests, slotHolds } from '../schema.ts';

const cellMs = 5 * 60_000;

/** For whom: a request, also once it is confirmed, or an appointment that nobody asked for. */
export type Holder = { request: string } | { appointment: string };

/** The cells that a span touches, in order, so that two who want the same ones never wait for each other in a circle. */
export function cellsOf({ fromMs, toMs }: Span): Date[] {
  const first = Math.floor(fromMs / cellMs);
  const last = Math.ceil(toMs / cellMs);
  return Array.from({ length: last - first }, (_, index) => new Date((first + index) * cellMs));
}

const isOf = (holder: Holder) =>
  'request' in holder ? eq(slotHolds.requestId, holder.request) : eq(slotHolds.appointmentId, holder.appointment);

/** Gives the time free again. */
export async function release(tx: Transaction, holder: Holder): Promise<void> {
  await tx.delete(slotHolds).where(isOf(holder));
  if (!('request' in holder)) return;
  await tx.update(requests).set({ takenFrom: null, takenTo: null }).where(eq(requests.id, holder.request));
}

/**
 * Holds what an advisor decided, whoever else has a part of it: an advisor may put two conversations side by side. Takes the cells that are
 * free and lets go of those that are no longer wanted. Waits for whoever is about to take the same: a look after it sees what they did.
 */
export async function holdAnyway(tx: Transaction, holder: Holder, advisorId: string, span: Span): Promise<void> {
  const cells = cellsOf(span);
  const owner = 'request' in holder ? { requestId: holder.request } : { appointmentId: holder.appointment };
  await tx
    .insert(slotHolds)
    .values(cells.map((cellAt) => ({ advisorId, cellAt, ...owner })))
    .onConflictDoNothing();
  const others = or(notInArray(slotHolds.cellAt, cells), ne(slotHolds.advisorId, advisorId));
  await tx.delete(slotHolds).where(and(isOf(holder), others));
  if (!('request' in holder)) return;
  const taken = { takenFrom: new Date(span.fromMs), takenTo: new Date(span.toMs) };
  await tx.update(requests).set(taken).where(eq(requests.id, holder.request));
}

/**
 * Holds `span` for `request`, which is in the table already, instead of what it held before. False: somebody else has a
 * part of it, and nothing is held any more. With `isBeside`, appointments do not count: the advisor knows of them.
 */
export async function hold(
  tx: Transaction,
  request: string,
  advisorId: string,
  span: Span,
  isBeside = false,
): Promise<boolean> {
  await holdAnyway(tx, { request }, advisorId, span);
  const cells = cellsOf(span);
  const isIt = and(eq(slotHolds.advisorId, advisorId), inArray(slotHolds.cellAt, cells));
  const holders = await tx.select({ request: slotHolds.requestId }).from(slotHolds).where(isIt);
  // Every cell is one's own: one that was somebody's a moment ago, and is nobody's now, is not held either.
  const isHeld = isBeside
    ? holders.every((one) => one.request === null || one.request === request)
    : holders.filter((one) => one.request === request).length === cells.length;
  if (!isHeld) await release(tx, { request });
  return isHeld;
}
