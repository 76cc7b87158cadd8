/** Answers to heartbeats: at once where few come, together where many do, always in their order. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerGatherer } from '../../services/signalling/answer-gather.ts';

describe('answers to heartbeats', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const begin = () => {
    const answer = answerGatherer();
    const given: number[] = [];
    let asked = 0;
    const ask = (times: number): void => {
      for (let time = 0; time < times; time++) {
        const number = ++asked;
        answer(() => given.push(number));
      }
    };
    return { ask, given };
  };
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

  it('are given at once as long as few come', () => {
    const { ask, given } = begin();
    for (let slot = 0; slot < 3; slot++) {
      ask(4);
      expect(given).toEqual(upTo(4 * (slot + 1)));
      vi.advanceTimersByTime(25);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('wait for each other when many come, 25 ms at most', () => {
    const { ask, given } = begin();
    ask(6);
    vi.advanceTimersByTime(24);
    ask(1);
    expect(given).toEqual(upTo(4));
    vi.advanceTimersByTime(1);
    expect(given).toEqual(upTo(7));
  });

  it('go on waiting while many come, and are given at once again when few do', () => {
    const { ask, given } = begin();
    ask(10);
    for (let slot = 1; slot < 4; slot++) {
      vi.advanceTimersByTime(25);
      expect(given).toEqual(upTo(10 * slot));
      ask(10);
      expect(given).toEqual(upTo(10 * slot));
    }
    vi.advanceTimersByTime(25);
    ask(2);
    vi.advanceTimersByTime(25);
    expect(given).toEqual(upTo(42));
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(25);
    ask(1);
    expect(given).toEqual(upTo(43));
  });
});
