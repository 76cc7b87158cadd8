/** What of this person goes over the line to one other: their devices and what they show, and what is said about them. */
import type { PeerId, PeerMessage } from '@visavis/shared';
import type { MediaView, OwnScreen } from './call-view.ts';
import { areSameTracks, MediaTeller, tracksFor } from './on-air.ts';
import type { PeerTracks } from './peer.ts';
import type { Flow } from './proof-snapshot.ts';
import type { SoundMix } from './sound-mix.ts';

/** The line as it is at the moment, if there is one. */
export interface OutgoingLine {
  pid(): PeerId | undefined;
  /** How much may flow. */
  flow(): Flow;
  say(message: PeerMessage): void;
  /** Puts them on the air; undefined takes everything off. */
  send(tracks: Required<PeerTracks> | undefined): void;
}

/** Says and sends once for every change. */
export class Outgoing {
  readonly #line: OutgoingLine;
  readonly #mix: SoundMix;
  readonly #teller = new MediaTeller();
  #media: Pick<MediaView, 'microphone' | 'camera' | 'stream'> | undefined;
  #screen: OwnScreen | undefined;
  #isOnAir = false;
  #sent: Required<PeerTracks> | undefined;

  constructor(line: OutgoingLine, mix: SoundMix) {
    this.#line = line;
    this.#mix = mix;
  }

  setMedia(media: Pick<MediaView, 'microphone' | 'camera' | 'stream'>): void {
    this.#media = media;
    this.say();
    this.transmit();
  }

  setScreen(screen: OwnScreen | undefined): void {
    this.#screen = screen;
    this.say();
    this.transmit();
  }

  setOnAir(isOnAir: boolean): void {
    this.#isOnAir = isOnAir;
    this.transmit();
  }

  /** Once for every change and every new connection. */
  say(): void {
    const message = this.#media && this.#teller.next(this.#line.pid(), this.#media, this.#screen);
    if (message !== undefined) this.#line.say(message);
  }

  /** As much as may flow now. */
  transmit(): void {
    const flow = this.#line.flow();
    const screen = this.#isOnAir && flow === 'all' ? this.#screen : undefined;
    const tracks = tracksFor(this.#media?.stream, flow, this.#isOnAir, screen);
    if (tracks) tracks.microphone = this.#mix.of(tracks.microphone, screen?.sound);
    if (areSameTracks(tracks, this.#sent)) return;
    this.#sent = tracks;
    this.#line.send(tracks);
  }

  /** The line is gone; on the next one everything is new. */
  forget(): void {
    this.#sent = undefined;
  }

  close(): void {
    this.#mix.close();
  }
}
