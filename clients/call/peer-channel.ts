/** Carries inner messages to one page load of the other side: sealed, in order, once, over whichever path is open. */
import { limits, type PeerMessage, parsePeerMessage } from '@visavis/shared';
import type { ChannelFrame } from './channel-frames.ts';
import type { Clock } from './clock.ts';
import { emptyQueue, type QueueEffect, type QueueEvent, queueDeadline, stepQueue } from './reliable-queue.ts';
import type { Seal, SealRefusal } from './seal.ts';

/** `unavailable`: the browser cannot seal or open at all. */
export type ChannelRefusal = SealRefusal | 'too-large' | 'unknown-message' | 'overflow' | 'unavailable';

/** How a frame came: over the `pod`, or over the direct `line` of these two page loads. */
export type FramePath = 'pod' | 'line';

export interface PeerChannelOptions {
  seal: Promise<Seal>;
  clock: Clock;
  /** Tries the data channel, else the pod; a frame that neither takes is repeated by the queue. */
  transmit(frame: ChannelFrame): void;
  deliver(message: PeerMessage): void;
  refused(reason: ChannelRefusal): void;
}

/**
 * One for each pair of incarnations, for as long as the page lives: numbers are never used twice under a key. Nothing in
 * it throws, whatever is received.
 */
export class PeerChannel {
  readonly #options: PeerChannelOptions;
  #queue = emptyQueue;
  #sending: Promise<void> = Promise.resolve();
  #opening: Promise<void> = Promise.resolve();
  #emptied: (() => void)[] = [];
  #isClosed = false;
  /** When the first message of this page load was opened, in milliseconds. */
  #metAt: number | undefined;
  #stopTimer = () => {};

  constructor(options: PeerChannelOptions) {
    this.#options = options;
  }

  send(message: PeerMessage): void {
    const json = JSON.stringify(message);
    this.#sending = this.#sending.then(() => this.#sendNext(json)).catch(this.#fail);
  }

  handleFrame(frame: ChannelFrame, path: FramePath): void {
    const take = () => (frame.type === 'relay' ? this.#receive(frame) : this.#acknowledge(frame.a, path));
    this.#opening = this.#opening.then(take).catch(this.#fail);
  }

  /** A path is new or back: everything unacked goes out at once. */
  handlePathOpen(): void {
    this.#handle({ type: 'path-open' });
  }

  /** Resolves when the other side has acknowledged everything sent so far, as far as anybody can tell; never, when it does not. */
  async acknowledged(): Promise<void> {
    await this.#sending;
    if (this.#queue.unacked.length > 0) await new Promise<void>((resolve) => this.#emptied.push(resolve));
  }

  close(): void {
    this.#isClosed = true;
    this.#stopTimer();
  }

  readonly #fail = (): void => this.#options.refused('unavailable');

  #handle(event: QueueEvent): void {
    if (this.#isClosed) return;
    const { clock } = this.#options;
    const step = stepQueue(this.#queue, event, clock.now());
    this.#queue = step.state;
    this.#stopTimer();
    const due = queueDeadline(step.state);
    const tick = () => this.#handle({ type: 'tick' });
    this.#stopTimer = due === undefined ? () => {} : clock.after(Math.max(0, due - clock.now()), tick);
    for (const effect of step.effects) this.#run(effect);
    if (this.#queue.unacked.length === 0) this.#allHeard();
  }

  #allHeard(): void {
    for (const resolve of this.#emptied.splice(0)) resolve();
  }

  #run(effect: QueueEffect): void {
    switch (effect.type) {
      case 'transmit':
        this.#options.transmit({ type: 'relay', n: effect.n, a: effect.a, body: effect.body });
        break;
      case 'ack':
        this.#options.transmit({ type: 'ack', a: effect.a });
        break;
      case 'deliver':
        this.#deliver(effect.text);
        break;
      case 'overflow':
        this.#options.refused('overflow');
        break;
      default:
        effect satisfies never;
    }
  }

  #deliver(text: string): void {
    const message = parsePeerMessage(text);
    if (message === undefined) this.#options.refused('unknown-message');
    else this.#options.deliver(message);
  }

  /** One after the other: the number is part of what is sealed. */
  async #sendNext(json: string): Promise<void> {
    const seal = await this.#options.seal;
    const body = await seal.close(this.#queue.nextN, json);
    if (body.length > limits.maxBodyBytes) this.#options.refused('too-large');
    else this.#handle({ type: 'send', body });
  }

  async #receive({ n, a, body }: Extract<ChannelFrame, { type: 'relay' }>): Promise<void> {
    if (n > this.#queue.delivered + limits.queueHeldMessages) return;
    const seal = await this.#options.seal;
    const opened = await seal.open(n, body);
    if (this.#isClosed) return;
    if (!opened.ok) {
      this.#options.refused(opened.reason);
      return;
    }
    this.#metAt ??= this.#options.clock.now();
    this.#handle({ type: 'received', n, a, text: opened.json });
  }

  /**
   * An ack alone is not sealed: for a while after the other side has met this page load, the bus may still bring one that was
   * meant for an earlier load, and nothing would repeat what it lets go. A data channel has no earlier load at its end.
   */
  #acknowledge(a: number, path: FramePath): void {
    if (this.#metAt === undefined) return;
    const isLate = this.#options.clock.now() - this.#metAt >= limits.ackTrustAfterMs;
    if (path === 'line' || isLate) this.#handle({ type: 'acked', a });
    else if (a === this.#queue.nextN - 1) this.#allHeard();
  }
}
