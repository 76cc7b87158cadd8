/** What of the own devices goes over the line, and how the other side is told about it. */
import type { PeerId, PeerMessage } from '@visavis/shared';
import type { MediaView, OwnScreen } from './call-view.ts';
import type { PeerTracks } from './peer.ts';
import type { Flow } from './proof-snapshot.ts';

/**
 * The tracks to send: a device that is missing is `null`. Everything while the person is on the air and the line is
 * proven; sound alone, on the air or not, while both want to compare the words by it; else nothing.
 */
export function tracksFor(
  stream: MediaStream | undefined,
  flow: Flow,
  isOnAir: boolean,
  shown?: OwnScreen,
): Required<PeerTracks> | undefined {
  const microphone = stream?.getAudioTracks()[0] ?? null;
  if (flow === 'sound') return { microphone, camera: null, screen: null };
  if (flow !== 'all' || !isOnAir) return undefined;
  return { microphone, camera: stream?.getVideoTracks()[0] ?? null, screen: shown?.picture ?? null };
}

type Sent = Required<PeerTracks> | undefined;

/** Whether nothing has to be changed on the line. */
export const areSameTracks = (one: Sent, other: Sent): boolean =>
  one?.microphone === other?.microphone && one?.camera === other?.camera && one?.screen === other?.screen;

type MediaMessage = Extract<PeerMessage, { kind: 'media' }>;

/** Remembers what was said, so that it is said once for every change and every new peer. */
export class MediaTeller {
  #said = '';

  /** What is to be said now, if anything. The other side thereby knows silence from a muted microphone. */
  next(
    pid: PeerId | undefined,
    { microphone, camera }: Pick<MediaView, 'microphone' | 'camera'>,
    shown?: OwnScreen,
  ): MediaMessage | undefined {
    if (pid === undefined) return undefined;
    const message: MediaMessage = { kind: 'media', pid, microphone, camera, screen: shown ? 'on' : 'off' };
    const text = JSON.stringify(message);
    if (text === this.#said) return undefined;
    this.#said = text;
    return message;
  }
}
