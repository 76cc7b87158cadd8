/** The seat store of one process: what standalone runs on, and the double that the contract keeps honest. */
import type { Clock } from '@visavis/runtime';
import type { Incarnation, RoomId, RoomSeat } from '@visavis/shared';
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

/** One room: the live seats, the last epoch of each seat, and the marks of its end and of dismissed pages. */
interface Room {
  seats: Map<RoomSeat, { record: SeatRecord; until: number }>;
  epochs: Map<RoomSeat, number>;
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
    const live = this.#live(room, claim.seat);
    const last = room.epochs.get(claim.seat) ?? 0;
    if (live && live.record.device !== claim.device) {
      return { outcome: 'seat-taken', retryAfterMs: live.until - this.#clock.now() };
    }
    if (claim.resumes !== undefined) {
      if (live && live.record.incarnation !== claim.incarnation) return { outcome: 'replaced' };
      if (last > claim.resumes + 1) return { outcome: 'stale' };
    }
    const { connection, incarnation, device, pod } = claim;
    const record = { epoch: last + 1, connection, incarnation, device, pod };
    room.epochs.set(claim.seat, record.epoch);
    room.seats.set(claim.seat, { record, until: this.#clock.now() + claim.ttlMs });
    return {
      outcome: 'taken',
      epoch: record.epoch,
      previous: live?.record,
      snapshot: this.#snapshot(claim.room, room),
    };
  }

  async renew(hold: SeatHold, ttlMs: number): Promise<boolean> {
    const room = this.#room(hold.room);
    const live = this.#live(room, hold.seat);
    if (live ? !holds(live.record, hold) : (room.epochs.get(hold.seat) ?? 0) > hold.record.epoch) return false;
    if (room.overUntil > this.#clock.now() || room.dismissed?.get(hold.record.incarnation)) return false;
    room.epochs.set(hold.seat, hold.record.epoch);
    room.seats.set(hold.seat, { record: hold.record, until: this.#clock.now() + ttlMs });
    return true;
  }

  async shorten(hold: SeatHold, ttlMs: number): Promise<boolean> {
    const live = this.#live(this.#rooms.get(hold.room), hold.seat);
    if (!live || !holds(live.record, hold)) return false;
    live.until = Math.min(live.until, this.#clock.now() + ttlMs);
    return true;
  }

  async release(hold: SeatHold): Promise<boolean> {
    const room = this.#rooms.get(hold.room);
    if (!holds(this.#live(room, hold.seat)?.record, hold)) return false;
    return room?.seats.delete(hold.seat) ?? false;
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
    room.seats.delete(found.seat);
    return { room: id, ...found };
  }

  async endRoom(id: RoomId, ttlMs: number): Promise<RoomSnapshot> {
    const room = this.#room(id);
    const before = this.#snapshot(id, room);
    room.overUntil = this.#clock.now() + ttlMs;
    room.seats.clear();
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
    const known = this.#rooms.get(id);
    const room = known ?? {
      seats: new Map(),
      epochs: new Map(),
      watchers: undefined,
      dismissed: undefined,
      overUntil: 0,
    };
    this.#rooms.set(id, room, dayMs);
    return room;
  }

  #live(room: Room | undefined, seat: RoomSeat): { record: SeatRecord; until: number } | undefined {
    const entry = room?.seats.get(seat);
    if (!entry || entry.until > this.#clock.now()) return entry;
    room?.seats.delete(seat);
    return undefined;
  }

  #snapshot(id: RoomId, room: Room | undefined): RoomSnapshot {
    const seats: RoomSnapshot['seats'] = [];
    for (const seat of room?.seats.keys() ?? []) {
      const live = this.#live(room, seat);
      if (live) seats.push({ seat, record: live.record });
    }
    return { room: id, seats, watchers: [...(room?.watchers?.keys() ?? [])] };
  }
}
