/** The lanes of a call as its pages hold them: one object for each name, whatever happens to the lines beneath. */
import type { Bytes } from './hkdf.ts';
import { type Lane, type LaneListener, type LaneName, type LaneNews, laneLimits } from './lane.ts';

type SendOn = (lane: LaneName, payload: Bytes) => Promise<boolean>;

export class CallLanes {
  readonly #send: SendOn;
  readonly #refused: () => void;
  readonly #lanes = new Map<LaneName, LastingLane>();

  /** `refused`: more came than is kept for somebody who does not listen yet. */
  constructor(send: SendOn, refused: () => void) {
    this.#send = send;
    this.#refused = refused;
  }

  lane(name: LaneName): LastingLane {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const lane = new LastingLane((payload) => this.#send(name, payload), this.#refused);
    this.#lanes.set(name, lane);
    return lane;
  }

  handle(news: LaneNews): void {
    const lane = this.lane(news.lane);
    if ('payload' in news) lane.take(news.payload);
    else lane.turn(news.isOpen);
  }
}

class LastingLane implements Lane {
  readonly #send: (payload: Bytes) => Promise<boolean>;
  readonly #refused: () => void;
  readonly #listeners = new Set<LaneListener>();
  #waiting: Bytes[] = [];
  #waitingBytes = 0;
  #isOpen = false;
  #hasArrived = false;

  constructor(send: (payload: Bytes) => Promise<boolean>, refused: () => void) {
    this.#send = send;
    this.#refused = refused;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async send(payload: Bytes): Promise<boolean> {
    return this.#isOpen && this.#send(payload);
  }

  listen(listener: LaneListener): () => void {
    this.#listeners.add(listener);
    queueMicrotask(() => {
      if (this.#hasArrived && this.#listeners.has(listener)) tell(() => listener.arrival?.());
      this.#hand();
    });
    return () => void this.#listeners.delete(listener);
  }

  turn(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (!isOpen) this.#waiting = [];
    for (const listener of [...this.#listeners]) tell(() => listener.open?.(isOpen));
  }

  take(payload: Bytes): void {
    const { waitingBytes, waitingMessages } = laneLimits;
    this.#hasArrived = true;
    if (this.#waiting.length === 0) this.#waitingBytes = 0;
    this.#waitingBytes += payload.length;
    if (this.#waitingBytes > waitingBytes || this.#waiting.length >= waitingMessages) this.#refused();
    else this.#waiting.push(payload);
    for (const listener of [...this.#listeners]) tell(() => listener.arrival?.());
    this.#hand();
  }

  #hand(): void {
    const readers = [...this.#listeners].filter(({ message }) => message !== undefined);
    if (readers.length === 0) return;
    for (const payload of this.#waiting.splice(0)) {
      for (const reader of readers) tell(() => reader.message?.(payload));
    }
  }
}

/** A tool's mistake is the tool's to see; the call goes on. */
function tell(news: () => void): void {
  try {
    news();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
