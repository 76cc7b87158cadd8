/** One end of a conversation over pods: the product's reliable queue, with plain texts where a call has sealed ones. */
import type { RoomSeat } from '@visavis/shared';
import { emptyQueue, type QueueEvent, queueDeadline, stepQueue } from '../../clients/call/reliable-queue.ts';
import type { RoomMessage, RoomRequest } from '../../clients/call/signalling.ts';
import { systemClock } from '../../services/runtime/clock.ts';

export interface SpeakerOptions {
  /** Who sits opposite. */
  to: RoomSeat;
  /** `false`: there is no line just now; the queue repeats. */
  send(request: RoomRequest): boolean;
  heard?(text: string): void;
}

export class Speaker {
  /** Everything delivered so far, in order. */
  readonly heard: string[] = [];
  /** How long each text was under way that begins with the moment (`performance.now()`) it was said; NaN for others. */
  readonly tookMs: number[] = [];
  readonly #options: SpeakerOptions;
  #queue = emptyQueue;
  #stopTimer = () => {};

  constructor(options: SpeakerOptions) {
    this.#options = options;
  }

  /** Said and not yet known to have arrived. */
  get unacked(): number {
    return this.#queue.unacked.length;
  }

  /** At most about 18 KiB, which is what fits into one body. */
  say(text: string): void {
    this.#step({ type: 'send', body: `s.${Buffer.from(text).toString('base64url')}` });
  }

  /** A line is new, or the other is back: what was not acknowledged goes out at once. */
  pathOpen(): void {
    this.#step({ type: 'path-open' });
  }

  handle(message: RoomMessage): void {
    if (message.type === 'relay') {
      const text = Buffer.from(message.body.slice(2), 'base64url').toString();
      this.#step({ type: 'received', n: message.n, a: message.a, text });
    }
    if (message.type === 'ack') this.#step({ type: 'acked', a: message.a });
    if (message.type === 'peer' && message.event !== 'left') this.pathOpen();
  }

  close(): void {
    this.#stopTimer();
    this.#stopTimer = () => {};
  }

  #step(event: QueueEvent): void {
    const { to, send } = this.#options;
    const { state, effects } = stepQueue(this.#queue, event, systemClock.now());
    this.#queue = state;
    this.#stopTimer();
    const due = queueDeadline(state);
    const tick = () => this.#step({ type: 'tick' });
    this.#stopTimer = due === undefined ? () => {} : systemClock.after(Math.max(0, due - systemClock.now()), tick);
    for (const effect of effects) {
      if (effect.type === 'transmit') send({ type: 'relay', to, n: effect.n, a: effect.a, body: effect.body });
      if (effect.type === 'ack') send({ type: 'ack', to, a: effect.a });
      if (effect.type !== 'deliver') continue;
      this.heard.push(effect.text);
      this.tookMs.push(performance.now() - Number.parseFloat(effect.text));
      this.#options.heard?.(effect.text);
    }
  }
}
