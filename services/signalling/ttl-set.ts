/** A set whose entries end: nothing that a person left behind stays in memory. */
import type { Clock } from '@visavis/runtime';

/** Until when each key counts. One number an entry, from the start of the set, because such entries come by the thousand. */
export class TtlSet<K> {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #ends = new Map<K, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  get size(): number {
    return this.#ends.size;
  }

  /** How much longer `key` counts, in milliseconds; 0 when it does not. */
  leftMs(key: K): number {
    const end = this.#ends.get(key);
    if (end === undefined) return 0;
    const left = end - this.#now();
    if (left > 0) return left;
    this.#ends.delete(key);
    return 0;
  }

  has(key: K): boolean {
    return this.leftMs(key) > 0;
  }

  add(key: K, ttlMs: number): void {
    this.#ends.set(key, this.#now() + ttlMs);
  }

  /** Keys that have not ended. */
  *keys(): IterableIterator<K> {
    this.sweep();
    yield* this.#ends.keys();
  }

  /** Forgets what has ended. */
  sweep(): void {
    const now = this.#now();
    for (const [key, end] of this.#ends) if (end <= now) this.#ends.delete(key);
  }

  #now(): number {
    // Rounded, because only then the engine keeps it as a small number.
    return Math.floor(this.#clock.now() - this.#startedAt);
  }
}
