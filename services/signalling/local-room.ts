/** One room as far as this pod serves it: whose sockets are here, and what each of them is told. */
import type { ConnectionId, PodMessage, RoomId, RoomSeat } from '@visavis/shared';
import { emptyRoom, presentSeats, type RoomEffect, type RoomEvent, type RoomView, stepRoom } from './room.ts';
import type { SessionEvent } from './session-types.ts';

/** A connection, as its room sees it. */
export interface Member {
  readonly id: ConnectionId;
  /** Hands a relayed frame over; false when the browser reads too slowly to be given more. */
  deliver(frame: Buffer): boolean;
  send(message: PodMessage): void;
  handle(event: SessionEvent): void;
}

export class LocalRoom {
  readonly id: RoomId;
  view: RoomView = emptyRoom;
  seats: Record<RoomSeat, Member | undefined> = { advisor: undefined, guest: undefined, companion: undefined };
  waiting: Set<Member> | undefined = undefined;
  desks: Set<Member> | undefined = undefined;
  /** Reasons to keep the room besides sockets: seats whose line is lost and whose time runs, a taking under way. */
  pins = 0;

  constructor(id: RoomId) {
    this.id = id;
  }

  /** Connections that sit or wait here. */
  get occupancy(): number {
    return Object.values(this.seats).filter(Boolean).length + (this.waiting?.size ?? 0);
  }

  /** Nobody here needs this room any more. */
  get isIdle(): boolean {
    return this.occupancy === 0 && !this.desks && this.pins === 0;
  }

  /** Seats whose holder's socket is here. */
  held(): RoomSeat[] {
    return presentSeats(this.view)
      .filter(([seat, entry]) => this.seats[seat]?.id === entry.connection)
      .map(([seat]) => seat);
  }

  /** Takes in what happened, and tells everybody here what changed by it. */
  apply(event: RoomEvent, now: number): void {
    const { state, effects } = stepRoom(this.view, event, now);
    this.view = state;
    for (const effect of effects) this.#tell(effect);
  }

  /** Ends the line in `seat`, if it is this connection's, and empties the seat. */
  dismiss(seat: RoomSeat, epoch: number, connection: ConnectionId, now: number): void {
    const member = this.seats[seat];
    if (member?.id === connection) {
      this.seats[seat] = undefined;
      member.handle({ type: 'dismissed' });
    }
    this.apply({ type: 'left', seat, epoch }, now);
  }

  /** Ends every line but the desks'. */
  end(now: number): void {
    const members = [...Object.values(this.seats), ...(this.waiting ?? [])];
    this.seats = { advisor: undefined, guest: undefined, companion: undefined };
    this.apply({ type: 'over' }, now);
    for (const member of members) member?.handle({ type: 'room-over' });
  }

  /** A seat that changed hands evicts the line that held it; the same page on a new line is no news to the others. */
  #tell({ event, seat, incarnation, connection }: RoomEffect): void {
    const holder = this.seats[seat];
    if (event !== 'left' && holder && holder.id !== connection) {
      this.seats[seat] = undefined;
      holder.handle({ type: event === 'moved' ? 'moved' : 'replaced' });
    }
    if (event === 'moved') return;
    for (const [other, member] of Object.entries(this.seats)) {
      if (member && other !== seat) member.send({ type: 'peer', event, seat, incarnation });
    }
    if (event === 'replaced') return;
    for (const desk of this.desks ?? []) desk.send({ type: 'presence', room: this.id, seat, event });
    if (event === 'left') for (const member of [...(this.waiting ?? [])]) member.handle({ type: 'seat-free' });
  }
}
