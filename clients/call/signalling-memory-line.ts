/** One browser's end of a memory pod: told everything later, and what one socket carries in order. */
import type { ErrorCode, PodMessage } from '@visavis/shared';
import type { Clock } from './clock.ts';
import type { RoomRequest, Signalling, SignallingEvents } from './signalling.ts';

/** The pod as its lines see it. */
export interface MemoryPodEnd {
  handle(line: MemoryLine, request: RoomRequest): void;
  /** The line ended without a goodbye. */
  lost(line: MemoryLine): void;
}

/** One browser's end. What the pod itself says arrives in order, like everything on one socket. */
export class MemoryLine implements Signalling {
  readonly #pod: MemoryPodEnd;
  readonly #clock: Clock;
  readonly #delay: () => number;
  readonly #events: SignallingEvents;
  #phase: 'entering' | 'open' | 'ending' | 'closed' = 'entering';
  #busyUntil = 0;

  constructor(pod: MemoryPodEnd, clock: Clock, delay: () => number, events: SignallingEvents) {
    this.#pod = pod;
    this.#clock = clock;
    this.#delay = delay;
    this.#events = events;
  }

  send(request: RoomRequest): boolean {
    if (this.#phase !== 'open') return false;
    this.#pod.handle(this, request);
    return true;
  }

  close(): void {
    this.#phase = 'closed';
    this.#pod.lost(this);
  }

  tell(message: PodMessage): void {
    this.#inOrder(() => this.hand(message));
  }

  hand(message: PodMessage): void {
    if (this.#phase === 'closed') return;
    if (message.type === 'welcome') {
      if (this.#phase === 'entering') this.#phase = 'open';
      this.#events.welcome(message);
    } else if (this.#phase !== 'ending' || message.type === 'error') this.#events.message(message);
  }

  /** Ended by the pod or the network. */
  end(code: number, error: ErrorCode | undefined = undefined): void {
    if (this.#phase === 'closed' || this.#phase === 'ending') return;
    this.#phase = 'ending';
    this.#pod.lost(this);
    this.#inOrder(() => {
      if (this.#phase === 'closed') return;
      this.#phase = 'closed';
      this.#events.closed({ code, error, retryAfterMs: undefined });
    });
  }

  #inOrder(deed: () => void): void {
    this.#busyUntil = Math.max(this.#busyUntil, this.#clock.now() + this.#delay());
    this.#clock.after(this.#busyUntil - this.#clock.now(), deed);
  }
}
