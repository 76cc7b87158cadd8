/** From a token to the right it gives: rates, signature, single use, and the seat itself. Fails closed. */
import { incidentCode } from '@visavis/runtime';
import {
  type ConnectionId,
  closeCode,
  type Incarnation,
  type IncidentCode,
  type RoomId,
  VisavisError,
} from '@visavis/shared';
import { limitsOf } from './address-limits.ts';
import type { Pod } from './pod.ts';
import { refusalOf, unavailable } from './refusal.ts';
import type { SeatClaim, SeatHold, Taking } from './seat-store.ts';
import type { AnyGrant, RoomGrant, SessionEvent } from './session-types.ts';

export interface AdmissionRequest {
  by: 'ticket' | 'resume';
  token: string;
  incarnation: Incarnation;
  /** Group of the browser's address; a key, never logged. */
  address: string;
  connection: ConnectionId;
  /** False: the browser gave up, and sits elsewhere by now perhaps; its seat is not taken from it. */
  isWaited(): boolean;
  /** Asks the line now; false when it is gone or does not answer. */
  answers(): Promise<boolean>;
}

/** A seat that was given, and what there is to tell about the room. */
export interface Seating {
  grant: RoomGrant;
  hold: SeatHold;
  taking: Extract<Taking, { outcome: 'taken' }>;
  /** When the store was asked; what is learnt later is newer. */
  askedAt: number;
  resume: string;
}

/** Pages of one device that push each other out within moments come back after a while. */
const mostTries = 3;

export type AdmissionResult =
  | { kind: 'seated'; seating: Seating }
  | { kind: 'settled'; grant: Exclude<AnyGrant, RoomGrant> }
  | { kind: 'event'; event: Extract<SessionEvent, { type: 'refused' | 'seat-taken' }> };

/** Everything a hello or resume has to pass. Never rejects: what fails is a refusal. */
export async function admit(pod: Pod, request: AdmissionRequest): Promise<AdmissionResult> {
  let room: RoomId | undefined;
  try {
    const { grant, resumes, once } = await verify(pod, request).catch(async (error: unknown) => {
      await throttle(pod, request.address);
      throw error;
    });
    if (!('room' in grant)) {
      // Asked in one turn, so that both leave in one packet. A ticket that came too fast is used up: the browser gets another.
      await Promise.all([throttle(pod, request.address), once && useOnce(pod, once)]);
      return { kind: 'settled', grant };
    }
    room = grant.room;
    if (pod.rooms.occupancy(room) >= pod.limits.connectionsPerRoom) throw tooMany(pod, 'room', 5_000);
    await pod.standstill.heardOut();
    if (!request.isWaited()) throw new VisavisError('unavailable', 'nobody waits for this any more');
    return await enter(pod, grant, request, { resumes, once });
  } catch (error) {
    return refused(pod, error, room);
  }
}

async function enter(
  pod: Pod,
  grant: RoomGrant,
  { address, connection, answers }: AdmissionRequest,
  { resumes, once }: Pick<Verified, 'resumes' | 'once'>,
): Promise<AdmissionResult> {
  const askedAt = pod.clock.now();
  const claim = claimOf(pod, grant, connection, resumes);
  const room = { burst: pod.limits.hellosPerRoomBurst, everyMs: pod.limits.hellosPerRoomEveryMs };
  const asked = { claim, address: { key: pod.rateName(address), ...limitsOf(pod.limits, address).hellos }, room, once };
  const entering = await orWithdrawn(pod, claim, pod.store.enter(asked));
  if (entering.outcome === 'ticket-used') throw new VisavisError('ticket-used');
  if (entering.outcome === 'too-many') throw tooMany(pod, `hellos-${entering.of}`, entering.waitMs);
  const ask = (wish: SeatClaim) => orWithdrawn(pod, wish, pod.store.take(wish));
  return seatedBy(pod, grant, connection, await pushOut(pod, claim, { ask, answers }, { taking: entering, askedAt }));
}

interface Asked {
  taking: Taking;
  askedAt: number;
}

/**
 * Another page of this device sits there, and would be told so for good. A hello may have outlived its page, which has been
 * loaded again since and sits there itself: only a line that answers now takes the seat, from whoever sat there before it did.
 */
async function pushOut(
  pod: Pod,
  claim: SeatClaim,
  { ask, answers }: { ask(claim: SeatClaim): Promise<Taking>; answers(): Promise<boolean> },
  first: Asked,
): Promise<Asked> {
  let asked = first;
  for (let tries = 0; asked.taking.outcome === 'held'; tries++) {
    const replaces = asked.taking.by;
    const lives = tries < mostTries && (await answers());
    if (!lives) throw new VisavisError('unavailable', 'nobody waits for this any more');
    const askedAt = pod.clock.now();
    asked = { askedAt, taking: await ask({ ...claim, replaces }) };
  }
  return asked;
}

/** Nobody knows whether the store heard a claim that it did not answer. */
const orWithdrawn = <T>(pod: Pod, claim: SeatClaim, answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    pod.owed.withdraw(claim, pod.clock.now());
    return failClosed(error);
  });

