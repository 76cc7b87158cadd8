/** Sound, face and screen of one connection: what is sent, and the streams that are received. */
import { preferVp8 } from './codec-order.ts';
import { type PeerEvents, type PeerSection, type PeerTracks, peerSections } from './peer.ts';
import { watchFirstMedia } from './peer-first-media.ts';
import { screenEncoding, screenSender } from './peer-screen-sender.ts';
import { encodings, type TrackSender, trackSender } from './peer-sender.ts';

/** The sections of a connection, in the order of the first offer. */
export interface PeerTracksLine {
  /** Initiator, before the first offer: makes all sections. */
  add(): void;
  /** The other side, before its answer: takes over a section of the offer and opens it in both directions. */
  adopt(transceiver: RTCRtpTransceiver): void;
  attach(tracks: PeerTracks): Promise<void>;
  handleConnected(): void;
  stop(): void;
}

interface Section {
  receiver: RTCRtpReceiver;
  sender: TrackSender;
  stopWatching(): void;
}

type Wanted = Record<PeerSection, MediaStreamTrack | null>;
const negotiated = { ...encodings, screen: screenEncoding };

/** Ties the sections of `pc` to `events`; `pc` stays the caller's. */
export const peerTracks = (pc: RTCPeerConnection, events: PeerEvents): PeerTracksLine => new Tracks(pc, events);

class Tracks implements PeerTracksLine {
  readonly #pc: RTCPeerConnection;
  readonly #events: PeerEvents;
  readonly #sections = new Map<PeerSection, Section>();
  readonly #adopted = new Set<RTCRtpTransceiver>();
  readonly #wanted: Wanted = { audio: null, video: null, screen: null };
  #stopped = false;

  constructor(pc: RTCPeerConnection, events: PeerEvents) {
    this.#pc = pc;
    this.#events = events;
  }

  add(): void {
    for (const section of peerSections) {
      const kind = section === 'audio' ? 'audio' : 'video';
      this.adopt(this.#pc.addTransceiver(kind, { direction: 'sendrecv', sendEncodings: [negotiated[section]] }));
    }
  }

  adopt(transceiver: RTCRtpTransceiver): void {
    const section = this.#adopted.has(transceiver) ? undefined : this.#sectionOf(transceiver);
    if (this.#stopped || section === undefined) return;
    this.#adopted.add(transceiver);
    const { receiver } = transceiver;
    this.#events.transceiver?.(transceiver);
    transceiver.direction = 'sendrecv';
    if (section !== 'audio') preferVp8(transceiver);
    const sender = section === 'screen' ? screenSender(transceiver.sender) : trackSender(transceiver.sender, section);
    const stopWatching = watchFirstMedia(receiver, () => this.#events.firstMedia(section));
    this.#sections.set(section, { receiver, sender, stopWatching });
    if (this.#wanted[section]) void sender.put(this.#wanted[section]);
    if (section === 'screen' || (this.#sections.has('audio') && this.#sections.has('video'))) this.#tellStream(section);
  }

  async attach({ microphone: audio, camera: video, screen }: PeerTracks): Promise<void> {
    const given = { audio, video, screen };
    await Promise.all(
      peerSections.map((section) => {
        const track = given[section];
        if (track === undefined) return undefined;
        this.#wanted[section] = track;
        return this.#sections.get(section)?.sender.put(track);
      }),
    );
  }

  handleConnected(): void {
    for (const { sender } of this.#sections.values()) sender.handleConnected();
  }

  stop(): void {
    this.#stopped = true;
    for (const { sender, stopWatching } of this.#sections.values()) {
      sender.stop();
      stopWatching();
    }
  }

  /** The second picture of an offer is the screen; the other side may be a page that knows of none. */
  #sectionOf({ receiver }: RTCRtpTransceiver): PeerSection | undefined {
    const possible = receiver.track.kind === 'audio' ? (['audio'] as const) : (['video', 'screen'] as const);
    return possible.find((section) => !this.#sections.has(section));
  }

  #tellStream(section: PeerSection): void {
    const tracks = (...of: PeerSection[]) => of.flatMap((one) => this.#sections.get(one)?.receiver.track ?? []);
    queueMicrotask(() => {
      if (this.#stopped) return;
      if (section === 'screen') this.#events.remoteScreen?.(new MediaStream(tracks('screen')));
      else this.#events.remoteStream(new MediaStream(tracks('audio', 'video')));
    });
  }
}
