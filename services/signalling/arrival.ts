/** The way in: from the answer of admission to the welcome, with nothing in between that could overtake it. */
import { setImmediate as turn } from 'node:timers/promises';
import { limits as protocol, type Welcome } from '@visavis/shared';
import { type AdmissionResult, admit, type Seating, take } from './admission.ts';
import type { AskedLine } from './line-asking.ts';
import type { Member } from './local-room.ts';
import type { Pod } from './pod.ts';
import type { CheckGrant, DeskGrant, RoomGrant, Session, SessionEffect } from './session-types.ts';
import type { TurnAsker } from './turn-choice.ts';

/** A connection, as those need it who act for it. */
export interface Kept extends Member {
  readonly socket: AskedLine;
  readonly address: string;
  readonly session: Session;
  readonly isWaited: boolean;
}

/** Checks the token of a hello or resume and lets the connection in, or not. */
export async function arrive(
  pod: Pod,
  member: Kept,
  { by, token, incarnation }: Extract<SessionEffect, { do: 'admit' }>,
): Promise<void> {
  const startedAt = pod.clock.now();
  const page = { incarnation, address: member.address, connection: member.id };
  const answers = async () => (await lives(pod, member)) && member.isWaited;
  const request = { by, token, ...page, isWaited: () => member.isWaited, answers };
  const result = await pod.trace.span('hello', { 'visavis.by': by }, async (span) => {
    const admitted = await admit(pod, request);
    span.set({ 'visavis.result': resultName(admitted, by) });
    return admitted;
  });
  pod.metrics.hello(resultName(result, by), pod.clock.now() - startedAt);
  settle(pod, member, result);
  if (member.session.phase === 'waiting-for-seat') await watchSeat(pod, member.session.grant);
}

/** One more try of a connection that waits for its seat. */
export async function tryAgain(pod: Pod, member: Kept, grant: RoomGrant): Promise<void> {
  await watchSeat(pod, grant);
  const result = await take(pod, grant, member.id, () => lives(pod, member));
  const isAway =
    result.kind === 'event' && result.event.type === 'refused' && result.event.refusal.code === 'unavailable';
  // Whoever waits already goes on waiting; only newcomers are sent away.
  settle(pod, member, isAway ? { kind: 'event', event: { type: 'seat-taken', grant } } : result);
}

/** Its line answers, and nothing that arrived with the answer ends it. */
async function lives(pod: Pod, { socket }: Kept): Promise<boolean> {
  if (!(await pod.asking.ask(socket))) return false;
  await pod.standstill.heardOut();
  await turn();
  return socket.isOpen;
}

/** Another pod then tells when the seat gets free; without it the next try finds out. */
async function watchSeat(pod: Pod, { room }: RoomGrant): Promise<void> {
  await pod.store.watch([room], pod.id, 3 * pod.limits.seatRetryMs).catch(() => {});
}

function settle(pod: Pod, member: Kept, result: AdmissionResult): void {
  switch (result.kind) {
    case 'event':
      if (result.event.type === 'refused') {
        const { code, incident } = result.event.refusal;
        pod.log.info('not let in', { connection: member.id, code, incident });
      }
      member.handle(result.event);
      break;
    case 'seated':
      sit(pod, member, result.seating);
      break;
    case 'settled':
      if (result.grant.seat === 'desk') openDesk(pod, member, result.grant);
      else openCheck(pod, member, result.grant);
      break;
    default:
      result satisfies never;
  }
}

/** Seat, welcome and the news of it happen in one turn, so that no message overtakes the welcome. */
function sit(pod: Pod, member: Kept, { grant, hold, taking, askedAt, resume }: Seating): void {
  const { epoch, connection } = hold.record;
  member.handle({ type: 'seated', grant, connection, epoch });
  if (member.session.phase !== 'seated') return;
  const peers = pod.rooms.sit(member, hold, taking, askedAt);
  if (typeof peers === 'string') {
    member.handle({ type: peers });
    return;
  }
  const incident = pod.label(grant.room);
  const ice = pod.ice(askerOf(member, grant));
  member.send({ ...welcome(pod, member, grant), ...ice, epoch, peers, resume, incident });
  pod.log.info('seat taken', { room: incident, seat: grant.seat, connection: member.id });
}

function openDesk(pod: Pod, member: Kept, grant: DeskGrant): void {
  member.handle({ type: 'desk', grant });
  if (member.session.phase !== 'desk') return;
  member.send(welcome(pod, member, grant));
  for (const room of grant.rooms) {
    for (const { seat } of pod.rooms.present(room)) member.send({ type: 'presence', room, seat, event: 'joined' });
    pod.rooms.join(member, room, 'desks');
  }
  pod.log.info('desk open', { connection: member.id, seat: 'desk', count: grant.rooms.length });
  member.handle({ type: 'tick' });
}

function openCheck(pod: Pod, member: Kept, grant: CheckGrant): void {
  member.handle({ type: 'check', grant });
  if (member.session.phase !== 'check') return;
  member.send({ ...welcome(pod, member, grant), ...pod.ice(askerOf(member, grant)) });
  pod.log.info('check open', { connection: member.id, seat: 'check' });
}

/** Both sides of a room are told the same relay; who only checks has no room yet. */
export function askerOf({ address }: Kept, grant: RoomGrant | CheckGrant, elsewhere = false): TurnAsker {
  return { key: grant.seat === 'check' ? grant.incarnation : grant.room, address, elsewhere };
}

function welcome(pod: Pod, member: Kept, { seat, relayOnly }: Pick<Welcome, 'seat' | 'relayOnly'>): Welcome {
  const { heartbeatMs, messagesPerSecond, messagesBurst } = pod.limits;
  return {
    type: 'welcome',
    connection: member.id,
    seat,
    epoch: 0,
    peers: [],
    iceServers: [],
    iceTtlS: 0,
    relayOnly,
    now: pod.clock.now(),
    heartbeatMs,
    limits: { maxBodyBytes: protocol.maxBodyBytes, messagesPerSecond, messagesBurst },
  };
}

function resultName(result: AdmissionResult, by: 'ticket' | 'resume'): string {
  if (result.kind === 'seated') return by === 'resume' ? 'resumed' : 'seated';
  if (result.kind === 'settled') return result.grant.seat;
  return result.event.type === 'refused' ? result.event.refusal.code : result.event.type;
}
