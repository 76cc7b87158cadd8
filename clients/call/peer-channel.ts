/** Carries inner messages to one page load of the other side: sealed, in order, once, over whichever path is open. */
import { limits, type PeerMessage, parsePeerMessage } from '@visavis/shared';
import type { ChannelFrame } from './channel-frames.ts';
import type { Clock } from './clock.ts';
import { emptyQueue, type QueueEffect, type QueueEvent, queueDeadline, stepQueue } from './reliable-queue.ts';
import type { Seal, SealRefusal } from './seal.ts';

export type ChannelRefusal = SealRefusal | 'too-large' | 'unknown-message' | 'overflow';

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
export interface PeerChannel {
  send(message: PeerMessage): void;
  /** A frame from the pod or from the data channel. */
  handleFrame(frame: ChannelFrame): void;
  /** A path is new or back: everything unacked goes out at once. */
  handlePathOpen(): void;
  /** Resolves when the other side has acknowledged everything sent so far; never, when it does not. */
  acknowledged(): Promise<void>;
  close(): void;
}

export function createPeerChannel(options: PeerChannelOptions): PeerChannel {
  const { seal, clock } = options;
  let queue = emptyQueue;
  let sending: Promise<void> = Promise.resolve();
  let opening: Promise<void> = Promise.resolve();
  let stopTimer = () => {};
  let emptied: (() => void)[] = [];
  let phase: 'new' | 'met' | 'closed' = 'new';

  function handle(event: QueueEvent): void {
    if (phase === 'closed') return;
    const step = stepQueue(queue, event, clock.now());
    queue = step.state;
    stopTimer();
    const due = queueDeadline(queue);
    stopTimer =
      due === undefined ? () => {} : clock.after(Math.max(0, due - clock.now()), () => handle({ type: 'tick' }));
    for (const effect of step.effects) run(effect);
    if (queue.unacked.length > 0) return;
    for (const resolve of emptied) resolve();
    emptied = [];
  }

  function run(effect: QueueEffect): void {
    switch (effect.type) {
      case 'transmit':
        options.transmit({ type: 'relay', n: effect.n, a: effect.a, body: effect.body });
        break;
      case 'ack':
        options.transmit({ type: 'ack', a: effect.a });
        break;
      case 'deliver':
        deliver(effect.text);
        break;
      case 'overflow':
        options.refused('overflow');
        break;
      default:
        effect satisfies never;
    }
  }

  function deliver(text: string): void {
    const message = parsePeerMessage(text);
    if (message === undefined) options.refused('unknown-message');
    else options.deliver(message);
  }

  /** One after the other: the number is part of what is sealed. */
  async function sendNext(json: string): Promise<void> {
    const body = await (await seal).close(queue.nextN, json);
    if (body.length > limits.maxBodyBytes) options.refused('too-large');
    else handle({ type: 'send', body });
  }

  async function receive(n: number, a: number, body: string): Promise<void> {
    if (n > queue.delivered + limits.queueHeldMessages) return;
    const opened = await (await seal).open(n, body);
    if (phase === 'closed') return;
    if (!opened.ok) {
      options.refused(opened.reason);
      return;
    }
    phase = 'met';
    handle({ type: 'received', n, a, text: opened.json });
  }

  return {
    send(message) {
      const json = JSON.stringify(message);
      sending = sending.then(() => sendNext(json));
    },
    handleFrame(frame) {
      if (frame.type === 'relay') opening = opening.then(() => receive(frame.n, frame.a, frame.body));
      // An ack alone is not sealed: until this page load has been spoken to, it may be meant for an earlier one.
      else opening = opening.then(() => void (phase === 'met' && handle({ type: 'acked', a: frame.a })));
    },
    handlePathOpen: () => handle({ type: 'path-open' }),
    acknowledged: async () => {
      await sending;
      if (queue.unacked.length > 0) await new Promise<void>((resolve) => emptied.push(resolve));
    },
    close() {
      phase = 'closed';
      stopTimer();
    },
  };
}
