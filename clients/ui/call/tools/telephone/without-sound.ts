/** A call as a page speaks of it while its sound goes over the telephone. Pure. */
import type { CallView } from '@visavis/call';

/** Found wrong with a sound that goes another way now: nothing to speak of. */
const ofSound = /sound|hear|microphone|speaker|echo/;

/** `view` without microphones that are off, voices that do not come, and echoes. */
export function withoutSound(view: CallView): CallView {
  const { peer, causes } = view;
  return {
    ...view,
    soundBlocked: false,
    ...(peer && { peer: { ...peer, microphone: 'on' as const } }),
    ...(causes && { causes: causes.filter((cause) => !ofSound.test(cause)) }),
  };
}
