/** Tracks and streams without a browser: what memory peers send and receive. */
import type { PeerSection } from './peer.ts';

interface MemoryTrackParts {
  kind: 'audio' | 'video';
  muted: boolean;
}

class MemoryTrack extends EventTarget {
  readonly id = crypto.randomUUID();
  readonly kind: 'audio' | 'video';
  readonly label = '';
  contentHint = '';
  enabled = true;
  muted: boolean;
  readyState: 'live' | 'ended' = 'live';

  constructor({ kind, muted }: MemoryTrackParts) {
    super();
    this.kind = kind;
    this.muted = muted;
  }

  getSettings(): MediaTrackSettings {
    return {};
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

class MemoryStream extends EventTarget {
  readonly id = crypto.randomUUID();
  readonly #tracks: MediaStreamTrack[];

  constructor(tracks: MediaStreamTrack[]) {
    super();
    this.#tracks = tracks;
  }

  getTracks = (): MediaStreamTrack[] => [...this.#tracks];
  getAudioTracks = (): MediaStreamTrack[] => this.#tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = (): MediaStreamTrack[] => this.#tracks.filter(({ kind }) => kind === 'video');
}

/** A live track of no device. Only the members above exist. */
export const memoryTrack = (kind: 'audio' | 'video', muted = false): MediaStreamTrack =>
  new MemoryTrack({ kind, muted }) as unknown as MediaStreamTrack;

/** A stream of these tracks. Only the members above exist. */
export const memoryStream = (tracks: MediaStreamTrack[]): MediaStream =>
  new MemoryStream(tracks) as unknown as MediaStream;

/** What a memory peer receives: muted until something comes. */
export const memoryReceivers = (): Record<PeerSection, MediaStreamTrack> => ({
  audio: memoryTrack('audio', true),
  video: memoryTrack('video', true),
  screen: memoryTrack('video', true),
});

/** What a received track shows right now: the sent track it comes from, or nothing. */
const sources = new WeakMap<MediaStreamTrack, MediaStreamTrack>();

/** Lets `received` show `sent`, or nothing more. Media unmutes a received track for good, as in browsers. */
export function feed(received: MediaStreamTrack, sent: MediaStreamTrack | null): void {
  if (!sent) return void sources.delete(received);
  sources.set(received, sent);
  if (!received.muted) return;
  Object.assign(received, { muted: false });
  received.dispatchEvent(new Event('unmute'));
}

/** Whether a received track shows or sounds something other than black and silence. */
export function isOnAir(received: MediaStreamTrack): boolean {
  const sent = sources.get(received);
  return sent?.enabled === true && sent.readyState === 'live';
}
