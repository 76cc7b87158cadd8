/** The seat store of one process: what standalone runs on, and the double that the contract keeps honest. */
import type { Clock } from '@visavis/runtime';
import { type Incarnation, type RoomId, roomSeats } from '@visavis/shared';
import type {
  PodId,
  Rate,
  RoomSnapshot,
  SeatClaim,
  SeatHold,
  SeatKey,
  SeatRecord,
  SeatStore,
  Taking,
} from './seat-store.ts';
import { TtlMap } from './ttl-map.ts';

const dayMs = 24 * 3_600_000;
const sweepMs = 60_000;

/** A seat ever taken: its last epoch, and whose it is until when. */
interface Place {
  epoch: number;
  record: SeatRecord | undefined;
  until: number;
}

/** One room: its seats, and the marks of its end and of dismissed pages. Small, because there may be many. */
interface Room {
  advisor: Place | undefined;
  guest: Place | undefined;
  companion: Place | undefined;
  watchers: TtlMap<PodId, true> | undefined;
  dismissed: TtlMap<Incarnation, true> | undefined;
  overUntil: number;
}

const holds = (record: SeatRecord | undefined, hold: SeatHold): boolean =>
  record?.epoch === hold.record.epoch && record.connection === hold.record.connection;

export class MemorySeatStore implements SeatStore {
  readonly #clock: Clock;
  readonly #rooms: TtlMap<RoomId, Room>;
  readonly #used: TtlMap<string, true>;
  readonly #rates: TtlMap<string, number>;
  readonly #stopSweep: () => void;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#rooms = new TtlMap(clock);
    this.#used = new TtlMap(clock);
    this.#rates = new TtlMap(clock);
    this.#stopSweep = clock.every(sweepMs, () => {
      for (const map of [this.#rooms, this.#used, this.#rates]) map.sweep();
    });
  }

  async take(claim: SeatClaim): Promise<Taking> {
    const room = this.#room(claim.room);
    if (room.overUntil > this.#clock.now()) return { outcome: 'room-over' };
    if (room.dismissed?.get(claim.incarnation)) return { outcome: 'dismissed' };
    const place = room[claim.seat];
    const live = this.#live(place);
    const last = place?.epoch ?? 0;
    if (live && live.device !== claim.device) {
      return { outcome: 'seat-taken', retryAfterMs: (place?.until ?? 0) - this.#clock.now() };
    }
    if (claim.resumes !== undefined) {
      if (live && live.incarnation !== claim.incarnation) return { outcome: 'replaced' };
      if (last > claim.resumes + 1) return { outcome: 'stale' };
    }
    const { connection, incarnation, device, pod } = claim;
    const record = { epoch: last + 1, connection, incarnation, device, pod };
    room[claim.seat] = { epoch: record.epoch, record, until: this.#clock.now() + claim.ttlMs };
    return { outcome: 'taken', epoch: record.epoch, previous: live, snapshot: this.#snapshot(claim.room, room) };
  }

  async renew(hold: SeatHold, ttlMs: number): Promise<boolean> {
    const room = this.#room(hold.room);
    const place = room[hold.seat];
    const live = this.#live(place);
    if (live ? !holds(live, hold) : (place?.epoch ?? 0) > hold.record.epoch) return false;
    if (room.overUntil > this.#clock.now() || room.dismissed?.get(hold.record.incarnation)) return false;
    const until = this.#clock.now() + ttlMs;
    if (place && live) place.until = until;
    else room[hold.seat] = { epoch: hold.record.epoch, record: hold.record, until };
    return true;
  }

  async shorten(hold: SeatHold, ttlMs: number): Promise<boolean> {
    const place = this.#rooms.get(hold.room)?.[hold.seat];
    if (!place || !holds(this.#live(place), hold)) return false;
    place.until = Math.min(place.until, this.#clock.now() + ttlMs);
    return true;
  }

  async release(hold: SeatHold): Promise<boolean> {
    const place = this.#rooms.get(hold.room)?.[hold.seat];
    if (!place || !holds(this.#live(place), hold)) return false;
    place.record = undefined;
    return true;
  }

  async dismiss(
    id: RoomId,
    incarnation: Incarnation,
    ttlMs: number,
  ): Promise<(SeatKey & { record: SeatRecord }) | undefined> {
    const room = this.#room(id);
    const found = this.#snapshot(id, room).seats.find(({ record }) => record.incarnation === incarnation);
    if (!found) return undefined;
    room.dismissed ??= new TtlMap(this.#clock);
    room.dismissed.set(incarnation, true, ttlMs);
    this.#empty(room[found.seat]);
    return { room: id, ...found };
  }

  async endRoom(id: RoomId, ttlMs: number): Promise<RoomSnapshot> {
    const room = this.#room(id);
    const before = this.#snapshot(id, room);
    room.overUntil = this.#clock.now() + ttlMs;
    for (const seat of roomSeats) this.#empty(room[seat]);
    return before;
  }

  async readRooms(rooms: readonly RoomId[]): Promise<RoomSnapshot[]> {
    return rooms.map((id) => this.#snapshot(id, this.#rooms.get(id)));
  }

  async watch(rooms: readonly RoomId[], pod: PodId, ttlMs: number): Promise<void> {
    for (const id of rooms) {
      const room = this.#room(id);
      room.watchers ??= new TtlMap(this.#clock);
      room.watchers.set(pod, true, ttlMs);
    }
  }

  async useOnce(id: string, ttlMs: number): Promise<boolean> {
    if (this.#used.get(id)) return false;
    this.#used.set(id, true, ttlMs);
    return true;
  }

  async throttle(key: string, { burst, everyMs }: Rate): Promise<number> {
    const now = this.#clock.now();
    const arrival = Math.max(this.#rates.get(key) ?? now, now);
    const waitMs = arrival + everyMs - now - burst * everyMs;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#rates.set(key, arrival + everyMs, arrival + everyMs - now);
    return 0;
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    this.#stopSweep();
  }

  #room(id: RoomId): Room {
    const room = this.#rooms.get(id) ?? {
      advisor: undefined,
      guest: undefined,
      companion: undefined,
      watchers: undefined,
      dismissed: undefined,
      overUntil: 0,
    };
    this.#rooms.set(id, room, dayMs);
    return room;
  }

  #live(place: Place | undefined): SeatRecord | undefined {
    return place && place.until > this.#clock.now() ? place.record : undefined;
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
