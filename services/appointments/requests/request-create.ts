/** Takes a guest's wish for a slot: the work is checked and spent, the slot held for this one alone, and the guest told by mail. */
import { type BookingAnswer, type BookingRequest, type ServiceOffer, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { advisorName } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { keepRequestMail } from '../mail-keys.ts';
import { type FreeTime, nextSlots, readTimes } from '../offers/find-slots.ts';
import { readOfferNow } from '../offers/offer-now.ts';
import { slotsOfDay, takenBy } from '../offers/slots.ts';
import { dayOf } from '../offers/zone-time.ts';
import { requests, spentWork } from '../schema.ts';
import { announce } from '../webhooks/webhook-announce.ts';
import { hold } from './holds.ts';
import { type Coming, type Placed, placeAtOnce } from './request-at-once.ts';
import { newRequest, type Wish } from './request-new.ts';
import { notify } from './request-notice.ts';
import type { RequestRow } from './request-row.ts';
import { isSuspicious } from './suspicion.ts';
import { countWish } from './wish-limit.ts';
import { answerBefore, placedAnswer } from './wish-repeat.ts';
import type { DoneWork, WorkOffice } from './work.ts';

/** How many other slots are named to whom somebody was faster. */
const offeredInstead = 6;

/** @throws {VisavisError} `forbidden` */
function workOf(context: Context, office: WorkOffice, wish: BookingRequest): DoneWork {
  const done = office.check(wish.work, context.clock.now());
  if (done === null) throw new VisavisError('forbidden', 'work: not done, or expired');
  return done;
}

/** Work is good once, wherever it is shown. @throws {VisavisError} `forbidden` */
async function spend(tx: Transaction, work: DoneWork): Promise<void> {
  const row = { id: work.id, expiresAt: new Date(work.expiresAtMs) };
  const spent = await tx.insert(spentWork).values(row).onConflictDoNothing().returning({ is: spentWork.id });
  if (spent.length === 0) throw new VisavisError('forbidden', 'work: shown before');
}

/** Those who give the service at that time and are free, the least busy first. */
function freeOf(context: Context, times: readonly FreeTime[], service: ServiceOffer, startMs: number): FreeTime[] {
  const { calendar, clock } = context;
  const day = dayOf(startMs, calendar.timeZone);
  const free = times.filter((one) => slotsOfDay(service, one, day, calendar, clock.now()).includes(startMs));
  return free.toSorted((a, b) => a.taken.length - b.taken.length);
}

/** Writes the request and holds the slot with the first advisor who can still be had; null when nobody can. */
async function place(context: Context, tx: Transaction, service: ServiceOffer, wish: Wish) {
  const startMs = Date.parse(wish.startsAt);
  const times = await readTimes(tx, context, [dayOf(startMs, context.calendar.timeZone)]);
  const [first, ...others] = freeOf(context, times, service, startMs);
  if (first === undefined) return null;
  const { row, code } = newRequest(context, service, first, wish);
  const isFirst = tx.insert(requests).values(row).onConflictDoNothing({ target: requests.wishKey });
  // The same wish came twice at once, and the other one was faster.
  if ((await isFirst.returning({ is: requests.id })).length === 0) return null;
  await keepRequestMail(tx, context.vault, row.id, wish.person.email);
  for (const advisor of [first, ...others]) {
    if (!(await hold(tx, row.id, advisor.id, takenBy(service, startMs)))) continue;
    const [held] = await tx.update(requests).set({ advisorId: advisor.id }).where(eq(requests.id, row.id)).returning();
    return held === undefined ? null : { row: held satisfies RequestRow, code };
  }
  await tx.delete(requests).where(eq(requests.id, row.id));
  return null;
}

/** Where a wish comes from: `address` is an address group, used as a counter's key only. */
export interface Asker {
  address: string;
  isBusyNetwork: boolean;
}

/** What becomes of a wish: null when somebody was faster, or it is not on offer; `before`: it was granted already. */
type Done = Placed | { before: BookingAnswer } | null;

/** The longer way: one question after the other, in one transaction. @throws {VisavisError} `forbidden`, `too-many` */
async function placeInTurn(context: Context, { wish, work, ...asker }: Coming, service: ServiceOffer): Promise<Done> {
  const done = await context.db.transaction(async (tx) => {
    await spend(tx, work);
    const { waitMs, before } = await countWish(context, tx, wish.person.email, asker.address);
    if (waitMs > 0) return { retryAfterMs: waitMs };
    const { isBusyNetwork } = asker;
    const suspicious = isSuspicious({ ...before, isHardWork: work.isHard, isBusyNetwork });
    const placed = await place(context, tx, service, { ...wish, isSuspicious: suspicious });
    if (placed === null) return null;
    await notify(context, tx, placed.row, suspicious ? 'verify' : 'received');
    if (!suspicious) await announce(tx, { event: 'appointment.requested', request: placed.row }, context.clock.now());
    return { ...placed, advisor: await advisorName(tx, placed.row.advisorId) };
  });
  // Told after the commit: the work stays spent.
  if (done === null || !('retryAfterMs' in done)) return done;
  throw new VisavisError('too-many', 'too many requests', done);
}

/** @throws {VisavisError} `consent-outdated`, `not-found`, `forbidden`, `too-many`, `conflict` */
async function takeWish(context: Context, office: WorkOffice, wish: BookingRequest, asker: Asker) {
  const startMs = Date.parse(wish.startsAt);
  const days = [dayOf(startMs, context.calendar.timeZone)];
  const { revision, service, times, listeners } = await readOfferNow(
    context,
    wish.service,
    days,
    'appointment.requested',
  );
  await context.rules.heard(revision);
  if (wish.consent.version !== context.settings.consentVersion) {
    throw new VisavisError('consent-outdated', 'consent to the current terms is needed');
  }
  if (service === null || service.isOffered === false) throw new VisavisError('not-found', 'no such service');
  const coming = { wish, work: workOf(context, office, wish), ...asker };
  const [first] = freeOf(context, times, service, startMs);
  const placed = first === undefined ? null : await placeAtOnce(context, coming, service, first, listeners);
  if (placed !== null) return { service, done: placed };
  // A wish that was granted already is neither counted nor asked for work again.
  const before = await answerBefore(context, wish);
  const done: Done = before === null ? await placeInTurn(context, coming, service) : { before };
  return { service, done };
}

/** Nobody is refused what they have: the same wish may have been granted, also at this very moment by another instance. */
async function takeOnce(context: Context, office: WorkOffice, wish: BookingRequest, asker: Asker) {
  const taken = await takeWish(context, office, wish, asker).catch((error: unknown) => {
    if (error instanceof VisavisError) return error;
    throw error;
  });
  const isRefused = taken instanceof VisavisError;
  if (!isRefused && taken.done !== null) return { ...taken, done: taken.done };
  const before = await answerBefore(context, wish);
  if (before !== null) return { done: { before } };
  if (isRefused) throw taken;
  return { done: null, service: taken.service };
}

/**
 * Answers `POST /api/v1/book/requests`. Whoever was too slow, or asks for what is not on offer, is told the next free slots. Whoever asks
 * once more with the key of a wish that was granted gets that answer again.
 * @throws {VisavisError} `consent-outdated`, `not-found`, `forbidden` (work), `too-many`, `conflict` (the key of another wish)
 */
export async function createRequest(
  context: Context,
  office: WorkOffice,
  wish: BookingRequest,
  asker: Asker,
): Promise<BookingAnswer> {
  const { service, done } = await takeOnce(context, office, wish, asker);
  if (done === null) {
    context.metrics.booking('taken');
    const next = await nextSlots(context, service, Date.parse(wish.startsAt), offeredInstead);
    return { outcome: 'taken', next: next.map((at) => new Date(at).toISOString()) };
  }
  if ('before' in done) return done.before;
  context.mailQueued();
  context.metrics.booking(done.row.phase);
  context.log.info('slot requested', { phase: done.row.phase });
  return placedAnswer(context, done.row, { ...done, appointment: null });
}
