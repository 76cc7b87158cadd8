/** One pod's view of one room: who sits where, kept true by epochs although messages get lost, repeated and late. */
import type { ConnectionId, Incarnation, RoomSeat } from '@visavis/shared';
import type { PodId, RoomSnapshot, SeatRecord } from './seat-store.ts';

/** Somebody in a seat; `gone` keeps the epoch of one who left, so that an older message cannot bring them back. */
export interface SeatEntry {
  epoch: number;
  connection: ConnectionId;
  incarnation: Incarnation;
  pod: PodId;
  learntAt: number;
  gone: boolean;
}

export type RoomView = Readonly<Record<RoomSeat, SeatEntry | undefined>>;

/**
 * `snapshot` is the store's word, asked for at `askedAt`: it overrules whatever was learnt before that, except the seats in
 * `held`, whose sockets are on this very pod and which it announces again by itself if the store forgot them.
 */
export type RoomEvent =
  | { type: 'taken'; seat: RoomSeat; record: Omit<SeatRecord, 'device'> }
  | { type: 'left'; seat: RoomSeat; epoch: number }
  | { type: 'over' }
  | { type: 'snapshot'; snapshot: RoomSnapshot; askedAt: number; held: readonly RoomSeat[] };

/** To be told to everybody in the room but `seat` itself. `moved`: the same page, now on another connection. */
export interface RoomEffect {
  event: 'joined' | 'left' | 'replaced' | 'moved';
  seat: RoomSeat;
  incarnation: Incarnation;
  connection: ConnectionId;
}

/** Of one who left before anything else was heard of them. */
const unheard = '' as ConnectionId;

export const emptyRoom: RoomView = { advisor: undefined, guest: undefined, companion: undefined };

/** Written out so that every view has one small shape. */
function withEntry(view: RoomView, seat: RoomSeat, entry: SeatEntry): RoomView {
  const advisor = seat === 'advisor' ? entry : view.advisor;
  const guest = seat === 'guest' ? entry : view.guest;
  const companion = seat === 'companion' ? entry : view.companion;
  return { advisor, guest, companion };
}

type Step = { state: RoomView; effects: RoomEffect[] };

/** Pure; events may come in any order and any number of times. */
export function stepRoom(state: RoomView, event: RoomEvent, now: number): Step {
  switch (event.type) {
    case 'taken':
      return taken(state, event.seat, event.record, now);
    case 'left':
      return left(state, event.seat, event.epoch, now);
    case 'over':
      return inTurn(state, presentSeats(state), (view, [seat, entry]) => left(view, seat, entry.epoch, now));
    case 'snapshot':
      return snapshot(state, event, now);
    default:
      return event satisfies never;
  }
}

/** Seats that somebody sits in. */
export function presentSeats(state: RoomView): [RoomSeat, SeatEntry][] {
  const present: [RoomSeat, SeatEntry][] = [];
  for (const seat of ['advisor', 'guest', 'companion'] as const) {
    const entry = state[seat];
    if (entry && !entry.gone) present.push([seat, entry]);
  }
  return present;
}

const unchanged = (state: RoomView): Step => ({ state, effects: [] });

function inTurn<T>(state: RoomView, items: readonly T[], step: (state: RoomView, item: T) => Step): Step {
  const effects: RoomEffect[] = [];
  let view = state;
  for (const item of items) {
    const next = step(view, item);
    view = next.state;
    effects.push(...next.effects);
  }
  return { state: view, effects };
}

function taken(state: RoomView, seat: RoomSeat, record: Omit<SeatRecord, 'device'>, now: number): Step {
  const before = state[seat];
  if (before && (before.epoch > record.epoch || (before.epoch === record.epoch && isOver(before, record))))
    return unchanged(state);
  return seated(state, seat, record, now);
}

/** Whoever got an epoch twice is two: a store that has forgotten everything begins to count anew. */
const isOver = ({ gone, connection }: SeatEntry, record: Pick<SeatRecord, 'connection'>): boolean =>
  gone && (connection === record.connection || connection === unheard);

function seated(state: RoomView, seat: RoomSeat, record: Omit<SeatRecord, 'device'>, now: number): Step {
  const before = state[seat];
  const { epoch, connection, incarnation, pod } = record;
  const entry: SeatEntry = { epoch, connection, incarnation, pod, learntAt: now, gone: false };
  const view = withEntry(state, seat, entry);
  if (before && !before.gone && before.connection === connection) return { state: view, effects: [] };
  const event = !before || before.gone ? 'joined' : before.incarnation === incarnation ? 'moved' : 'replaced';
  return { state: view, effects: [{ event, seat, incarnation, connection }] };
}

function left(state: RoomView, seat: RoomSeat, epoch: number, now: number): Step {
  const before = state[seat];
  if (!before || before.gone || before.epoch > epoch) return unchanged(state);
  const { incarnation, connection } = before;
  const entry = {
    ...before,
    epoch,
    connection: epoch > before.epoch ? unheard : connection,
    gone: true,
    learntAt: now,
  };
  return {
    state: withEntry(state, seat, entry),
    effects: [{ event: 'left', seat, incarnation, connection }],
  };
}

function snapshot(
  state: RoomView,
  { snapshot: { seats }, askedAt, held }: Extract<RoomEvent, { type: 'snapshot' }>,
  now: number,
): Step {
  const isOlder = (entry: SeatEntry | undefined): boolean => entry === undefined || entry.learntAt < askedAt;
  const vanished = presentSeats(state).filter(
    ([seat, entry]) => isOlder(entry) && !held.includes(seat) && !seats.some((found) => found.seat === seat),
  );
  const emptied = inTurn(state, vanished, (view, [seat, entry]) => left(view, seat, entry.epoch, now));
  const filled = inTurn(emptied.state, seats, (view, { seat, record }) =>
    isOlder(state[seat]) ? seated(view, seat, record, now) : taken(view, seat, record, now),
  );
  return { state: filled.state, effects: [...emptied.effects, ...filled.effects] };
}
