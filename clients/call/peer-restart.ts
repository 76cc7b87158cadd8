/** Looks whether a restart really took: a path can stay on the credentials of before, one-way and for good. */
import type { Clock } from './clock.ts';
import { selectedRemoteUfrag } from './quality.ts';

/** How long a restarted connection may stay on its old path before it counts as failed. */
export const restartTakesMs = 5_000;

/** What is looked at. */
export type RestartedConnection = Pick<RTCPeerConnection, 'remoteDescription' | 'getStats'>;

/**
 * Seen with Chromium offering and Firefox answering, when the answer is slow: Chromium's new port reaches Firefox's old
 * one first, chooses that pair and stays with it; Firefox drops what comes there, and both say `connected`. Calls
 * `failed` when the chosen pair still leads to credentials (RFC 8839 §5.4) that the latest answer no longer names. The
 * answer ends the watch.
 */
export function watchRestart(pc: RestartedConnection, failed: () => void, clock: Clock): () => void {
  let isWatching = true;
  const look = async (): Promise<void> => {
    const report = await pc.getStats().catch(() => undefined);
    const ufrag = selectedRemoteUfrag(report ?? []);
    const current = [...(pc.remoteDescription?.sdp ?? '').matchAll(/^a=ice-ufrag:(\S+)/gm)].map(([, named]) => named);
    if (isWatching && ufrag !== undefined && current.length > 0 && !current.includes(ufrag)) failed();
  };
  const cancel = clock.after(restartTakesMs, () => void look());
  return () => {
    isWatching = false;
    cancel();
  };
}
