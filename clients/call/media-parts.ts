/** What the own devices stand on, so that a test can be any browser on any machine. */
import { browserClock, type Clock } from './clock.ts';
import { type KeepDevices, keepInTab } from './media-kept.ts';
import type { MediaSurroundings } from './media-problem.ts';
import { type AudioFactory, browserAudio } from './media-sound.ts';

/** What media stands on; tests bring their own. */
export interface MediaParts extends MediaSurroundings {
  clock: Clock;
  audio: AudioFactory;
  canChooseSpeaker: boolean;
  /** Over a reload; without it nothing is kept. */
  kept?: KeepDevices;
  makeStream(tracks: MediaStreamTrack[]): MediaStream;
}

/** Those of the page. */
export const browserMediaParts = (): MediaParts => ({
  devices: navigator.mediaDevices,
  isSecureContext: globalThis.isSecureContext,
  userAgent: navigator.userAgent,
  // Not every browser knows these names, and some throw at once.
  permission: async (name) => {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      return undefined;
    }
  },
  clock: browserClock,
  audio: browserAudio,
  kept: keepInTab(() => sessionStorage),
  canChooseSpeaker: typeof HTMLMediaElement.prototype.setSinkId === 'function',
  makeStream: (tracks) => new MediaStream(tracks),
});
