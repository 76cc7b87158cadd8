/** Tells when the other side's sound or picture really begins: when its first packets are there. */

const lookEveryMs = 100;

/**
 * Calls `begun` once. A track's `unmute` alone is no evidence: Firefox unmutes both tracks with the first packet of
 * either, so the receiver's own count decides (W3C webrtc-stats `packetsReceived`). The answer ends the watch.
 */
export function watchFirstMedia(receiver: RTCRtpReceiver, begun: () => void): () => void {
  const { track } = receiver;
  const watching = new AbortController();
  const { signal } = watching;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async (): Promise<void> => {
    const arrived = await packetsArrived(receiver);
    if (signal.aborted) return;
    if (arrived) begun();
    else if (track.muted) wait();
    else timer = setTimeout(() => void look(), lookEveryMs);
  };
  const wait = (): void => track.addEventListener('unmute', () => void look(), { once: true, signal });

  if (track.muted) wait();
  else void look();
  return () => {
    watching.abort();
    clearTimeout(timer);
  };
}

async function packetsArrived(receiver: RTCRtpReceiver): Promise<boolean> {
  const report = await receiver.getStats().catch(() => undefined);
  let arrived = false;
  report?.forEach((entry: { type: string; packetsReceived?: number }) => {
    if (entry.type === 'inbound-rtp' && (entry.packetsReceived ?? 0) > 0) arrived = true;
  });
  return arrived;
}
