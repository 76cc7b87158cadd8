/**
 * Holds an advisor's time for a request, so that nobody else gets it. The day lies on a grid of five minutes, and a cell of
 * it belongs to one request only: the table's key says so, on both databases, whichever instance asks.
 */
import { and, eq, ne, notInArray, or } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { Span } from '../offers/slots.ts';
import { requests, slotHolds } from '../schema.ts';

const cellMs = 5 * 60_000;

/** The cells that a span touches, in order, so that two who want the same ones never wait for each other in a circle. */
export function cellsOf({ fromMs, toMs }: Span): Date[] {
  const first = Math.floor(fromMs / cellMs);
  const last = Math.ceil(toMs / cellMs);
  return Array.from({ length: last - first }, (_, index) => new Date((first + index) * cellMs));
}

/** Gives the time free again. */
export async function release(tx: Transaction, request: string): Promise<void> {
  await tx.delete(slotHolds).where(eq(slotHolds.requestId, request));
  await tx.update(requests).set({ takenFrom: null, takenTo: null }).where(eq(requests.id, request));
}

/** Takes the cells that are free and lets go of those that are no longer wanted; says whether all are the request's now. */
async function take(tx: Transaction, request: string, advisorId: string, span: Span): Promise<boolean> {
  const cells = cellsOf(span);
  const rows = cells.map((cellAt) => ({ advisorId, cellAt, requestId: request }));
  await tx.insert(slotHolds).values(rows).onConflictDoNothing();
  const isMine = eq(slotHolds.requestId, request);
  const others = or(notInArray(slotHolds.cellAt, cells), ne(slotHolds.advisorId, advisorId));
  await tx.delete(slotHolds).where(and(isMine, others));
  const mine = await tx.select({ is: slotHolds.cellAt }).from(slotHolds).where(isMine);
  const taken = { takenFrom: new Date(span.fromMs), takenTo: new Date(span.toMs) };
  await tx.update(requests).set(taken).where(eq(requests.id, request));
  return mine.length === cells.length;
}

/**
 * Holds `span` for `request`, which is in the table already, instead of what it held before. False: somebody else has a
 * part of it, and nothing is held any more. Waits for whoever is about to take the same.
 */
export async function hold(tx: Transaction, request: string, advisorId: string, span: Span): Promise<boolean> {
  const isHeld = await take(tx, request, advisorId, span);
  if (!isHeld) await release(tx, request);
  return isHeld;
}

/** Holds what an advisor decided, whoever else has a part of it: an advisor may put two conversations side by side. */
export async function holdAnyway(tx: Transaction, request: string, advisorId: string, span: Span): Promise<void> {
  await take(tx, request, advisorId, span);
}
