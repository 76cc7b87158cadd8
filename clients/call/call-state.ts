/** The phases of a call, for people: a pure machine that knows neither sockets nor devices. */
import type { ErrorCode, Incarnation, PeerMessage, RoomSeat } from '@visavis/shared';
import type { CallEnd, CallPhase, DeviceState } from './call-view.ts';
import type { Party } from './roles.ts';

/** The direct line as the conversation sees it; three seconds without one are nothing to speak of. */
export type LineStanding = 'none' | 'connecting' | 'connected' | 'interrupted';

export interface PeerFacts {
  readonly seat: RoomSeat;
  readonly incarnation: Incarnation;
  readonly present: boolean;
  readonly name: string | undefined;
  readonly ready: boolean;
  readonly hangingUp: boolean;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly screen: 'on' | 'off';
}

/** `together since` both pressed and the line is up; `heard`: something of the other side arrived on this line. */
export interface RoomFacts {
  readonly seat: RoomSeat;
  readonly ready: boolean;
  readonly peer: PeerFacts | undefined;
  /** Who was taken out of the room last: a page load that ends by it, as soon as its pod hears of it. */
  readonly dismissed: Incarnation | undefined;
  readonly line: LineStanding;
  readonly linkedAt: number | undefined;
  readonly heard: boolean;
  /** Nobody sits between: only then is there a conversation. */
  readonly proven: boolean;
  readonly talkingSince: number | undefined;
  /** The pods said no for good; the call lasts as long as its line. */
  readonly refusedBy: ErrorCode | undefined;
}

export type Refusal = { code: ErrorCode; retryAfterMs?: number; incident?: string };

export type CallState =
  | { readonly phase: 'joining'; readonly waitsFor: Refusal | undefined }
  | { readonly phase: 'room'; readonly room: RoomFacts }
  | { readonly phase: 'hanging-up'; readonly room: RoomFacts; readonly until: number }
  | { readonly phase: 'ended'; readonly end: CallEnd }
  | { readonly phase: 'refused'; readonly refusal: Refusal };

/** What the other side tells about the person, not about the line. */
export type PersonMessage = Extract<PeerMessage, { kind: 'ready' | 'name' | 'media' | 'leave' }>;

export type CallEvent =
  /** Every welcome; `peer` is whoever sits opposite. */
  | { type: 'entered'; seat: RoomSeat; peer: Party | undefined }
  | { type: 'seat-taken'; refusal: Refusal }
  | { type: 'peer-here'; peer: Party }
  | { type: 'peer-gone'; incarnation: Incarnation }
  | { type: 'told'; message: PersonMessage }
  | { type: 'line'; line: LineStanding }
  /** A new RTCPeerConnection: nothing was heard on it yet. */
  | { type: 'line-built' }
  | { type: 'media' }
  | { type: 'proof'; isChecked: boolean }
  | { type: 'closed'; how: CallEnd['reason'] | undefined; refusal: Refusal }
  | { type: 'start' | 'unstart' | 'hang-up' | 'undo-hang-up' | 'end-for-all' | 'dismiss' | 'close' }
  | { type: 'tick' };

export type CallEffect =
  /** Another page load of the other side: a line and a channel of its own, name and `ready` said to it. */
  | { do: 'meet'; peer: Party; ready: boolean }
  | { do: 'say'; message: Extract<PeerMessage, { kind: 'ready' | 'leave' }> }
  | { do: 'on-air' | 'off-air' }
  | { do: 'drop-line' }
  | { do: 'dismiss'; incarnation: Incarnation }
  /** Say goodbye to the pod and free everything. */
  | { do: 'leave'; end: boolean };

export type CallStep = { state: CallState; effects: CallEffect[] };

/** Both pressed, the line is up, and nothing arrives: after this long they are talking all the same. */
export const patienceMs = 8_000;

export const newCall: CallState = { phase: 'joining', waitsFor: undefined };

const isLinked = ({ ready, peer, line, proven }: RoomFacts) =>
  ready && peer?.ready === true && line === 'connected' && proven;
const isSilent = (peer: PeerFacts | undefined) =>
  peer?.microphone !== 'on' && peer?.camera !== 'on' && peer?.screen !== 'on';

/** Being seen and heard, or at least everything for it being there. */
const isTalking = (room: RoomFacts) => isLinked(room) && (room.heard || isSilent(room.peer));

/** Own sound and picture flow: both pressed, and nobody is hanging up. */
export const isOnAir = (state: CallState): boolean =>
  state.phase === 'room' && state.room.ready && state.room.peer?.ready === true;

/** The pods see the other side in the room. */
export const isPeerPresent = (state: CallState): boolean =>
  (state.phase === 'room' || state.phase === 'hanging-up') && state.room.peer?.present === true;

/** The phase a page shows. */
export function phaseOf(state: CallState): CallPhase {
  if (state.phase !== 'room') return state.phase;
  const { room } = state;
  if (room.talkingSince !== undefined) return isTalking(room) ? 'talking' : 'interrupted';
  if (room.peer === undefined || (!room.peer.present && room.line !== 'connected')) return 'waiting';
  return room.ready && room.peer.ready ? 'starting' : 'together';
}

/** What follows from the facts alone: since when both are linked, and that they talk. */
export function settle(room: RoomFacts, now: number): RoomFacts {
  const linkedAt = isLinked(room) ? (room.linkedAt ?? now) : undefined;
  const heard = room.heard || (linkedAt !== undefined && now >= linkedAt + patienceMs);
  const settled = { ...room, linkedAt, heard };
  return { ...settled, talkingSince: room.talkingSince ?? (isTalking(settled) ? now : undefined) };
}

/** When the next `tick` is due. */
export function callDeadline(state: CallState): number | undefined {
  if (state.phase === 'hanging-up') return state.until;
  if (state.phase !== 'room' || state.room.heard || state.room.linkedAt === undefined) return undefined;
  return state.room.linkedAt + patienceMs;
}
