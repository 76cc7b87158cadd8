/** Puts one own track after the other on the air: capped, and small for the first moment so that it is seen at once. */

/** Ceiling of what one side sends: 720p at 25 pictures a second. Sound goes first when the line is narrow. */
export const sendLimits = { height: 720, framesPerSecond: 25, videoBitsPerSecond: 1_200_000 } as const;

/**
 * A line nobody knows yet starts with an estimate of 300 kbit/s. Chromium throws full-size pictures away until they fit
 * into that, a fifth of a second, and then stays small for long. A quarter of the size passes at once, and by the time
 * of the full size the line has been measured.
 */
export const smallStart = { scale: 4, forMs: 500 } as const;

/** What each section is negotiated with; a screen has a file of its own. */
export const encodings: Record<'audio' | 'video', RTCRtpEncodingParameters> = {
  audio: { priority: 'high', networkPriority: 'high' },
  video: {
    priority: 'low',
    networkPriority: 'low',
    maxBitrate: sendLimits.videoBitsPerSecond,
    maxFramerate: sendLimits.framesPerSecond,
    scaleResolutionDownBy: smallStart.scale,
  },
};

/** What one section sends. */
export interface TrackSender {
  /** `null` takes the track off the air. Rejects never; resolves when the sender holds it. */
  put(track: MediaStreamTrack | null): Promise<void>;
  /** The connection is up: what was put before is seen from now on. */
  handleConnected(): void;
  stop(): void;
}

/** Sends over `sender`, which may come from our own offer or from the other side's. */
export function trackSender(sender: RTCRtpSender, kind: 'audio' | 'video'): TrackSender {
  let current: MediaStreamTrack | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isConnected = false;
  // One change after the other: a browser refuses the second of two at a time.
  let changes: Promise<void> = Promise.resolve();
  const rescale = (scale: number): void => {
    changes = changes.then(() => tune(sender, kind, scale, current));
  };
  const grow = (): void => {
    timer = undefined;
    if (current) rescale(fullScale(current));
  };
  const growLater = (): void => {
    clearTimeout(timer);
    if (isConnected) timer = setTimeout(grow, smallStart.forMs);
  };
  rescale(smallStart.scale);
  return {
    async put(track) {
      const before = current;
      current = track;
      if (kind === 'video' && track && !before) growLater();
      else if (kind === 'video' && !track) rescale(smallStart.scale);
      else if (track && isConnected && timer === undefined) grow();
      // A closed connection or an ended track refuses: then there is nothing to send, and nobody to tell.
      await Promise.all([sender.replaceTrack(track).catch(() => undefined), changes]);
    },
    handleConnected() {
      if (isConnected) return;
      isConnected = true;
      if (kind === 'video' && current) growLater();
    },
    stop: () => clearTimeout(timer),
  };
}

const fullScale = (track: MediaStreamTrack): number =>
  Math.max(1, (track.getSettings().height ?? 0) / sendLimits.height);

/** A picture that lives by its movement (`contentHint`: `motion`) loses sharpness before it loses pictures. */
async function tune(
  sender: RTCRtpSender,
  kind: 'audio' | 'video',
  scaleResolutionDownBy: number,
  track: MediaStreamTrack | null,
): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (!encoding) return;
  Object.assign(encoding, encodings[kind], kind === 'video' ? { scaleResolutionDownBy } : {});
  if (kind === 'video' && track?.contentHint === 'motion') parameters.degradationPreference = 'maintain-framerate';
  await sender.setParameters(parameters).catch(() => undefined);
}
