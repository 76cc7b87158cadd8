/** The rooms that somebody on this pod sits in, waits for or watches: who hears of a change, and where a message goes. */
import type { Clock } from '@visavis/runtime';
import type { Incarnation, RoomId, RoomSeat } from '@visavis/shared';
import type { BusHeader, BusMessage } from './bus-message.ts';
import { LocalRoom, type Member } from './local-room.ts';
import { type RelayFrame, spliceRelay, splitRelay } from './relay-frame.ts';
import { presentSeats } from './room.ts';
import type { PodId, RoomSnapshot, SeatHold, SeatRecord } from './seat-store.ts';

/** What became of a relayed message. `away`: the seat is kept, its line is lost. `unread`: dropped, it will be repeated. */
export type Forwarded = 'local' | 'bus' | 'absent' | 'unread' | 'away';

/** Sends a message to these pods but this one; loses it rather than fail. */
export type Announce = (pods: Iterable<PodId>, header: BusHeader, text?: string) => void;

export class Rooms {
  readonly #pod: PodId;
  readonly #clock: Clock;
  readonly #announce: Announce;
  readonly #rooms = new Map<RoomId, LocalRoom>();

  constructor(parts: { pod: PodId; clock: Clock; announce: Announce }) {
    this.#pod = parts.pod;
    this.#clock = parts.clock;
    this.#announce = parts.announce;
  }

  /** Rooms that somebody here needs. */
  get size(): number {
    return this.#rooms.size;
  }

  /** Connections that sit or wait in a room on this pod. */
  occupancy(room: RoomId): number {
    return this.#rooms.get(room)?.occupancy ?? 0;
  }

  /** The same text as one that lives already, if it does: a room has one name, however many tickets spell it. */
  nameOf(room: RoomId): RoomId {
    return this.#rooms.get(room)?.id ?? room;
  }

  /** Who is known to be there now. */
  present(room: RoomId): { seat: RoomSeat; incarnation: Incarnation }[] {
    const local = this.#rooms.get(room);
    return local ? presentSeats(local.view).map(([seat, { incarnation }]) => ({ seat, incarnation })) : [];
  }

