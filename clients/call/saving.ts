/** Sizes the own picture at its source, so that it has that size on every line: full, for three, or small to save on the way. */
import type { CallView } from './call-view.ts';
import { sendLimits } from './peer-sender.ts';

/** A face in a corner: a tenth of the data. */
const small = { height: 180, framesPerSecond: 10 } as const;

/** Among three, everybody sends twice and sees two smaller faces; movement stays whole, for signing lives by it. */
const shared = { height: 540, framesPerSecond: sendLimits.framesPerSecond } as const;

/** How large the own picture may be: between two, among three, and where one of them wants to save. */
export type PictureSize = 'full' | 'shared' | 'small';

const sizes = { full: sendLimits, shared, small } as const;

/** A companion who was let in counts until they have gone, so that a short interruption changes nothing. */
export function sizeFor({ second, hints }: Pick<CallView, 'second' | 'hints'>, isSaving: boolean): PictureSize {
  if (isSaving || hints?.saving?.on) return 'small';
  return second?.standing === 'talking' || second?.standing === 'interrupted' ? 'shared' : 'full';
}

const constraintsOf = ({ height, framesPerSecond }: { height: number; framesPerSecond: number }) => ({
  width: { ideal: (height * 16) / 9 },
  height: { ideal: height },
  frameRate: { ideal: framesPerSecond },
});

/** Keeps the latest own picture at the size that is wished. A browser that cannot change it goes on as before. */
export class Saving {
  #track: MediaStreamTrack | undefined;
  #size: PictureSize = 'full';

  /** The picture of this moment, and how large it may be now. */
  apply(track: MediaStreamTrack | undefined, size: PictureSize): void {
    const isSame = track === this.#track && size === this.#size;
    const isUntouched = track !== this.#track && size === 'full';
    this.#track = track;
    this.#size = size;
    if (track === undefined || isSame || isUntouched) return;
    track.applyConstraints(constraintsOf(sizes[size])).catch(() => undefined);
  }
}
