/** Seats whose store did not answer when they were given back or their line was lost: told again as soon as it does. */
import type { RoomSnapshot, SeatClaim, SeatHold, SeatStore } from './seat-store.ts';

/** `release`: the seat was given back. `shorten`: its line is lost, and it need not be kept for a whole call. */
export type OwedDeed = 'release' | 'shorten';

/** Whoever was sent away without an answer may have got the seat when the store went on. */
type Withdrawn = Pick<SeatClaim, 'room' | 'seat' | 'connection'>;

interface Debt {
  what: { hold: SeatHold; deed: OwedDeed } | { withdrawn: Withdrawn };
  /** Afterwards the store has forgotten the seat by itself. */
  until: number;
}

export interface OwedOptions {
  store: SeatStore;
  /** The longest and the ordinary life of a seat that nobody renews. */
  longestMs: number;
  ordinaryMs: number;
  /** A seat was given back after all; the room is what is left of it. */
  onReleased(hold: SeatHold, room: RoomSnapshot): void;
}

const most = 100_000;
/** How many are told at once, so that a store that is back can answer others too. */
const atOnce = 1_000;
/** Many may knock in an outage, again and again; what is not withdrawn has its ordinary end. */
const mostWithdrawn = 1_000;

export class Owed {
  readonly #options: OwedOptions;
  #debts: Debt[] = [];
  #withdrawn = 0;

  constructor(options: OwedOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#debts.length;
  }

  add(hold: SeatHold, deed: OwedDeed, now: number): void {
    const until = now + this.#options.longestMs;
    if (this.#debts.length < most) this.#debts.push({ what: { hold, deed }, until });
  }

  /** Nobody knows whether the store heard this claim, and its connection ends: if it did, the seat is nobody's. */
  withdraw({ room, seat, connection }: Withdrawn, now: number): void {
    if (this.#withdrawn >= mostWithdrawn || this.#debts.length >= most) return;
    this.#withdrawn += 1;
    this.#debts.push({ what: { withdrawn: { room, seat, connection } }, until: now + this.#options.ordinaryMs });
  }

  /**
   * Tells the store some of what it has not heard, the oldest first; what fails again stays owed. Comparing with the holder
   * makes it safe to be late. Answers whether all of them were heard.
   */
  async settle(now: number): Promise<boolean> {
    const live = this.#debts.filter(({ until }) => until > now);
    const debts = live.splice(0, atOnce);
    this.#debts = live;
    const heard = await Promise.all(debts.map((debt) => this.#try(debt)));
    this.#withdrawn = this.#debts.filter(({ what }) => 'withdrawn' in what).length;
    return heard.every(Boolean);
  }

  async #try(debt: Debt): Promise<boolean> {
    try {
      await this.#do(debt);
      return true;
    } catch {
      this.#debts.push(debt);
      return false;
    }
  }

  async #do({ what }: Debt): Promise<void> {
    const { store, ordinaryMs, onReleased } = this.#options;
    if ('withdrawn' in what) {
      const { room, seat } = what.withdrawn;
      const found = await store.withdraw(what.withdrawn);
      if (found) onReleased({ room, seat, record: found.record }, found.snapshot);
      return;
    }
    const { hold, deed } = what;
    if (deed === 'shorten') {
      await store.shorten(hold, ordinaryMs);
      return;
    }
    const room = await store.release(hold);
    if (room) onReleased(hold, room);
  }
}
