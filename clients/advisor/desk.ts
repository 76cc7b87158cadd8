/** Who is in which of the advisor's rooms, learnt over one desk connection that may break and come back. */
import type { Presence, RoomSeat } from '@visavis/shared';
import type { InferOutput } from 'valibot';
import type { PresenceByRoom, RoomPresence } from './day.ts';

/** A pod names everybody who is already there right after `welcome`; after this long the picture is complete. */
export const settleMs = 3_000;
/** A guest who is away for less (a reload, a lost Wi-Fi) goes on waiting since the same minute and does not knock again. */
export const returnMs = 60_000;

interface SeatRecord {
  since: number;
  /** We saw the joining itself, so `since` is exact. */
  witnessed: boolean;
  /** Named again since the connection came back. */
  confirmed: boolean;
  leftAt: number | undefined;
}

export interface DeskState {
  phase: 'connecting' | 'open' | 'reconnecting' | 'closed';
  openedAt: number;
  /** Since when the line has been gone; a second of silence is nobody's business. */
  lostAt: number | undefined;
  seats: ReadonlyMap<string, SeatRecord>;
}

export type DeskEvent =
  | { type: 'opened' }
  | { type: 'presence'; presence: InferOutput<typeof Presence> }
  | { type: 'lost' }
  | { type: 'closed' }
  | { type: 'tick' };

/** `joined` and `left` are about guests only; `refresh` asks for the list of appointments again. */
export type DeskEffect =
  | { type: 'guest-joined'; room: string }
  | { type: 'guest-left'; room: string }
  | { type: 'refresh' };

export interface DeskStep {
  state: DeskState;
  effects: DeskEffect[];
}

export const deskStart: DeskState = { phase: 'connecting', openedAt: 0, lostAt: undefined, seats: new Map() };

const keyOf = (room: string, seat: RoomSeat) => `${seat} ${room}`;
const roomOf = (key: string) => key.slice(key.indexOf(' ') + 1);
const isGuest = (key: string) => key.startsWith('guest ');

/** One event at `now` (milliseconds of the server's clock). */
export function stepDesk(state: DeskState, event: DeskEvent, now: number): DeskStep {
  switch (event.type) {
    case 'opened':
      return { state: opened(state, now), effects: [{ type: 'refresh' }] };
    case 'presence':
      return event.presence.event === 'joined'
        ? joined(state, keyOf(event.presence.room, event.presence.seat), now)
        : left(state, keyOf(event.presence.room, event.presence.seat), now);
    case 'lost':
      return { state: gone(state, state.phase === 'connecting' ? 'connecting' : 'reconnecting', now), effects: [] };
    case 'closed':
      return { state: gone(state, 'closed', now), effects: [] };
    case 'tick':
      return tick(state, now);
    default:
      return event satisfies never;
  }
}

function opened(state: DeskState, now: number): DeskState {
  const seats = new Map([...state.seats].map(([key, record]) => [key, { ...record, confirmed: false }]));
  return { phase: 'open', openedAt: now, lostAt: undefined, seats };
}

const gone = (state: DeskState, phase: DeskState['phase'], now: number): DeskState => ({
  ...state,
  phase,
  lostAt: state.lostAt ?? now,
});

function joined(state: DeskState, key: string, now: number): DeskStep {
  const known = state.seats.get(key);
  const isBack = known !== undefined && (known.leftAt === undefined || now - known.leftAt < returnMs);
  const witnessed = now - state.openedAt >= settleMs;
  const record: SeatRecord = isBack
    ? { ...known, confirmed: true, leftAt: undefined }
    : { since: now, witnessed, confirmed: true, leftAt: undefined };
  const effects: DeskEffect[] = [{ type: 'refresh' }];
  if (isGuest(key) && known?.leftAt === undefined && isBack)
    return { state: withSeat(state, key, record), effects: [] };
  if (isGuest(key) && !isBack) effects.unshift({ type: 'guest-joined', room: roomOf(key) });
  return { state: withSeat(state, key, record), effects };
}

function left(state: DeskState, key: string, now: number): DeskStep {
  const known = state.seats.get(key);
  if (known === undefined || known.leftAt !== undefined) return { state, effects: [] };
  const effects: DeskEffect[] = [{ type: 'refresh' }];
  if (isGuest(key)) effects.unshift({ type: 'guest-left', room: roomOf(key) });
  return { state: withSeat(state, key, { ...known, confirmed: true, leftAt: now }), effects };
}

function withSeat(state: DeskState, key: string, record: SeatRecord): DeskState {
  return { ...state, seats: new Map(state.seats).set(key, record) };
}

/** Who was not named again after a reconnect has left meanwhile; who left long ago is forgotten. */
function tick(state: DeskState, now: number): DeskStep {
  if (state.phase !== 'open' || now - state.openedAt < settleMs) return { state, effects: [] };
  const effects: DeskEffect[] = [];
  const seats = new Map<string, SeatRecord>();
  for (const [key, record] of state.seats) {
    const isGone = record.leftAt !== undefined || !record.confirmed;
    if (!isGone || (record.leftAt !== undefined && now - record.leftAt < returnMs)) seats.set(key, record);
    if (isGone && record.leftAt === undefined && isGuest(key)) effects.push({ type: 'guest-left', room: roomOf(key) });
  }
  if (seats.size === state.seats.size) return { state, effects: [] };
  if (effects.length > 0) effects.push({ type: 'refresh' });
  return { state: { ...state, seats }, effects };
}

/**
 * The rooms that somebody is in. Whoever was there before we looked waits since `admittedAt` (by room, milliseconds), when
 * that is known and earlier.
 */
export function presenceOf(state: DeskState, admittedAt: ReadonlyMap<string, number>): PresenceByRoom {
  const rooms = new Map<string, RoomPresence>();
  for (const [key, record] of state.seats) {
    if (record.leftAt !== undefined) continue;
    const room = roomOf(key);
    const entry = rooms.get(room) ?? { guestSince: undefined, advisor: false };
    const admitted = record.witnessed ? undefined : admittedAt.get(room);
    if (isGuest(key)) entry.guestSince = Math.min(record.since, admitted ?? record.since);
    else if (key.startsWith('advisor ')) entry.advisor = true;
    rooms.set(room, entry);
  }
  return rooms;
}
