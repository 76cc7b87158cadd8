/** Saves on the way: makes the own picture small at its source, so that it stays small on every line. */
import { sendLimits } from './peer-sender.ts';

/** A face in a corner: a tenth of the data. */
const small = { height: 180, framesPerSecond: 10 } as const;

const constraintsOf = ({ height, framesPerSecond }: { height: number; framesPerSecond: number }) => ({
  width: { ideal: (height * 16) / 9 },
  height: { ideal: height },
  frameRate: { ideal: framesPerSecond },
});

/** Keeps the latest own picture as small as it is wished. A browser that cannot change it goes on as before. */
export class Saving {
  #track: MediaStreamTrack | undefined;
  #isSmall = false;

  /** The picture of this moment, and whether one of both people wants to save. */
  apply(track: MediaStreamTrack | undefined, isSmall: boolean): void {
    const isSame = track === this.#track && isSmall === this.#isSmall;
    const isUntouched = track !== this.#track && !isSmall;
    this.#track = track;
    this.#isSmall = isSmall;
    if (track === undefined || isSame || isUntouched) return;
    track.applyConstraints(constraintsOf(isSmall ? small : sendLimits)).catch(() => undefined);
  }
}
