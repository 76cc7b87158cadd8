/** Says a thing only when it has lasted, and takes it back only when it has been over for a while: nothing flickers. Pure. */

/** Milliseconds. */
export interface Patience {
  readonly raiseMs: number;
  readonly clearMs: number;
}

/** What holds, and since when the opposite has been seen without a break. */
export interface Lasting {
  readonly isRaised: boolean;
  readonly otherwiseSince: number | undefined;
}

/** Nothing was seen yet. */
export const notRaised: Lasting = { isRaised: false, otherwiseSince: undefined };

/** One look; one that tells nothing (`undefined`) leaves everything as it is. */
export function last(state: Lasting, isSeen: boolean | undefined, now: number, patience: Patience): Lasting {
  if (isSeen === undefined) return state;
  if (isSeen === state.isRaised) return { ...state, otherwiseSince: undefined };
  const since = state.otherwiseSince ?? now;
  const neededMs = isSeen ? patience.raiseMs : patience.clearMs;
  return now - since >= neededMs
    ? { isRaised: isSeen, otherwiseSince: undefined }
    : { ...state, otherwiseSince: since };
}
