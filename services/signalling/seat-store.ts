/** Who holds which seat, for all pods together: the only state that outlives a pod. */
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId, RoomSeat } from '@visavis/shared';

/** One running pod, chosen at its start; also the name of its inbox on the bus. */
export type PodId = string & { readonly brand: 'PodId' };

/** What the store knows of a taken seat. `epoch` grows with every taking of this seat, also across releases. */
export interface SeatRecord {
  epoch: number;
  connection: ConnectionId;
  incarnation: Incarnation;
  device: DeviceThumbprint;
  pod: PodId;
}

export interface SeatKey {
  room: RoomId;
  seat: RoomSeat;
}

/**
 * A wish for a seat. `resumes` is the epoch a resume token names, `replaces` the connection of another page of the same device
 * that may be pushed out of it. `lastsMs`: after that nobody has a right to this room, and its epochs may be forgotten; a day
 * if it does not say.
 */
export interface SeatClaim extends SeatKey {
  connection: ConnectionId;
  incarnation: Incarnation;
  device: DeviceThumbprint;
  pod: PodId;
  ttlMs: number;
  resumes?: number;
  replaces?: ConnectionId;
  lastsMs?: number;
}

/** A seat as its holder knows it; every later change is compared with it. */
export interface SeatHold extends SeatKey {
  record: SeatRecord;
}

/** A room at one moment: its live seats, and the pods that want to hear of changes although they hold none. */
export interface RoomSnapshot {
  room: RoomId;
  seats: { seat: RoomSeat; record: SeatRecord }[];
  watchers: PodId[];
}

/**
 * `taken`: the seat is the claimant's; `previous` is whom it took over from, `snapshot` the room afterwards.
 * `held`: another page of the same device sits there, by this connection, and the claim does not say that it may be replaced.
 * `seat-taken`: another device sits there for at most `retryAfterMs` unless it renews.
 * `replaced`: a resume, but another page of the same device took the seat since.
 * `stale`: a resume that names an epoch older than the last but one.
 * `room-over`, `dismissed`: marks set by {@link SeatStore.endRoom} and {@link SeatStore.dismiss}.
 */
export type Taking =
  | { outcome: 'taken'; epoch: number; previous: SeatRecord | undefined; snapshot: RoomSnapshot }
  | { outcome: 'held'; by: ConnectionId }
  | { outcome: 'seat-taken'; retryAfterMs: number }
  | { outcome: 'replaced' | 'stale' | 'room-over' | 'dismissed' };

/**
 * `kept`: with the room as it is now, whose news may have got lost. `replaced`: another page sits there now. `moved`: the same
 * page does on another line, or somebody did and is gone; the line is over, and its page may come back. `room-over`,
 * `dismissed`: the marks, also when their news got lost.
 * `vanished`: nobody sits there, and nothing was restored because the holder does not want it yet.
 */
export type Renewal =
  | { outcome: 'kept'; snapshot: RoomSnapshot }
  | { outcome: 'replaced' | 'moved' | 'room-over' | 'dismissed' | 'vanished' };

/** What a connection held without knowing it, and the room without it. */
export interface Withdrawal {
  record: SeatRecord;
  snapshot: RoomSnapshot;
}

/** A shared rate: `burst` at once, then one every `everyMs` (GCRA). */
export interface Rate {
  burst: number;
  everyMs: number;
}

/** All that a hello or resume has to pass at the store before the seat is its own. */
export interface Entrance {
  claim: SeatClaim;
  /** Hellos of one address, counted under the same key as by {@link SeatStore.throttle}. */
  address: Rate & { key: string };
  /** Hellos of this room. */
  room: Rate;
  /** The ticket's own id, and how long it has to be remembered; a resume token has none. */
  once: { id: string; ttlMs: number } | undefined;
}

/** `too-many`: of the address or of the room, for so long. `ticket-used`: somebody came with this ticket before. */
export type Entering =
  | Taking
  | { outcome: 'too-many'; of: 'address' | 'room'; waitMs: number }
  | { outcome: 'ticket-used' };

/**
 * Every method is atomic over all pods, settles within two seconds, and rejects when the store cannot be asked; callers
 * then refuse what they would have had to check. Nothing is kept longer than 24 hours.
 */
export interface SeatStore {
  /**
   * A free seat, or one of the same page and device, or of the connection that it `replaces`, is given to the claimant with the
   * next epoch.
   * A resume finds its seat only at the epoch it names or the one after (whose welcome may have been lost); epochs go on
   * from what it names, also when the store forgot the seat.
   */
  take(claim: SeatClaim): Promise<Taking>;
  /**
   * The rate of the address, the rate of the room, the single use of the ticket and {@link take}, in this order and in one go:
   * the first that refuses is the answer, and nothing behind it is done. An address is counted for all rooms together.
   */
  enter(entrance: Entrance): Promise<Entering>;
  /**
   * Compare-and-set on connection and epoch: sets the time to live. A record that vanished is restored, unless a later
   * epoch existed or it `restores` none. Marks go before seats.
   */
  renew(hold: SeatHold, ttlMs: number, restores?: boolean): Promise<Renewal>;
  /** Like {@link renew}, but only ever makes the time shorter and restores nothing. */
  shorten(hold: SeatHold, ttlMs: number): Promise<boolean>;
  /** Frees the seat if it is still this holder's. Answers the room afterwards; `undefined` when it was another's or nobody's. */
  release(hold: SeatHold): Promise<RoomSnapshot | undefined>;
  /** Frees the seat if this connection got it, whatever the epoch: for whoever never heard the answer. Answers what was freed. */
  withdraw(claim: SeatKey & { connection: ConnectionId }): Promise<Withdrawal | undefined>;
  /** Frees the seat of `incarnation` and refuses that page for `ttlMs`. Answers what was freed. */
  dismiss(
    room: RoomId,
    incarnation: Incarnation,
    ttlMs: number,
  ): Promise<(SeatKey & { record: SeatRecord }) | undefined>;
  /** Frees every seat and lets nobody in for `ttlMs`. Answers the room as it was. */
  endRoom(room: RoomId, ttlMs: number): Promise<RoomSnapshot>;
  readRooms(rooms: readonly RoomId[]): Promise<RoomSnapshot[]>;
  /** `pod` wants to hear of these rooms for `ttlMs`. */
  watch(rooms: readonly RoomId[], pod: PodId, ttlMs: number): Promise<void>;
  /** Set-if-absent: true for the first caller within `ttlMs`. */
  useOnce(id: string, ttlMs: number): Promise<boolean>;
  /** 0 when `key` may go on, else how many milliseconds it has to wait. */
  throttle(key: string, rate: Rate): Promise<number>;
  /** Resolves when the store answers. */
  ping(): Promise<void>;
  /** Calls `listener` whenever the store was gone and is back: it may have forgotten everything. */
  onReturn(listener: () => void): void;
  close(): Promise<void>;
}
