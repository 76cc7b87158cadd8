/** Looks twice a second how a line fares: tells the figures, and asks for new paths as soon as nothing arrives any more. */
import type { PersonMessage } from './call-state.ts';
import type { Clock } from './clock.ts';
import { type FlowNews, lookAtFlow, noFlow } from './flow-watch.ts';
import type { Line } from './line.ts';
import type { PeerStats } from './peer.ts';

const lookEveryMs = 500;

export interface LineWatchEvents {
  stats(stats: PeerStats): void;
  /** Changes only; `flowing` at first. */
  flow(news: FlowNews): void;
}

/** What the other side has said it sends. */
interface Sends {
  ready: boolean;
  leaving: boolean;
  media: boolean;
}

export class LineWatch {
  readonly #clock: Clock;
  readonly #line: () => Line | undefined;
  readonly #events: LineWatchEvents;
  readonly #stop: () => void;
  #sends: Sends = { ready: false, leaving: false, media: false };
  #flow = noFlow;
  #isLooking = false;

  constructor(clock: Clock, line: () => Line | undefined, events: LineWatchEvents) {
    this.#clock = clock;
    this.#line = line;
    this.#events = events;
    this.#stop = clock.every(lookEveryMs, () => void this.#look());
  }

  /** From the other side: whether something has to arrive at all. */
  told(message: PersonMessage): void {
    if (message.kind === 'ready') this.#sends = { ...this.#sends, ready: message.ready };
    else if (message.kind === 'leave') this.#sends = { ...this.#sends, leaving: message.reason !== 'undone' };
    else if (message.kind === 'media') {
      // A microphone that is off may send silence, or nothing at all.
      const media = [message.microphone, message.camera, message.screen].includes('on');
      this.#sends = { ...this.#sends, media };
    }
  }

  /** Another line, or none: nothing is known of what will come. */
  forget(): void {
    this.#sends = { ready: false, leaving: false, media: false };
    this.#take('flowing');
    this.#flow = noFlow;
  }

  close(): void {
    this.#stop();
  }

  async #look(): Promise<void> {
    const line = this.#line();
    const peer = line?.peer;
    if (this.#isLooking) return;
    if (line === undefined || peer === undefined || !canFlow.has(line.state.phase)) {
      this.#take('flowing');
      this.#flow = noFlow;
      return;
    }
    this.#isLooking = true;
    const stats = await peer.stats().catch(() => undefined);
    this.#isLooking = false;
    if (stats === undefined || peer !== this.#line()?.peer) return;
    if (line.state.phase === 'connected') this.#events.stats(stats);
    const { ready, leaving, media } = this.#sends;
    const look = { packets: stats.packetsReceived, isExpected: ready && media && !leaving };
    const { flow, news } = lookAtFlow(this.#flow, look, this.#clock.now());
    this.#flow = flow;
    if (news === undefined) return;
    this.#events.flow(news);
    if (news !== 'stalled') line.handle({ type: news });
  }

  #take(news: 'flowing'): void {
    if (this.#flow.told !== news) this.#events.flow(news);
  }
}

/** Where the browser may still think well of its connection. */
const canFlow: ReadonlySet<Line['state']['phase']> = new Set(['connected', 'shaky', 'restarting']);
