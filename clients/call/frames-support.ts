/** Whether and how this browser lets a page encrypt single frames of sound and picture; known before any call. */
import type { Capabilities } from '@visavis/shared';

/** What is looked at, of a window. */
export interface FrameMeans {
  RTCRtpSender?: { prototype: object };
  RTCRtpScriptTransform?: unknown;
}

/**
 * `encoded-streams` Chromium 86 and later: no frame passes where no transform takes it · `script-transform` Firefox 117,
 * Safari 15.4 and later · `none` this browser cannot take part.
 */
export function framesSupport(means: FrameMeans): Capabilities['frames'] {
  if (means.RTCRtpSender !== undefined && 'createEncodedStreams' in means.RTCRtpSender.prototype)
    return 'encoded-streams';
  return means.RTCRtpScriptTransform === undefined ? 'none' : 'script-transform';
}
