/** The own voice and the sound of what is shown, as the one track that a connection has for sound. */
import type { AudioFactory } from './media-sound.ts';

/** One of a pair. Where nothing can be mixed the voice goes alone: it is what nobody may miss. */
export class SoundMix {
  readonly #audio: AudioFactory;
  #parts: { voice: MediaStreamTrack; sound: MediaStreamTrack } | undefined;
  #mixed: { track: MediaStreamTrack; context: AudioContext } | undefined;

  constructor(audio: AudioFactory) {
    this.#audio = audio;
  }

  /** The track to send: the same one for the same two, and one of the two itself where there is no other. */
  of(voice: MediaStreamTrack | null, sound: MediaStreamTrack | undefined): MediaStreamTrack | null {
    if (voice === null || sound === undefined) {
      this.close();
      return voice ?? sound ?? null;
    }
    if (this.#parts?.voice === voice && this.#parts.sound === sound) return this.#mixed?.track ?? voice;
    this.close();
    this.#parts = { voice, sound };
    this.#mixed = this.#mix(voice, sound);
    return this.#mixed?.track ?? voice;
  }

  /** Lets the mixed track go; the two themselves belong to others. */
  close(): void {
    this.#mixed?.track.stop();
    void this.#mixed?.context.close().catch(() => undefined);
    this.#mixed = undefined;
    this.#parts = undefined;
  }

  #mix(...tracks: MediaStreamTrack[]): { track: MediaStreamTrack; context: AudioContext } | undefined {
    try {
      const context = this.#audio();
      const output = context?.createMediaStreamDestination();
      const [track] = output?.stream.getAudioTracks() ?? [];
      if (!context || !output || !track) return undefined;
      for (const part of tracks) context.createMediaStreamSource(new MediaStream([part])).connect(output);
      // Chosen in the browser's own dialogue a moment ago: a click that counts.
      void context.resume().catch(() => undefined);
      return { track, context };
    } catch {
      return undefined;
    }
  }
}
