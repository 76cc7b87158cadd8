/** Puts a shown screen on the air so that small print can be read: whole in size, few pictures, and never before sound. */
import type { TrackSender } from './peer-sender.ts';

/** What is sent of a screen. `text` gives up pictures a second before sharpness, `motion` the other way round. */
export const screenLimits = {
  text: { framesPerSecond: 8, bitsPerSecond: 1_500_000, gives: 'maintain-resolution' },
  motion: { framesPerSecond: 25, bitsPerSecond: 1_800_000, gives: 'maintain-framerate' },
} as const;

/** What the section is negotiated with: ahead of the face when the line is narrow, because it is what they talk about. */
export const screenEncoding: RTCRtpEncodingParameters = {
  priority: 'medium',
  networkPriority: 'low',
  maxBitrate: screenLimits.text.bitsPerSecond,
  maxFramerate: screenLimits.text.framesPerSecond,
};

/** Sends over `sender`. There is no small start: by the time of a screen the line has been measured. */
export function screenSender(sender: RTCRtpSender): TrackSender {
  // One change after the other: a browser refuses the second of two at a time.
  let changes: Promise<void> = Promise.resolve();
  return {
    async put(track) {
      if (track) changes = changes.then(() => tune(sender, track.contentHint === 'motion' ? 'motion' : 'text'));
      // A closed connection or an ended track refuses: then there is nothing to send, and nobody to tell.
      await Promise.all([sender.replaceTrack(track).catch(() => undefined), changes]);
    },
    handleConnected: () => undefined,
    stop: () => undefined,
  };
}

async function tune(sender: RTCRtpSender, content: keyof typeof screenLimits): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (!encoding) return;
  const { framesPerSecond, bitsPerSecond, gives } = screenLimits[content];
  Object.assign(encoding, screenEncoding, { maxBitrate: bitsPerSecond, maxFramerate: framesPerSecond });
  // Not every browser knows it; those that do not go by the track's `contentHint` alone.
  parameters.degradationPreference = gives;
  await sender.setParameters(parameters).catch(() => undefined);
}
