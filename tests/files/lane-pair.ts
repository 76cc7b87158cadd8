/** Two ends of a lane in memory: in order, with cuts that lose what is on its way, and a hand on every payload. */
import type { Bytes } from '../../clients/call/hkdf.ts';
import type { Lane, LaneListener } from '../../clients/call/lane.ts';

export interface LanePair {
  readonly ends: readonly [Lane, Lane];
  /** Payloads that arrived so far, both ways. */
  readonly delivered: number;
  open(): void;
  /** Closes both ends; what is on its way is lost. */
  cut(): void;
  /** From now on every payload passes through this; `undefined` loses it. */
  bend(change: (payload: Bytes) => Bytes | undefined): void;
  /** How many of the next payloads are not taken. */
  refuse(count: number): void;
}

class End implements Lane {
  readonly listeners = new Set<LaneListener>();
  readonly send: Lane['send'];
  isOpen = false;
  constructor(send: Lane['send']) {
    this.send = send;
  }
  listen(listener: LaneListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
  tell(isOpen: boolean): void {
    this.isOpen = isOpen;
    for (const one of [...this.listeners]) one.open?.(isOpen);
  }
}

export function lanePair(): LanePair {
  let line = 0;
  let delivered = 0;
  let refusals = 0;
  let change = (payload: Bytes): Bytes | undefined => payload;
  const carry = (to: () => End) => async (payload: Bytes) => {
    const on = line;
    if (!to().isOpen || refusals > 0) {
      refusals = Math.max(0, refusals - 1);
      return false;
    }
    const copy = change(payload.slice());
    queueMicrotask(() => {
      if (on !== line || copy === undefined) return;
      delivered++;
      for (const one of [...to().listeners]) one.message?.(copy);
    });
    return true;
  };
  const left: End = new End(carry(() => right));
  const right: End = new End(carry(() => left));
  const tell = (isOpen: boolean): void => {
    line++;
    for (const end of [left, right]) end.tell(isOpen);
  };
  return {
    ends: [left, right],
    get delivered() {
      return delivered;
    },
    open: () => tell(true),
    cut: () => tell(false),
    bend: (next) => {
      change = next;
    },
    refuse: (count) => {
      refusals = count;
    },
  };
}
