/** What the worker counts of each sender and receiver, and tells the page once a second. */
import type { FrameRefusal, FrameResult } from './frame-cipher.ts';
import type { FrameKind } from './frame-prefix.ts';

export type FrameDirection = 'send' | 'receive';

/** Figures of one sender or receiver. Counters run from the beginning, times are of the last second. */
export interface FrameFigures {
  id: number;
  direction: FrameDirection;
  kind: FrameKind;
  /** All that came, whatever became of it. */
  seen: number;
  /** Sealed or opened. */
  done: number;
  bytes: number;
  refused: Record<FrameRefusal, number>;
  /** From coming to going, milliseconds: the middle and the slowest twentieth. 0 without frames. */
  p50Ms: number;
  p95Ms: number;
}

/** One stream's figures in the making. */
export class FrameCount {
  readonly #figures: FrameFigures;
  #times: number[] = [];

  constructor(id: number, direction: FrameDirection, kind: FrameKind) {
    const refused = { keyless: 0, replayed: 0, forged: 0, empty: 0, 'used-up': 0 };
    this.#figures = { id, direction, kind, seen: 0, done: 0, bytes: 0, refused, p50Ms: 0, p95Ms: 0 };
  }

  came(): void {
    this.#figures.seen++;
  }

  went(result: FrameResult, tookMs: number): void {
    if (!result.ok) {
      this.#figures.refused[result.reason]++;
      return;
    }
    this.#figures.done++;
    this.#figures.bytes += result.data.length;
    this.#times.push(tookMs);
  }

  /** The figures of this moment; times begin anew. */
  take(): FrameFigures {
    const times = this.#times.toSorted((a, b) => a - b);
    this.#times = [];
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    return { ...this.#figures, refused: { ...this.#figures.refused }, p50Ms: at(0.5), p95Ms: at(0.95) };
  }
}
