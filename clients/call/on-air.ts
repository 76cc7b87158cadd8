/** What of the own devices goes over the line, and how the other side is told about it. */
import type { PeerId, PeerMessage } from '@visavis/shared';
import type { MediaView } from './call-view.ts';
import type { PeerTracks } from './peer.ts';

/** The tracks to send: a device that is missing is `null`. */
export function tracksOf({ stream }: MediaView): Required<PeerTracks> {
  return { microphone: stream?.getAudioTracks()[0] ?? null, camera: stream?.getVideoTracks()[0] ?? null };
}

type MediaMessage = Extract<PeerMessage, { kind: 'media' }>;

/** Remembers what was said, so that it is said once for every change and every new peer. */
export class MediaTeller {
  #said = '';

  /** What is to be said now, if anything. The other side thereby knows silence from a muted microphone. */
  next(pid: PeerId | undefined, { microphone, camera }: MediaView): MediaMessage | undefined {
    if (pid === undefined) return undefined;
    const message: MediaMessage = { kind: 'media', pid, microphone, camera, screen: 'off' };
    const text = JSON.stringify(message);
    if (text === this.#said) return undefined;
    this.#said = text;
    return message;
  }
}
