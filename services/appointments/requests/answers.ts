/** The two sides of a request: the advisor who confirms, proposes or declines, and the guest who looks, agrees or cancels. */
import {
  type AdvisorDecision,
  type AdvisorRequest,
  type GuestDecision,
  type GuestRequest,
  type RequestId,
  type RequestList,
  type RequestQuestion,
  VisavisError,
} from '@visavis/shared';
import { and, asc, desc, eq, inArray, notInArray } from 'drizzle-orm';
import type * as v from 'valibot';
import { advisorName } from '../advisors.ts';
import { checkTime } from '../book-create.ts';
import type { Advisor, Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { unreadBy } from '../letters/letter-counts.ts';
import { offeredService, readTimes, withoutOwn } from '../offers/find-slots.ts';
import { slotsOfDay } from '../offers/slots.ts';
import { dayOf } from '../offers/zone-time.ts';
import { refuse } from '../proof.ts';
import { appointments, requests } from '../schema.ts';
import { type Decided, decided, decideIn, type Held, holdRequest } from './decide.ts';
import { proveRequest } from './request-proof.ts';
import { advisorView, guestView, openPerson } from './request-row.ts';
import type { RequestEvent } from './request-state.ts';
import { countWish } from './wish-limit.ts';

/** Most ended requests in one list. */
const mostEnded = 200;
const isOpen = inArray(requests.phase, ['requested', 'proposed']);
const hasEnded = notInArray(requests.phase, ['unconfirmed', 'requested', 'proposed']);

/** Answers `GET /api/v1/requests`: the advisor's own. */
export async function listRequests(context: Context, advisor: Advisor): Promise<RequestList> {
  const mine = eq(requests.advisorId, advisor.id);
  const found = (match: typeof mine) =>
    context.db
      .select({ row: requests, appointment: appointments })
      .from(requests)
      .leftJoin(appointments, eq(appointments.id, requests.appointmentId))
      .where(and(mine, match));
  const open = await found(isOpen).orderBy(asc(requests.expiresAt));
  const ended = await found(hasEnded).orderBy(desc(requests.startsAt)).limit(mostEnded);
  const all = [...open, ...ended];
  const unread = await unreadBy(
    context.db,
    'requestId',
    all.map(({ row }) => row.id),
  );
  return {
    requests: all.map(({ row, appointment }) => advisorView(context, row, appointment, unread.get(row.id) ?? 0)),
    now: context.clock.now(),
  };
}

const readAppointment = async (tx: Transaction, id: string | null) => {
  const [row] = id === null ? [] : await tx.select().from(appointments).where(eq(appointments.id, id));
  return row ?? null;
};

/** A refusal is told only after the commit, so that a request that has just expired stays so. */
function checkRefusal({ isRefused, row }: Decided): void {
  if (isRefused) throw new VisavisError('conflict', `the request is ${row.phase}`);
}

async function decide(context: Context, tx: Transaction, { row }: Held, event: RequestEvent) {
  const done = await decideIn(context, tx, row, event);
  return { done, appointment: await readAppointment(tx, done.row.appointmentId) };
}

function advisorEvent(decision: AdvisorDecision): RequestEvent {
  if (decision.answer === 'confirm') return { by: 'advisor', what: 'confirm' };
  if (decision.answer === 'decline') return { by: 'advisor', what: 'decline', reason: decision.reason };
  return { by: 'advisor', what: 'propose', startsAtMs: Date.parse(decision.startsAt) };
}

/**
 * Answers `POST /api/v1/requests/:id/answer`. Confirming makes the appointment and invites the guest.
 * @throws {VisavisError} `not-found` (another advisor's too), `conflict`, `bad-request`
 */
export async function answerRequest(
  context: Context,
  advisor: Advisor,
  id: RequestId,
  decision: AdvisorDecision,
): Promise<AdvisorRequest> {
  const event = advisorEvent(decision);
  const { done, appointment } = await context.db.transaction(async (tx) => {
    const held = await holdRequest(tx, id);
    if (held.row.advisorId !== advisor.id) throw new VisavisError('not-found', 'no such request');
    if (event.what === 'propose') checkTime(event.startsAtMs, held.row.durationMinutes, context.clock.now());
    return decide(context, tx, held, event);
  });
  decided(context, done);
  checkRefusal(done);
  const unread = await unreadBy(context.db, 'requestId', [id]);
  return advisorView(context, done.row, appointment, unread.get(id) ?? 0);
}

/** Lets a guest at a request whose link and code they have. `address` is an address group. */
async function asGuest<T>(
  context: Context,
  { request, code }: v.InferOutput<typeof RequestQuestion>,
  address: string,
  deed: (tx: Transaction, held: Held) => Promise<T>,
): Promise<T> {
  const startedAtMs = context.clock.now();
  const done = await context.db.transaction(async (tx) => {
    const proof = await proveRequest(context, tx, { request, code, address });
    if (proof.outcome !== 'proven') return proof;
    return { outcome: 'done' as const, answer: await deed(tx, proof.held) };
  });
  return done.outcome === 'done' ? done.answer : refuse(context, startedAtMs, done);
}

/** Answers `POST /api/v1/book/status`. @throws {VisavisError} `not-admitted`, `too-many` */
export const showRequest = (
  context: Context,
  question: v.InferOutput<typeof RequestQuestion>,
  address: string,
): Promise<GuestRequest> =>
  asGuest(context, question, address, async (tx, { row, appointment }) =>
    guestView(context, row, appointment, await advisorName(tx, row.advisorId)),
  );

/**
 * Whether the slot is on offer for this request: by its own advisor, and free but for what the request itself holds.
 * @throws {VisavisError} `not-found` when the service is no longer on offer, `conflict` when the slot is not free
 */
async function checkSlot(context: Context, tx: Transaction, held: Held, startMs: number): Promise<void> {
  const service = await offeredService(tx, held.row.serviceId);
  const day = dayOf(startMs, context.calendar.timeZone);
  const times = await readTimes(tx, context, [day]);
  const isFree = withoutOwn(times, held).some((one) =>
    slotsOfDay(service, one, day, context.calendar, context.clock.now()).includes(startMs),
  );
  if (!isFree) throw new VisavisError('conflict', 'startsAt: not free');
}

const movable: readonly string[] = ['requested', 'proposed', 'confirmed'];

/** What the guest says, as an event of the machine. Another slot is checked, and counts like a request of its own. */
async function guestEvent(
  context: Context,
  tx: Transaction,
  held: Held,
  decision: GuestDecision,
  address: string,
): Promise<RequestEvent> {
  if (decision.answer === 'confirm') return { by: 'guest', what: 'prove' };
  if (decision.answer !== 'move') return { by: 'guest', what: decision.answer };
  const { row } = held;
  const startsAtMs = Date.parse(decision.startsAt);
  const { waitMs: retryAfterMs } = await countWish(context, tx, openPerson(context.vault, row).email, address);
  if (retryAfterMs > 0) throw new VisavisError('too-many', 'too many wishes', { retryAfterMs });
  if (movable.includes(row.phase)) await checkSlot(context, tx, held, startsAtMs);
  return { by: 'guest', what: 'move', startsAtMs };
}

/**
 * Answers `POST /api/v1/book/answer`. What is confirmed can be moved to another free slot of its advisor's, or cancelled, until it is over.
 * @throws {VisavisError} `not-admitted`, `too-many`, `conflict`, `appointment-over`, `not-found` (the service)
 */
export async function answerAsGuest(context: Context, decision: GuestDecision, address: string): Promise<GuestRequest> {
  const { done, appointment, advisor } = await asGuest(context, decision, address, async (tx, held) => ({
    ...(await decide(context, tx, held, await guestEvent(context, tx, held, decision, address))),
    advisor: await advisorName(tx, held.row.advisorId),
  }));
  decided(context, done);
  checkRefusal(done);
  return guestView(context, done.row, appointment, advisor);
}
