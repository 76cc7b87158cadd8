/** Notices that the process stood still or that its clock was set: whoever sits here may have lost their seat meanwhile. */

/** The longest time between two beats that is no standstill: the sweep beats every second. */
const unnoticedMs = 2_000;
/** How long what arrived during a standstill may take to be read: every line is looked at in the first turn, its end in the next. */
const heardOutMs = 500;

/**
 * Remembers which members are in doubt until the store has confirmed them. A paused process hears its sockets before it hears
 * the bus, so nothing that they say may go on before the store was asked.
 */
export class Standstill<Member> {
  /** And whether the store is being asked because the member wants to speak. */
  readonly #doubted = new Map<Member, 'silent' | 'speaks'>();
  #lookedAt: number;
  /** When the latest standstill was noticed, until its lines were heard out. */
  #noticedAt: number | undefined;
  #waiting: (() => void)[] = [];
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
    this.#noticedAt = now;
    this.#onNoticed();
  }

  /** To be called once a second. */
  beat(now: number): void {
    this.look(now);
    this.#lookedAt = now;
    if (this.#noticedAt === undefined || Math.abs(now - this.#noticedAt) < heardOutMs) return;
    this.#noticedAt = undefined;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /**
   * Resolves when nothing is left unread that arrived during a standstill: at once, but for the first second or two after one.
   * Whoever said hello then may have given up and sit elsewhere, and that stands behind their hello.
   */
  heardOut(): Promise<void> | undefined {
    if (this.#noticedAt === undefined) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
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
