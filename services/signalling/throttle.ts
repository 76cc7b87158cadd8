/** How fast one connection may speak: two token buckets and the strikes against it, counted on the clock. */
import type { PodLimits } from './config.ts';

/** `ok`: read on. `refuse`: this message is over the limit. `pause`: no reading for `forMs`. `close`: the last strike. */
export type Verdict =
  | { kind: 'ok' }
  | { kind: 'refuse' | 'pause' | 'close'; limit: 'messages' | 'bytes'; forMs: number };

const ok: Verdict = { kind: 'ok' };
/** A strike is forgotten after this much good behaviour. */
const forgiveMs = 60_000;

export type ThrottleLimits = Pick<
  PodLimits,
  'messagesPerSecond' | 'messagesBurst' | 'messageStrikes' | 'bytesPerSecond' | 'bytesBurst' | 'maxFrameBytes'
>;

/** The buckets of one connection. */
export class Throttle {
  readonly #limits: ThrottleLimits;
  #messages: number;
  #bytes: number;
  #at: number;
  #strikes = 0;
  #strikeAt = 0;

  constructor(limits: ThrottleLimits, now: number) {
    this.#limits = limits;
    this.#messages = limits.messagesBurst;
    this.#bytes = limits.bytesBurst;
    this.#at = now;
  }

  /** Counts one message of `bytes`. A clock that steps back fills nothing. */
  count(bytes: number, now: number): Verdict {
    const limits = this.#limits;
    const elapsed = now - this.#at;
    if (elapsed > 0) {
      this.#messages = Math.min(limits.messagesBurst, this.#messages + (elapsed * limits.messagesPerSecond) / 1000);
      this.#bytes = Math.min(limits.bytesBurst, this.#bytes + (elapsed * limits.bytesPerSecond) / 1000);
    }
    this.#at = now;
    if (this.#messages < 1) return this.#strike('messages', Math.ceil(1000 / limits.messagesPerSecond), 'refuse', now);
    this.#messages -= 1;
    this.#bytes -= bytes;
    if (this.#bytes >= 0) return ok;
    const missing = Math.min(limits.maxFrameBytes, limits.bytesBurst) - this.#bytes;
    return this.#strike('bytes', Math.ceil((missing * 1000) / limits.bytesPerSecond), 'pause', now);
  }

  /** No trace of what was counted is left at `now`: both buckets are full and every strike is forgotten. */
  hasRested(now: number): boolean {
    const { messagesBurst, messagesPerSecond, bytesBurst, bytesPerSecond } = this.#limits;
    const seconds = (now - this.#at) / 1000;
    return (
      seconds >= 0 &&
      this.#messages + seconds * messagesPerSecond >= messagesBurst &&
      this.#bytes + seconds * bytesPerSecond >= bytesBurst &&
      (this.#strikes === 0 || now - this.#strikeAt > forgiveMs)
    );
  }

  #strike(limit: 'messages' | 'bytes', forMs: number, mild: 'refuse' | 'pause', now: number): Verdict {
    if (now - this.#strikeAt > forgiveMs) this.#strikes = 0;
    this.#strikes += 1;
    this.#strikeAt = now;
    return { kind: this.#strikes >= this.#limits.messageStrikes ? 'close' : mild, limit, forMs };
  }
}
