/** Which counters of one sender were seen already: a frame counts once, however often a relay repeats it. */

/** How far behind the newest frame another may arrive (PROTOCOL §3). */
export const replayWindowSize = 1_024;

/** A sliding window (the idea of RFC 6479) over counters from 0 to 2^53 - 1, for one key. */
export class ReplayWindow {
  readonly #seen = new Uint32Array(replayWindowSize / 32);
  #newest = -1;

  /** Whether `counter` is new and not too old. Changes nothing: a forged frame must not spend a counter. */
  isFresh(counter: number): boolean {
    if (!Number.isSafeInteger(counter) || counter < 0) return false;
    if (counter > this.#newest) return true;
    if (counter <= this.#newest - replayWindowSize) return false;
    return ((this.#seen[this.#word(counter)] ?? 0) & this.#bit(counter)) === 0;
  }

  /** Call it once the frame has proved true; `false` when another of the same counter came first. */
  take(counter: number): boolean {
    if (!this.isFresh(counter)) return false;
    if (counter >= this.#newest + replayWindowSize) this.#seen.fill(0);
    else for (let passed = this.#newest + 1; passed < counter; passed++) this.#clear(passed);
    this.#clear(counter);
    this.#newest = Math.max(this.#newest, counter);
    const word = this.#word(counter);
    this.#seen[word] = (this.#seen[word] ?? 0) | this.#bit(counter);
    return true;
  }

  #clear(counter: number): void {
    const word = this.#word(counter);
    this.#seen[word] = (this.#seen[word] ?? 0) & ~this.#bit(counter);
  }

  readonly #word = (counter: number): number => Math.floor((counter % replayWindowSize) / 32);
  readonly #bit = (counter: number): number => 1 << (counter % 32);
}
