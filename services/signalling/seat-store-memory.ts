/** The seat store of one process: what standalone runs on, and the double that the contract keeps honest. */
import type { Clock } from '@visavis/runtime';
import { type Incarnation, type RoomId, roomSeats } from '@visavis/shared';
import type {
  Entering,
  Entrance,
  PodId,
  Rate,
  Renewal,
  RoomSnapshot,
  SeatClaim,
  SeatHold,
  SeatKey,
  SeatRecord,
  SeatStore,
  Taking,
  Withdrawal,
} from './seat-store.ts';
import type { Place, Room } from './seat-store-memory-room.ts';
import { TtlSet } from './ttl-set.ts';

const dayMs = 24 * 3_600_000;
const sweepMs = 60_000;
/** Before any start, also if the clock steps back. */
const past = -(2 ** 31);

const holds = (record: SeatRecord | undefined, hold: SeatHold): boolean =>
  record?.epoch === hold.record.epoch && record.connection === hold.record.connection;

export class MemorySeatStore implements SeatStore {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #rooms = new Map<RoomId, Room>();
  readonly #used: TtlSet<string>;
  /** Until when each key has used up its rate. */
  readonly #rates: TtlSet<string>;
  readonly #stopSweep: () => void;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#used = new TtlSet(clock);
    this.#rates = new TtlSet(clock);
    this.#stopSweep = clock.every(sweepMs, () => this.#sweep());
  }

  async take(claim: SeatClaim): Promise<Taking> {
    const room = this.#room(claim.room, claim.lastsMs);
    if (room.overUntil > this.#now()) return { outcome: 'room-over' };
    if (room.dismissed?.has(claim.incarnation)) return { outcome: 'dismissed' };
    const place = room[claim.seat];
    const live = this.#live(place);
    const last = place?.epoch ?? 0;
    if (live && live.device !== claim.device) {
      return { outcome: 'seat-taken', retryAfterMs: (place?.until ?? 0) - this.#now() };
    }
    if (claim.resumes !== undefined) {
      if (live && live.incarnation !== claim.incarnation) return { outcome: 'replaced' };
      if (last > claim.resumes + 1) return { outcome: 'stale' };
    }
    const { connection, incarnation, device, pod, replaces } = claim;
    if (live && live.incarnation !== incarnation && live.connection !== replaces) {
      return { outcome: 'held', by: live.connection };
    }
    const epoch = Math.max(last, claim.resumes ?? 0) + 1;
    const record = { epoch, connection, incarnation, device, pod };
    room[claim.seat] = { epoch: record.epoch, record, until: this.#now() + claim.ttlMs };
    return { outcome: 'taken', epoch: record.epoch, previous: live, snapshot: this.#snapshot(claim.room, room) };
  }

  async enter({ claim, address, room, once }: Entrance): Promise<Entering> {
    const rates = [
      { of: 'address', key: address.key, rate: address },
      { of: 'room', key: `hello/room/${claim.room}`, rate: room },
    ] as const;
    for (const { of, key, rate } of rates) {
      const waitMs = this.#throttle(key, rate);
      if (waitMs > 0) return { outcome: 'too-many', of, waitMs };
    }
    if (once && !this.#useOnce(once.id, once.ttlMs)) return { outcome: 'ticket-used' };
    return this.take(claim);
  }

  async renew(hold: SeatHold, ttlMs: number, restores = true): Promise<Renewal> {
    const room = this.#known(hold.room) ?? this.#room(hold.room);
    const place = room[hold.seat];
    const live = this.#live(place);
    if (room.overUntil > this.#now()) return { outcome: 'room-over' };
    if (room.dismissed?.has(hold.record.incarnation)) return { outcome: 'dismissed' };
    if (live && !holds(live, hold)) {
      return { outcome: live.incarnation === hold.record.incarnation ? 'moved' : 'replaced' };
    }
    if (!live && (place?.epoch ?? 0) > hold.record.epoch) return { outcome: 'moved' };
    if (!live && !restores) return { outcome: 'vanished' };
    const until = this.#now() + ttlMs;
    if (place && live) place.until = until;
    else room[hold.seat] = { epoch: hold.record.epoch, record: hold.record, until };
    return { outcome: 'kept', snapshot: this.#snapshot(hold.room, room) };
  }

  async shorten(hold: SeatHold, ttlMs: number): Promise<boolean> {
    const place = this.#known(hold.room)?.[hold.seat];
    if (!place || !holds(this.#live(place), hold)) return false;
    place.until = Math.min(place.until, this.#now() + ttlMs);
    return true;
  }

  async release(hold: SeatHold): Promise<RoomSnapshot | undefined> {
    const room = this.#known(hold.room);
    if (!holds(this.#live(room?.[hold.seat]), hold)) return undefined;
    this.#empty(room?.[hold.seat]);
    return this.#snapshot(hold.room, room);
  }

  async withdraw({
    room: id,
    seat,
    connection,
  }: Parameters<SeatStore['withdraw']>[0]): Promise<Withdrawal | undefined> {
    const room = this.#known(id);
    const record = this.#live(room?.[seat]);
    if (record?.connection !== connection) return undefined;
    this.#empty(room?.[seat]);
    return { record, snapshot: this.#snapshot(id, room) };
  }

  async dismiss(
    id: RoomId,
    incarnation: Incarnation,
    ttlMs: number,
  ): Promise<(SeatKey & { record: SeatRecord }) | undefined> {
    const room = this.#room(id, ttlMs);
    const found = this.#snapshot(id, room).seats.find(({ record }) => record.incarnation === incarnation);
    if (!found) return undefined;
    room.dismissed ??= new TtlSet(this.#clock);
    room.dismissed.add(incarnation, ttlMs);
    this.#empty(room[found.seat]);
    return { room: id, ...found };
  }

  async endRoom(id: RoomId, ttlMs: number): Promise<RoomSnapshot> {
    const room = this.#room(id, ttlMs);
    const before = this.#snapshot(id, room);
    room.overUntil = this.#now() + ttlMs;
    for (const seat of roomSeats) this.#empty(room[seat]);
    return before;
  }

  async readRooms(rooms: readonly RoomId[]): Promise<RoomSnapshot[]> {
    return rooms.map((id) => this.#snapshot(id, this.#known(id)));
  }

  async watch(rooms: readonly RoomId[], pod: PodId, ttlMs: number): Promise<void> {
    for (const id of rooms) {
      const room = this.#room(id, ttlMs);
      room.watchers ??= new TtlSet(this.#clock);
      room.watchers.add(pod, ttlMs);
    }
  }

  async useOnce(id: string, ttlMs: number): Promise<boolean> {
    return this.#useOnce(id, ttlMs);
  }

  async throttle(key: string, rate: Rate): Promise<number> {
    return this.#throttle(key, rate);
  }

  async ping(): Promise<void> {}

  /** It is never gone. */
  onReturn(): void {}

  async close(): Promise<void> {
    this.#stopSweep();
  }

  #now(): number {
    // Rounded, because only then the engine keeps it as a small number.
    return Math.floor(this.#clock.now() - this.#startedAt);
  }

  #useOnce(id: string, ttlMs: number): boolean {
    if (this.#used.has(id)) return false;
    this.#used.add(id, ttlMs);
    return true;
  }

  #throttle(key: string, { burst, everyMs }: Rate): number {
    const usedMs = this.#rates.leftMs(key) + everyMs;
    const waitMs = usedMs - burst * everyMs;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#rates.add(key, usedMs);
    return 0;
  }

  #known(id: RoomId): Room | undefined {
    const room = this.#rooms.get(id);
    return room && room.until > this.#now() ? room : undefined;
  }

  /** Kept for `forMs` at least. */
  #room(id: RoomId, forMs = dayMs): Room {
    const until = this.#now() + Math.min(dayMs, Math.ceil(forMs));
    const known = this.#known(id);
    if (known) {
      known.until = Math.max(known.until, until);
      return known;
    }
    const [advisor, guest, companion, watchers, dismissed] = [undefined, undefined, undefined, undefined, undefined];
    const room: Room = { advisor, guest, companion, watchers, dismissed, overUntil: past, until };
    this.#rooms.set(id, room);
    return room;
  }

  #sweep(): void {
    const now = this.#now();
    for (const [id, room] of this.#rooms) if (room.until <= now) this.#rooms.delete(id);
    this.#used.sweep();
    this.#rates.sweep();
  }

  #live(place: Place | undefined): SeatRecord | undefined {
    return place && place.until > this.#now() ? place.record : undefined;
  }

  #empty(place: Place | undefined): void {
    if (place) place.record = undefined;
  }

  #snapshot(id: RoomId, room: Room | undefined): RoomSnapshot {
    const seats = roomSeats.flatMap((seat) => {
      const record = this.#live(room?.[seat]);
      return record ? [{ seat, record }] : [];
    });
    return { room: id, seats, watchers: [...(room?.watchers?.keys() ?? [])] };
  }
}
