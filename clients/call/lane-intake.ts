/** Hands what arrives on a channel onward at a pace that leaves the page its time, whatever the other side sends. */
import type { Clock } from './clock.ts';
import type { Bytes } from './hkdf.ts';

/**
 * A page gives `share` of its time to what arrives, `burstMs` of it at once; a message costs `doorMs` and what its handling takes.
 * One costs `mostMs` at most, because a clock that jumped, or a device that slept, has done no work.
 * What waits is bounded; `toldRefusals` in `toldEveryMs` are counted one by one, the rest of a flood is not worth more.
 */
export const laneIntake = {
  share: 0.4,
  burstMs: 60,
  doorMs: 0.1,
  mostMs: 500,
  waitingMessages: 2_048,
  waitingBytes: 16 * 1_048_576,
  toldRefusals: 20,
  toldEveryMs: 500,
} as const;

/** Milliseconds of work that may be done now; below nothing, some of it has to wait. */
export interface Credit {
  readonly ms: number;
  readonly at: number;
}

/** Total; `now` and `ms` in milliseconds. */
export function spend({ ms: left, at }: Credit, ms: number, now: number): Credit {
  const earned = Math.max(0, now - at) * laneIntake.share;
  return { ms: Math.min(laneIntake.burstMs, left + earned) - ms, at: now };
}

/** Until there is credit again. */
export const waitMs = ({ ms }: Credit): number => Math.max(0, Math.ceil(-ms / laneIntake.share));

export interface IntakeParts<Message> {
  clock: Clock;
  /** Opens one message and hands it on; the next one waits for it. */
  pass(message: Message): Promise<void>;
  /** One that is not taken, or not what it should be. */
  refused(): void;
}

/** One for each peer. Keeps the order. Nothing of it throws or rejects; after `close` it is silent. */
export class LaneIntake<Message extends { readonly length: number } = Bytes> {
  readonly #parts: IntakeParts<Message>;
  #waiting: Message[] = [];
  #waitingBytes = 0;
  #credit: Credit;
  #refusals = { since: Number.NEGATIVE_INFINITY, count: 0 };
  #isRunning = false;
  #isClosed = false;
  #stopWaiting = () => {};

  constructor(parts: IntakeParts<Message>) {
    this.#parts = parts;
    this.#credit = { ms: laneIntake.burstMs, at: parts.clock.now() };
  }

  take(message: Message): void {
    const { waitingMessages, waitingBytes } = laneIntake;
    const isFull = this.#waiting.length >= waitingMessages || this.#waitingBytes + message.length > waitingBytes;
    if (this.#isClosed) return;
    if (isFull) {
      this.refuse();
      return;
    }
    this.#waiting.push(message);
    this.#waitingBytes += message.length;
    if (!this.#isRunning) void this.#run();
  }

  /** Tells of a refusal, but of no more than somebody can read. */
  refuse(): void {
    const now = this.#parts.clock.now();
    if (now - this.#refusals.since >= laneIntake.toldEveryMs) this.#refusals = { since: now, count: 0 };
    this.#refusals.count += 1;
    if (this.#refusals.count <= laneIntake.toldRefusals) this.#parts.refused();
  }

  /** Does what a message asks for, and counts how long that takes. */
  timed(deed: () => void): void {
    const { clock } = this.#parts;
    const from = clock.now();
    deed();
    const now = clock.now();
    this.#credit = spend(this.#credit, Math.min(laneIntake.mostMs, Math.max(0, now - from)), now);
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    this.#stopWaiting();
  }

  async #run(): Promise<void> {
    const { clock, pass } = this.#parts;
    this.#isRunning = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#waitingBytes -= next.length;
      this.#credit = spend(this.#credit, laneIntake.doorMs, clock.now());
      const ms = waitMs(this.#credit);
      if (ms > 0) await this.#rest(ms);
      if (this.#isClosed) return;
      await pass(next).catch(() => this.refuse());
    }
    this.#waitingBytes = 0;
    this.#isRunning = false;
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#stopWaiting = this.#parts.clock.after(ms, resolve);
    });
  }
}
