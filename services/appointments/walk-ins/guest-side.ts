/** What the person who waits does and is told: where they stand, "please call me instead", goodbye. */
import { VisavisError, type WalkIn, type WalkInDecision, type WalkInQuestion } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { joinLink } from '../invitation-facts.ts';
import { readAdvisors, readServices } from '../offers/offer-store.ts';
import { appointments } from '../schema.ts';
import { openCode, openLinkSecret } from '../sealed-columns.ts';
import { openingOf } from './opening.ts';
import { countDuty, lastTalks, readDuty, waitingRows } from './queue-facts.ts';
import { waitMinutes } from './waiting-time.ts';
import { changeWalkIn, holdWalkIn, type StepFacts, type WalkInParts, walkInChanged } from './walk-in-deeds.ts';
import { isSecretOf, openPhone, titleOf, type WalkInRow } from './walk-in-row.ts';
import type { WalkInEvent } from './walk-in-state.ts';

/** How soon it is worth asking again: the nearer one's turn, the sooner. */
const askAgainMs = { next: 3_000, queue: 8_000, closed: 30_000, other: 60_000 };

/** Null when the appointment is over, or gone. */
async function linkOf(context: Context, row: WalkInRow): Promise<string | null> {
  if (row.phase !== 'taken' || row.appointmentId === null) return null;
  const [made] = await context.db.select().from(appointments).where(eq(appointments.id, row.appointmentId));
  if (made === undefined || made.status === 'cancelled') return null;
  const secret = openLinkSecret(context.vault, made);
  return secret === null ? null : joinLink(context.settings.publicUrl, made.id, secret, openCode(context.vault, made));
}

/** Place and time, as far as they are known. */
async function standing(context: Context, row: WalkInRow) {
  const { clock, db, calendar } = context;
  const now = clock.now();
  const all = await waitingRows(db, now);
  const same = all.filter(({ serviceId }) => serviceId === row.serviceId);
  const place = Math.max(1, same.findIndex(({ id }) => id === row.id) + 1);
  const duty = countDuty(await readDuty(context), row.serviceId);
  const opening = openingOf(row.serviceId, await readAdvisors(db), calendar, now);
  const isOpen = opening.isOpen || duty.free + duty.busy > 0;
  return {
    place,
    isOpen,
    opensAt: isOpen || opening.opensAtMs === null ? null : new Date(opening.opensAtMs).toISOString(),
    waitMinutes: waitMinutes({ place, ...duty, talkMinutes: await lastTalks(db, row.serviceId) }),
    askAgainMs: !isOpen ? askAgainMs.closed : place <= 3 ? askAgainMs.next : askAgainMs.queue,
  };
}

const notInQueue = { place: null, isOpen: true, opensAt: null, waitMinutes: null, askAgainMs: askAgainMs.other };

async function viewOf(context: Context, row: WalkInRow): Promise<WalkIn> {
  const services = await readServices(context.db);
  return {
    phase: row.phase,
    language: row.language,
    service: titleOf(services, row.serviceId),
    ...(row.phase === 'waiting' ? await standing(context, row) : notInQueue),
    phone: openPhone(context.vault, row),
    joinLink: await linkOf(context, row),
  };
}

/** @throws {VisavisError} `link-unknown` for whoever is not that page; `conflict` for what is too late */
async function act(
  parts: WalkInParts,
  { walkIn, secret }: WalkInQuestion,
  event: WalkInEvent,
  facts: StepFacts = {},
): Promise<WalkIn> {
  const { context } = parts;
  const changed = await context.db.transaction(async (tx) => {
    const row = await holdWalkIn(tx, walkIn);
    if (row === null || !isSecretOf(row, secret)) throw new VisavisError('link-unknown', 'nobody waits here');
    return changeWalkIn(parts, tx, row, event, facts);
  });
  walkInChanged(parts, changed.phase);
  if (changed.isRefused) throw new VisavisError('conflict', 'no longer possible');
  return viewOf(context, changed.row);
}

/** Answers `POST /api/v1/walk-in`; whoever asks is there. @throws {VisavisError} `link-unknown` */
export const askWhereIStand = (parts: WalkInParts, question: WalkInQuestion): Promise<WalkIn> =>
  act(parts, question, { by: 'guest', what: 'seen' });

/** Answers `POST /api/v1/walk-in/answer`. @throws {VisavisError} `link-unknown`, `conflict` when an advisor was faster */
export const decideWalkIn = (parts: WalkInParts, decision: WalkInDecision): Promise<WalkIn> =>
  act(
    parts,
    decision,
    { by: 'guest', what: decision.deed },
    decision.deed === 'call-me' ? { phone: decision.phone } : {},
  );
