/** Seats whose store did not answer when they were given back or their line was lost: told again as soon as it does. */
import type { RoomSnapshot, SeatHold, SeatStore } from './seat-store.ts';

/** `release`: the seat was given back. `shorten`: its line is lost, and it need not be kept for a whole call. */
export type OwedDeed = 'release' | 'shorten';

interface Debt {
  hold: SeatHold;
  deed: OwedDeed;
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

export class Owed {
  readonly #options: OwedOptions;
  #debts: Debt[] = [];

  constructor(options: OwedOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#debts.length;
  }

  add(hold: SeatHold, deed: OwedDeed, now: number): void {
    if (this.#debts.length < most) this.#debts.push({ hold, deed, until: now + this.#options.longestMs });
  }

  /** Tells the store what it has not heard; what fails again stays owed. Comparing with the holder makes it safe to be late. */
  async settle(now: number): Promise<void> {
    const debts = this.#debts.filter(({ until }) => until > now);
    this.#debts = [];
    await Promise.all(
      debts.map(async (debt) => {
        try {
          await this.#do(debt);
        } catch {
          this.#debts.push(debt);
        }
      }),
    );
  }

  async #do({ hold, deed }: Debt): Promise<void> {
    const { store, ordinaryMs, onReleased } = this.#options;
    if (deed === 'shorten') {
      await store.shorten(hold, ordinaryMs);
      return;
    }
    const room = await store.release(hold);
    if (room) onReleased(hold, room);
  }
}
