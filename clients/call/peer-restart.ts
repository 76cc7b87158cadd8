/** Looks whether a restart really took: a path can stay on the credentials of before, one-way and for good. */
import type { Clock } from './clock.ts';
import type { PeerEcho } from './peer-echo.ts';
import { selectedRemoteUfrag } from './quality.ts';

/** In milliseconds: how long a restarted connection may stay on its old path unasked, and how long the other side may then be silent. */
export const restartTakesMs = 2_000;
export const restartAnswersMs = 3_000;

/** What is looked at. */
export type RestartedConnection = Pick<RTCPeerConnection, 'remoteDescription' | 'getStats'>;

/**
 * Seen with Chromium offering and Firefox answering, when the answer is slow: Chromium's new port reaches Firefox's old
 * one first, chooses that pair and stays with it; Firefox drops what comes there, and both say `connected`. Between two
 * Chromiums the same pair goes on carrying both ways. So a pair that still leads to credentials (RFC 8839 §5.4) which the
 * latest answer no longer names is only suspicious: `failed` is called when the other side does not answer on it either.
 * The answer ends the watch.
 */
export function watchRestart(
  pc: RestartedConnection,
  echo: Pick<PeerEcho, 'ask'>,
  failed: () => void,
  clock: Clock,
): () => void {
  let isWatching = true;
  const look = async (): Promise<void> => {
    if (!(await isOnOldPath(pc))) return;
    const isHeard = await echo.ask(restartAnswersMs);
    if (isWatching && !isHeard && (await isOnOldPath(pc)) && isWatching) failed();
  };
  const cancel = clock.after(restartTakesMs, () => void look());
  return () => {
    isWatching = false;
    cancel();
  };
}

async function isOnOldPath(pc: RestartedConnection): Promise<boolean> {
  const report = await pc.getStats().catch(() => undefined);
  const ufrag = selectedRemoteUfrag(report ?? []);
  const current = [...(pc.remoteDescription?.sdp ?? '').matchAll(/^a=ice-ufrag:(\S+)/gm)].map(([, named]) => named);
  return ufrag !== undefined && current.length > 0 && !current.includes(ufrag);
}
