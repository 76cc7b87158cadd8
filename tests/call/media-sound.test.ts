/** The tone by which a person hears that their loudspeaker works: it always comes to an end. */
import { expect, test } from 'vitest';
import { playTone } from '../../clients/call/media-sound.ts';
import { manualClock } from '../../services/runtime/clock.ts';

test('ends a test sound that a telephone call has stopped half-way', async () => {
  const clock = manualClock();
  let isClosed = false;
  const node = { connect: (next: unknown) => next, start() {}, stop() {}, frequency: {} };
  const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  const context = {
    ...{ state: 'running', currentTime: 0, destination: {} },
    createOscillator: () => ({ ...node }),
    createGain: () => ({ ...node, gain }),
    resume: async () => undefined,
    close: async () => {
      isClosed = true;
    },
  };
  const playing = playTone(undefined, clock, () => context as unknown as AudioContext);
  const afterASecond = () => {
    clock.advance(1_000);
    return isClosed;
  };
  await expect.poll(afterASecond).toBe(true);
  await playing;
});
