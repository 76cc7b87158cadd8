/** Says messages over a lane one after the other, and again when the lane did not take one. */
import type { Clock } from '../clock.ts';
import type { Bytes } from '../hkdf.ts';
import type { Lane } from '../lane.ts';

const againMs = 250;

/** One for each lane. Nothing of it throws or rejects. */
export class MessageQueue {
  readonly #lane: Pick<Lane, 'send' | 'isOpen'>;
  readonly #clock: Pick<Clock, 'after'>;
  #waiting: Bytes[] = [];
  #isBusy = false;
  #stopTimer = (): void => undefined;

  constructor(lane: Pick<Lane, 'send' | 'isOpen'>, clock: Pick<Clock, 'after'>) {
    this.#lane = lane;
    this.#clock = clock;
  }

  say(message: Bytes): void {
    this.#waiting.push(message);
    if (!this.#isBusy) this.#next();
  }

  /** The line is gone: what waits was meant for it. */
  forget(): void {
    this.#waiting = [];
  }

  close(): void {
    this.forget();
    this.#stopTimer();
  }

  #next(): void {
    const [message] = this.#waiting;
    this.#isBusy = message !== undefined;
    if (message === undefined) return;
    void this.#lane.send(message).then((taken) => {
      if (taken && this.#waiting[0] === message) this.#waiting.shift();
      if (taken || this.#waiting[0] !== message) this.#next();
      else this.#stopTimer = this.#clock.after(againMs, () => this.#next());
    });
  }
}
