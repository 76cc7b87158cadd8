/** Notices that the process stood still or that its clock was set: whoever sits here may have lost their seat meanwhile. */

/** The longest time between two beats that is no standstill: the sweep beats every second. */
const unnoticedMs = 2_000;

/**
 * Remembers which members are in doubt until the store has confirmed them. A paused process hears its sockets before it hears
 * the bus, so nothing that they say may go on before the store was asked.
 */
export class Standstill<Member> {
  /** And whether the store is being asked because the member wants to speak. */
  readonly #doubted = new Map<Member, 'silent' | 'speaks'>();
  #lookedAt: number;
  #onNoticed = (): void => {};

  constructor(now: number) {
    this.#lookedAt = now;
  }

  /** One listener, which has to {@link doubt} whoever sits here. */
  listen(onNoticed: () => void): void {
    this.#onNoticed = onNoticed;
  }

  /** To be called with every message; tells the listener when the last beat is too long ago, or yet to come. */
  look(now: number): void {
    const gapMs = now - this.#lookedAt;
    if (gapMs >= 0 && gapMs <= unnoticedMs) return;
    this.#lookedAt = now;
    this.#onNoticed();
  }

  /** To be called once a second. */
  beat(now: number): void {
    this.look(now);
    this.#lookedAt = now;
  }

  doubt(member: Member): void {
    this.#doubted.set(member, 'silent');
  }

  /** The store has confirmed the member, or its line is gone. */
  trust(member: Member): void {
    this.#doubted.delete(member);
  }

  isDoubted(member: Member): boolean {
    // Asked for every message, and hardly ever is anybody in doubt.
    return this.#doubted.size > 0 && this.#doubted.has(member);
  }

  /** A doubted member wants to speak: true for the first time, when the store has to be asked at once. */
  isFirstWord(member: Member): boolean {
    if (this.#doubted.size === 0 || this.#doubted.get(member) !== 'silent') return false;
    this.#doubted.set(member, 'speaks');
    return true;
  }
}
