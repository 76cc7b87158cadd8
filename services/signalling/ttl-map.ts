/** A map whose entries end: nothing that a person left behind stays in memory. */
import type { Clock } from '@visavis/runtime';

export class TtlMap<K, V> {
  readonly #clock: Clock;
  readonly #entries = new Map<K, { value: V; until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until > this.#clock.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: K, value: V, ttlMs: number): void {
    this.#entries.set(key, { value, until: this.#clock.now() + ttlMs });
  }

  /** Keys that have not ended. */
  *keys(): IterableIterator<K> {
    this.sweep();
    yield* this.#entries.keys();
  }

  /** Forgets what has ended. */
  sweep(): void {
    const now = this.#clock.now();
    for (const [key, entry] of this.#entries) if (entry.until <= now) this.#entries.delete(key);
  }
}