/** A later try of a connection that waits for its seat. Never rejects. */
export async function take(
  pod: Pod,
  grant: RoomGrant,
  connection: ConnectionId,
  answers: () => Promise<boolean>,
): Promise<AdmissionResult> {
  try {
    const askedAt = pod.clock.now();
    const claim = claimOf(pod, grant, connection);
    // What is not answered is asked again under the same name: nothing of it is to be withdrawn.
    const ask = (wish: SeatClaim) => pod.store.take(wish).catch(failClosed);
    const taking = await ask(claim);
    return await seatedBy(pod, grant, connection, await pushOut(pod, claim, { ask, answers }, { taking, askedAt }));
  } catch (error) {
    return refused(pod, error, grant.room);
  }
}

function claimOf(pod: Pod, grant: RoomGrant, connection: ConnectionId, resumes?: number): SeatClaim {
  const { room, seat, incarnation, device } = grant;
  const lastsMs = grant.until - pod.clock.now() + 2 * pod.limits.clockToleranceMs;
  const claim = { room, seat, connection, incarnation, device, pod: pod.id, ttlMs: pod.limits.seatTtlMs, lastsMs };
  return resumes === undefined ? claim : { ...claim, resumes };
}

async function seatedBy(
  pod: Pod,
  grant: RoomGrant,
  connection: ConnectionId,
  { taking, askedAt }: Asked,
): Promise<AdmissionResult> {
  switch (taking.outcome) {
    case 'seat-taken':
      return { kind: 'event', event: { type: 'seat-taken', grant } };
    case 'held':
      throw new VisavisError('internal', 'a held seat is asked for before');
    case 'replaced':
    case 'room-over':
    case 'dismissed':
      throw new VisavisError(taking.outcome);
    case 'stale':
      throw new VisavisError('ticket-invalid', 'resume token of an earlier epoch');
    case 'taken': {
      const { epoch } = taking;
      const { room, seat, incarnation, device, until, sealed, relayOnly } = grant;
      const untilS = Math.floor(until / 1000);
      const seatNow = { room, seat, incarnation, device, connection, epoch, until: untilS, sealed, relayOnly };
      const resume = await pod.resume.issue(seatNow);
      const hold = { room, seat, record: { epoch, connection, incarnation, device, pod: pod.id } };
      return { kind: 'seated', seating: { grant, hold, taking, askedAt, resume } };
    }
    default:
      return taking satisfies never;
  }
}

async function useOnce(pod: Pod, { id, ttlMs }: { id: string; ttlMs: number }): Promise<void> {
  if (!(await pod.store.useOnce(id, ttlMs).catch(failClosed))) throw new VisavisError('ticket-used');
}

const failClosed = (error: unknown): never => {
  throw unavailable(error);
};

/** In a known room the code is the room's, else one of this refusal alone. */
function refused(pod: Pod, error: unknown, room: RoomId | undefined): AdmissionResult {
  const incident = room === undefined ? (incidentCode() as IncidentCode) : pod.label(room);
  const refusal = refusalOf(error, incident);
  if (refusal.close === closeCode.internal) pod.log.error('admission failed', { reason: 'internal', incident });
  return { kind: 'event', event: { type: 'refused', refusal } };
}

function tooMany(pod: Pod, limit: string, retryAfterMs: number): VisavisError {
  pod.metrics.limit(limit);
  return new VisavisError('too-many', limit, { retryAfterMs });
}

async function throttle(pod: Pod, address: string): Promise<void> {
  const { hellos } = limitsOf(pod.limits, address);
  const waitMs = await pod.store.throttle(pod.rateName(address), hellos).catch(failClosed);
  if (waitMs > 0) throw tooMany(pod, 'hellos-address', waitMs);
}

interface Verified {
  grant: AnyGrant;
  resumes?: number;
  once?: { id: string; ttlMs: number };
}

async function verify(pod: Pod, { by, token, incarnation }: AdmissionRequest): Promise<Verified> {
  const now = pod.clock.now();
  const endOf = (untilS: number): number => Math.min(untilS * 1000, now + pod.limits.roomMaxMs);
  // Written out instead of spread: a grant lives as long as its line, and a spread object takes twice the memory.
  if (by === 'resume') {
    const claims = await pod.resume.check(token, incarnation);
    const { seat, device, epoch, sealed, relayOnly } = claims;
    const room = pod.rooms.nameOf(claims.room);
    const until = endOf(claims.until);
    return { grant: { seat, room, incarnation, device, until, sealed, relayOnly }, resumes: epoch };
  }
  const claims = await pod.tickets(token, incarnation);
  const { jti, exp, seat, rooms, device, sealed, relayOnly } = claims;
  const until = endOf(claims.until);
  const once = { id: jti, ttlMs: exp * 1000 - now + 2 * pod.limits.clockToleranceMs };
  if (seat === 'desk')
    return { grant: { seat, rooms: rooms ?? [], incarnation, device, until, sealed, relayOnly }, once };
  if (seat === 'check') return { grant: { seat, incarnation, device, until, sealed, relayOnly }, once };
  if (claims.room === undefined) throw new VisavisError('ticket-invalid');
  const room = pod.rooms.nameOf(claims.room);
  return { grant: { seat, room, incarnation, device, until, sealed, relayOnly }, once };
}
