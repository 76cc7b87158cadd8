/** Two sessions at the two ends of a lane in memory that opens, closes, and loses what was on its way when it closes. */
import type { Lane, LaneListener } from '@visavis/call';
import type { Picture } from '../../clients/ui/call/tools/board/board-value.ts';
import { BoardSession, type SessionClock } from '../../clients/ui/call/tools/board/session.ts';

type Payload = Uint8Array<ArrayBuffer>;

/** One end; what is sent waits until the test lets it across. */
export class MemoryLane implements Lane {
  isOpen = false;
  readonly sent: Payload[] = [];
  readonly #listeners = new Set<LaneListener>();

  async send(payload: Payload): Promise<boolean> {
    if (this.isOpen) this.sent.push(payload.slice());
    return this.isOpen;
  }

  listen(listener: LaneListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(payload: Payload): void {
    for (const { message } of this.#listeners) message?.(payload);
  }

  set(isOpen: boolean): void {
    this.isOpen = isOpen;
    for (const { open } of this.#listeners) open?.(isOpen);
  }
}

/** Time that a test turns. */
export class ManualClock implements SessionClock {
  #now = 0;
  readonly #alarms = new Set<{ at: number; act: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const alarm = { at: this.#now + ms, act };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  turn(ms: number): void {
    this.#now += ms;
    for (const alarm of [...this.#alarms]) {
      if (alarm.at > this.#now) continue;
      this.#alarms.delete(alarm);
      alarm.act();
    }
  }
}

export interface Side {
  lane: MemoryLane;
  session: BoardSession;
}

export interface TwoBoards {
  a: Side;
  b: Side;
  clock: ManualClock;
  open(): void;
  /** Closes both ends; what was on its way is lost. */
  cut(): void;
  /** Lets up to `count` messages of one side across. */
  carry(from: Side, count?: number): Promise<void>;
  /** Until nothing is on its way any more. */
  settle(): Promise<void>;
}

/** Gives everything that was promised a chance to happen; digests come from outside of the microtasks. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

export function twoBoards(): TwoBoards {
  const clock = new ManualClock();
  const side = (author: string): Side => {
    const lane = new MemoryLane();
    return { lane, session: new BoardSession(lane, author, clock) };
  };
  const a = side('aaaaaaaaa');
  const b = side('gbbbbbbbb');
  const carry = async (from: Side, count = Number.POSITIVE_INFINITY) => {
    await turn();
    const to = from === a ? b : a;
    for (let left = count; left > 0; left--) {
      const payload = from.lane.sent.shift();
      if (!payload) break;
      to.lane.receive(payload);
      await turn();
    }
  };
  const both = [a, b];
  return {
    a,
    b,
    clock,
    open() {
      for (const { lane } of both) lane.set(true);
    },
    cut() {
      for (const { lane } of both) {
        lane.sent.length = 0;
        lane.set(false);
      }
    },
    carry,
    async settle() {
      let quiet = 0;
      while (quiet < 3) {
        const waiting = a.lane.sent.length + b.lane.sent.length;
        quiet = waiting === 0 ? quiet + 1 : 0;
        await carry(a);
        await carry(b);
      }
    },
  };
}

/** The head of a PNG, and chance behind it. */
export function png(width: number, height: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length).map((_, at) => (at * 31 + width) % 251);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** A sheet with a picture behind it. */
export const sheetWith = (picture: Picture) => ({
  kind: 'sheet' as const,
  born: 1,
  width: 9_000,
  height: 9_000,
  picture,
});
