/** Takes a guest's wish for a slot: the work is checked and spent, the slot held for this one alone, and the guest told by mail. */
import { randomBytes } from 'node:crypto';
import { type BookingAnswer, type BookingRequest, type ServiceOffer, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { advisorName } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { newDialInCode } from '../dial-in-code.ts';
import { keepRequestMail } from '../mail-keys.ts';
import { type FreeTime, nextSlots, offeredService, readTimes } from '../offers/find-slots.ts';
import { slotsOfDay, takenBy } from '../offers/slots.ts';
import { dayOf } from '../offers/zone-time.ts';
import { requests, spentWork } from '../schema.ts';
import { announce } from '../webhooks/webhook-announce.ts';
import { hold } from './holds.ts';
import { notify } from './request-notice.ts';
import { guestView, type RequestRow, sealPerson, sealRequestCode } from './request-row.ts';
import { expiryOf } from './request-state.ts';
import { isSuspicious, unconfirmedMs } from './suspicion.ts';
import { countWish } from './wish-limit.ts';
import type { WorkOffice } from './work.ts';

/** How many other slots are named to whom somebody was faster. */
const offeredInstead = 6;

/** Work is good once, wherever it is shown; answers whether it was of the harder kind. @throws {VisavisError} `forbidden` */
async function spend(context: Context, office: WorkOffice, tx: Transaction, wish: BookingRequest): Promise<boolean> {
  const done = office.check(wish.work, context.clock.now());
  if (done === null) throw new VisavisError('forbidden', 'work: not done, or expired');
  const row = { id: done.id, expiresAt: new Date(done.expiresAtMs) };
  const spent = await tx.insert(spentWork).values(row).onConflictDoNothing().returning({ is: spentWork.id });
  if (spent.length === 0) throw new VisavisError('forbidden', 'work: shown before');
  return done.isHard;
}

interface Wish extends BookingRequest {
  /** The mail's link has to confirm it first. */
  isSuspicious: boolean;
}

function rowOf(context: Context, service: ServiceOffer, advisor: FreeTime, wish: Wish) {
  const id = randomBytes(16).toString('base64url');
  const now = context.clock.now();
  const code = newDialInCode();
  const digest = context.codes.digest(id, code);
  const startsAt = new Date(wish.startsAt);
  const termMs = wish.isSuspicious ? unconfirmedMs : context.settings.requestTermMs;
  const row: typeof requests.$inferInsert = {
    id,
    serviceId: service.id,
    advisorId: advisor.id,
    phase: wish.isSuspicious ? 'unconfirmed' : 'requested',
    startsAt,
    wishedFor: startsAt,
    expiresAt: new Date(expiryOf(startsAt.getTime(), now, termMs)),
    durationMinutes: service.durationMinutes,
    bufferBeforeMinutes: service.bufferBeforeMinutes,
    bufferAfterMinutes: service.bufferAfterMinutes,
    mode: service.mode,
    place: service.place ?? null,
    language: wish.language,
    personEnc: sealPerson(context.vault, id, wish.person),
    codeHmac: digest.hmac,
    codePepper: digest.pepper,
    codeEnc: sealRequestCode(context.vault, id, code),
    consentVersion: wish.consent.version,
    consentAt: new Date(now),
    createdAt: new Date(now),
  };
  return { row, code };
}

/** Those who give the service at that time and are free, the least busy first. */
async function candidates(context: Context, tx: Transaction, service: ServiceOffer, startMs: number) {
  const { calendar, clock } = context;
  const day = dayOf(startMs, calendar.timeZone);
  const times = await readTimes(tx, context, [day]);
  const free = times.filter((one) => slotsOfDay(service, one, day, calendar, clock.now()).includes(startMs));
  return free.toSorted((a, b) => a.taken.length - b.taken.length);
}

/** Writes the request and holds the slot with the first advisor who can still be had; null when nobody can. */
async function place(context: Context, tx: Transaction, service: ServiceOffer, wish: Wish) {
  const startMs = Date.parse(wish.startsAt);
  const [first, ...others] = await candidates(context, tx, service, startMs);
  if (first === undefined) return null;
  const { row, code } = rowOf(context, service, first, wish);
  await tx.insert(requests).values(row);
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

/**
 * Answers `POST /api/v1/book/requests`. Whoever was too slow,
 * or asks for what is not on offer, is told the next free slots.
 * @throws {VisavisError} `consent-outdated`, `not-found`, `forbidden` (work), `too-many`
 */
export async function createRequest(
  context: Context,
  office: WorkOffice,
  wish: BookingRequest,
  asker: Asker,
): Promise<BookingAnswer> {
  if (wish.consent.version !== context.settings.consentVersion) {
    throw new VisavisError('consent-outdated', 'consent to the current terms is needed');
  }
  const service = await offeredService(context.db, wish.service);
  const done = await context.db.transaction(async (tx) => {
    const isHardWork = await spend(context, office, tx, wish);
    const { waitMs, before } = await countWish(context, tx, wish.person.email, asker.address);
    if (waitMs > 0) return { retryAfterMs: waitMs };
    const suspicious = isSuspicious({ ...before, isHardWork, isBusyNetwork: asker.isBusyNetwork });
    const placed = await place(context, tx, service, { ...wish, isSuspicious: suspicious });
    if (placed === null) return null;
    await notify(context, tx, placed.row, suspicious ? 'verify' : 'received');
    if (!suspicious) await announce(tx, { event: 'appointment.requested', request: placed.row }, context.clock.now());
    return { ...placed, advisor: await advisorName(tx, placed.row.advisorId) };
  });
  if (done === null) {
    context.metrics.booking('taken');
    const next = await nextSlots(context, service, Date.parse(wish.startsAt), offeredInstead);
    return { outcome: 'taken', next: next.map((at) => new Date(at).toISOString()) };
  }
  if ('retryAfterMs' in done) {
    throw new VisavisError('too-many', 'too many requests', { retryAfterMs: done.retryAfterMs });
  }
  context.mailQueued();
  context.metrics.booking(done.row.phase);
  context.log.info('slot requested', { phase: done.row.phase });
  if (done.row.phase === 'unconfirmed') {
    // The code is the mail's alone: whoever named somebody else's address learns nothing.
    const { startsAt, expiresAt } = done.row;
    return { outcome: 'unconfirmed', startsAt: startsAt.toISOString(), expiresAt: expiresAt.toISOString() };
  }
  return { outcome: 'requested', request: guestView(context, done.row, null, done.advisor), code: done.code };
}
