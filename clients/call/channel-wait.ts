/** How long a connection may be without its data channel: a path that carries one and not the other is none. */
import type { Clock } from './clock.ts';
import type { PeerEvents } from './peer.ts';

/** From the connection on, in milliseconds. */
const channelWithinMs = 15_000;

/** The events of a peer, watched; `late` at most once, and not after {@link stop}. */
export class ChannelWait {
  readonly #clock: Clock;
  readonly #late: () => void;
  /** Undefined until there is a connection to wait for, or no need to. */
  #stop: (() => void) | undefined;

  constructor(clock: Clock, late: () => void) {
    this.#clock = clock;
    this.#late = late;
  }

  watch = (events: PeerEvents): PeerEvents => ({
    ...events,
    transport: (state, why) => {
      if (state === 'connected') this.#stop ??= this.#clock.after(channelWithinMs, this.#late);
      events.transport(state, why);
    },
    channel: (state) => {
      this.stop();
      events.channel(state);
    },
  });

  stop(): void {
    this.#stop?.();
    this.#stop = () => {};
  }
}
