/** Makes the encryption of one pair: on its clock, with its cryptography, over the frames that a browser or a test brings. */
import type { OpenFrames } from './frames.ts';
import type { PairOptions } from './pair-face.ts';
import { type Protect, protectWith } from './protection.ts';
import { keyAgreement } from './x25519.ts';

/** How a pair is given the frames of its surroundings. */
export type FramesOn = (clock: PairOptions['clock']) => OpenFrames;

/** One for every peer of this page. */
export function protectionsWith(options: PairOptions, framesOn: FramesOn): Protect {
  const { subtle, clock, changeKeysEveryMs } = options;
  return protectWith({
    openFrames: framesOn(clock),
    subtle,
    agreement: keyAgreement(subtle),
    clock,
    ...(changeKeysEveryMs !== undefined && { changeKeysEveryMs }),
  });
}