  /**
   * Puts `member` into the seat that the store gave it, ends the line it took the seat from, and tells the others here
   * and elsewhere. Whoever calls has to welcome the member in the same turn. Answers who else is there; or that the seat is
   * lost again, because the store's answers came in another order than it gave them: then nobody is told.
   */
  sit(
    member: Member,
    hold: SeatHold,
    { snapshot, previous }: { snapshot: RoomSnapshot; previous: SeatRecord | undefined },
    askedAt: number,
  ): { seat: RoomSeat; incarnation: Incarnation }[] | 'replaced' | 'moved' {
    const { room, seat, record } = hold;
    const { epoch, connection, incarnation, pod } = record;
    const local = this.#open(room);
    const held = local.held().filter((other) => other !== seat);
    local.pins += 1;
    local.apply({ type: 'snapshot', snapshot, askedAt, held }, this.#clock.now());
    local.pins -= 1;
    const holder = local.view[seat];
    if (holder?.connection !== connection) {
      this.#sweep(local);
      return !holder || holder.gone || holder.incarnation === incarnation ? 'moved' : 'replaced';
    }
    local.seats[seat] = member;
    const pods = podsOf(snapshot);
    if (previous) pods.add(previous.pod);
    this.#announce(pods, { kind: 'taken', room, seat, epoch, connection, incarnation, pod });
    return this.present(room).filter((other) => other.seat !== seat);
  }

  /** `member` sits there no longer, whatever the store says. */
  stand(member: Member, { room, seat }: SeatHold): void {
    const local = this.#rooms.get(room);
    if (local?.seats[seat] === member) local.seats[seat] = undefined;
    this.#sweep(local);
  }

  /** A seat was given back: everybody hears of it. `snapshot` says which pods care; without it they find out by reading. */
  vacate({ room, seat, record }: SeatHold, snapshot: RoomSnapshot | undefined): void {
    this.#with(room, (local) => local.apply({ type: 'left', seat, epoch: record.epoch }, this.#clock.now()));
    if (snapshot) this.#announce(podsOf(snapshot), { kind: 'left', room, seat, epoch: record.epoch });
  }

  /** The line of this seat is gone; the seat is not yet. Ended by {@link settle}. */
  linger(member: Member, hold: SeatHold): void {
    this.#open(hold.room).pins += 1;
    this.stand(member, hold);
  }

  /** The time after a lost line has run out: the store's word counts. */
  settle(hold: SeatHold, snapshot: RoomSnapshot | undefined, askedAt: number): void {
    const local = this.#open(hold.room);
    local.pins -= 1;
    if (snapshot) {
      this.see(snapshot, askedAt);
      if (!snapshot.seats.some((entry) => entry.seat === hold.seat)) this.vacate(hold, snapshot);
    }
    this.#sweep(local);
  }

  /** Takes over what the store said about a room, if anybody here cares. */
  see(snapshot: RoomSnapshot, askedAt: number): void {
    this.#with(snapshot.room, (local) =>
      local.apply({ type: 'snapshot', snapshot, askedAt, held: local.held() }, this.#clock.now()),
    );
  }

  /** The advisor dismissed the page in this seat. */
  dismissed({ room, seat, record }: SeatHold, snapshot: RoomSnapshot | undefined): void {
    const { epoch, connection } = record;
    this.#with(room, (local) => local.dismiss(seat, epoch, connection, this.#clock.now()));
    const pods = snapshot ? podsOf(snapshot) : new Set<PodId>();
    this.#announce(pods.add(record.pod), { kind: 'dismissed', room, seat, epoch, connection });
  }

  /** The advisor ended the room; `before` is who was in it. */
  over(before: RoomSnapshot): void {
    this.#with(before.room, (local) => local.end(this.#clock.now()));
    this.#announce(podsOf(before), { kind: 'over', room: before.room });
  }

  /** `member` waits for a seat of this room, or hears its presence. */
  join(member: Member, room: RoomId, as: 'waiting' | 'desks'): void {
    const local = this.#open(room);
    local[as] ??= new Set();
    local[as].add(member);
  }

  quit(member: Member, room: RoomId, as: 'waiting' | 'desks'): void {
    const local = this.#rooms.get(room);
    if (!local?.[as]?.delete(member)) return;
    if (local[as].size === 0) local[as] = undefined;
    this.#sweep(local);
  }

  /** The hot path: to the addressee's socket if it is here, else to its pod. Never to another room. */
  forward(from: { room: RoomId; seat: RoomSeat; epoch: number }, frame: Buffer, split: RelayFrame): Forwarded {
    const { room, seat, epoch } = from;
    const { to } = split;
    const local = this.#rooms.get(room);
    const entry = local?.view[to];
    if (!local || !entry || entry.gone || to === seat) return 'absent';
    if (entry.pod !== this.#pod) {
      this.#announce([entry.pod], { kind: 'relay', room, seat, epoch, to }, frame.toString('latin1'));
      return 'bus';
    }
    const member = local.seats[to];
    if (!member || member.id !== entry.connection) return 'away';
    return member.deliver(spliceRelay(frame, split, seat)) ? 'local' : 'unread';
  }

  /** A message of another pod. Answers the room if its sender is not known here, so that the store can be asked. */
  receive({ header, text }: BusMessage): RoomId | undefined {
    const now = this.#clock.now();
    const { kind, room } = header;
    const local = this.#rooms.get(room);
    if (!local) return undefined;
    if (kind === 'relay') return receiveRelay(local, header, text);
    if (kind === 'taken') {
      local.apply({ type: 'taken', seat: header.seat, record: header }, now);
      // Not believed: a room whose epochs were forgotten begins anew, and only the store can tell that from an old message.
      if (local.view[header.seat]?.gone) return room;
    }
    if (kind === 'left') local.apply({ type: 'left', seat: header.seat, epoch: header.epoch }, now);
    if (kind === 'dismissed') local.dismiss(header.seat, header.epoch, header.connection, now);
    if (kind === 'over') local.end(now);
    this.#sweep(local);
    return undefined;
  }

  #open(room: RoomId): LocalRoom {
    const local = this.#rooms.get(room) ?? new LocalRoom(room);
    this.#rooms.set(room, local);
    return local;
  }

  #with(room: RoomId, deed: (local: LocalRoom) => void): void {
    const local = this.#rooms.get(room);
    if (!local) return;
    deed(local);
    this.#sweep(local);
  }

  #sweep(local: LocalRoom | undefined): void {
    if (local?.isIdle) this.#rooms.delete(local.id);
  }
}

const podsOf = ({ seats, watchers }: RoomSnapshot): Set<PodId> =>
  new Set([...seats.map(({ record }) => record.pod), ...watchers]);

/** The bus is not trusted with the text: it is read again, and re-addressed by what the header says. */
function receiveRelay(
  local: LocalRoom,
  { seat, epoch, to }: Extract<BusHeader, { kind: 'relay' }>,
  text: string,
): RoomId | undefined {
  const sender = local.view[seat];
  if (sender && sender.epoch > epoch) return sender.gone ? local.id : undefined;
  // They left at this epoch, or were dismissed, and their pod has not heard of it; if the store says otherwise they repeat themselves.
  if (sender?.gone && sender.epoch === epoch) return local.id;
  const frame = Buffer.from(text, 'latin1');
  const split = splitRelay(frame);
  if (split?.to === to) local.seats[to]?.deliver(spliceRelay(frame, split, seat));
  return sender?.epoch === epoch ? undefined : local.id;
}
