/** The times that an advisor may propose instead of the one a guest wished for: the next ones that are free in their own hours. */
import { type ProposalSlots, type RequestId, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import type { Advisor, Context } from '../context.ts';
import { nextSlots } from '../offers/find-slots.ts';
import { readService } from '../offers/offer-store.ts';
import { requests } from '../schema.ts';

const offered = 24;

/**
 * Answers `GET /api/v1/requests/:id/slots`. Notice does not bind the advisor; the length is that of the request. Empty when
 * the service is no longer in the book: any time may still be proposed by typing it.
 * @throws {VisavisError} `not-found` (another advisor's too)
 */
export async function proposalSlots(context: Context, advisor: Advisor, id: RequestId): Promise<ProposalSlots> {
  const [row] = await context.db.select().from(requests).where(eq(requests.id, id));
  if (row?.advisorId !== advisor.id) throw new VisavisError('not-found', 'no such request');
  const service = await readService(context.db, row.serviceId);
  if (service === null) return { slots: [] };
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes } = row;
  const wanted = { ...service, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, noticeMinutes: 0 };
  const free = await nextSlots(context, wanted, context.clock.now() + 1, offered, (all) =>
    all.filter(({ id }) => id === advisor.id),
  );
  return { slots: free.map((at) => new Date(at).toISOString()) };
}
