/** An echo is told when it is one: not from tones, not from late figures, not from two people who talk. */
import { describe, expect, it } from 'vitest';
import { lookForCauses, newCauses, type Sight } from '../../clients/call/cause-state.ts';
import type { Cause } from '../../clients/call/causes.ts';
import { isEcho, lookForEcho, noEcho } from '../../clients/call/echo-watch.ts';
import type { QualityFacts } from '../../clients/call/quality-facts.ts';

const stepMs = 500;
const loud = 1e-2;
const well: Sight = {
  isOnline: true,
  signalling: true,
  isTalking: true,
  isStalled: false,
  soundBlocked: false,
  microphone: { isOn: true, isMuted: false },
  camera: { isOn: true, isMuted: false },
  peerCamera: true,
  isDark: false,
  isSaving: false,
  heardThere: true,
  facts: undefined,
  roundTripMs: 40,
  refused: 0,
};

describe('an echo', () => {
  const sentence = [4, 3, 6, 5, 3, 4, 7, 3, 5, 4, 8, 3, 4, 5];
  /** Speech: loud and silent for three to eight looks. */
  const speech = sentence.flatMap((length, index) => Array.from({ length }, () => index % 2 === 0));
  const run = (heard: (index: number) => boolean) =>
    isEcho(speech.reduce((watch, loud, index) => lookForEcho(watch, loud, heard(index)), noEcho));

  it('is what comes back of the own voice, a little later', () => {
    for (const late of [0, 1, 2]) expect(run((index) => speech[index - late] ?? false)).toBe(true);
  });

  it('is not a tone that both sides have, such as an engaged signal or an alarm, whatever its rhythm', () => {
    for (const [on, off] of [
      [4, 4],
      [3, 5],
      [3, 3],
      [6, 3],
    ] as const) {
      const tone = (index: number) => index % (on + off) < on;
      const looks = Array.from({ length: 60 }, (_, index) => tone(index));
      expect(isEcho(looks.reduce((watch, loud) => lookForEcho(watch, loud, loud), noEcho))).toBe(false);
    }
  });

  it('is not what two people who both talk look like to a browser that is late with its figures', () => {
    let state = newCauses;
    const found = new Set<Cause>();
    let facts: QualityFacts | undefined;
    for (const [look, isFresh] of [...speech, ...speech].entries()) {
      const seconds = look * 0.5;
      const voice = { energy: seconds * loud, seconds };
      const counts = { received: look, lost: 0, samples: look, concealed: 0, pictures: look, ownPictures: 0 };
      if (isFresh) facts = { ...counts, heard: voice, spoken: voice, lostThere: undefined, limitedBy: 'none' };
      const step = lookForCauses(state, { ...well, facts }, look * stepMs);
      state = step.state;
      for (const cause of step.found) found.add(cause);
    }
    expect([...found]).toEqual([]);
  });

  it('is not what the other person says, nor silence, nor what comes much later', () => {
    expect(run((index) => !speech[index])).toBe(false);
    expect(run(() => false)).toBe(false);
    expect(run((index) => speech[index - 6] ?? false)).toBe(false);
    expect(run((index) => (speech[index] ?? false) || index % 4 === 0)).toBe(false);
  });
});
