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
export function peerTracks(pc: RTCPeerConnection, events: PeerEvents): PeerTracksLine {
  const sections = new Map<PeerSection, Section>();
  const adopted = new Set<RTCRtpTransceiver>();
  const wanted: Wanted = { audio: null, video: null, screen: null };
  let stopped = false;

  /** The second picture of an offer is the screen; the other side may be a page that knows of none. */
  const sectionOf = ({ receiver }: RTCRtpTransceiver): PeerSection | undefined => {
    if (receiver.track.kind === 'audio') return sections.has('audio') ? undefined : 'audio';
    return (['video', 'screen'] as const).find((section) => !sections.has(section));
  };
  const tellStreams = (section: PeerSection): void => {
    const tracks = (...of: PeerSection[]) => of.flatMap((one) => sections.get(one)?.receiver.track ?? []);
    queueMicrotask(() => {
      if (stopped) return;
      if (section === 'screen') events.remoteScreen?.(new MediaStream(tracks('screen')));
      else events.remoteStream(new MediaStream(tracks('audio', 'video')));
    });
  };
  const adopt = (transceiver: RTCRtpTransceiver): void => {
    const section = adopted.has(transceiver) ? undefined : sectionOf(transceiver);
    if (stopped || section === undefined) return;
    adopted.add(transceiver);
    const { receiver } = transceiver;
    events.transceiver?.(transceiver);
    transceiver.direction = 'sendrecv';
    if (section !== 'audio') preferVp8(transceiver);
    const sender = section === 'screen' ? screenSender(transceiver.sender) : trackSender(transceiver.sender, section);
    sections.set(section, {
      receiver,
      sender,
      stopWatching: watchFirstMedia(receiver, () => events.firstMedia(section)),
    });
    if (wanted[section]) void sender.put(wanted[section]);
    if (section === 'screen' || (sections.has('audio') && sections.has('video'))) tellStreams(section);
  };

  return {
    add() {
      for (const section of peerSections) {
        const kind = section === 'audio' ? 'audio' : 'video';
        adopt(pc.addTransceiver(kind, { direction: 'sendrecv', sendEncodings: [negotiated[section]] }));
      }
    },
    adopt,
    async attach({ microphone: audio, camera: video, screen }) {
      const given = { audio, video, screen };
      await Promise.all(
        peerSections.map((section) => {
          const track = given[section];
          if (track === undefined) return undefined;
          wanted[section] = track;
          return sections.get(section)?.sender.put(track);
        }),
      );
    },
    handleConnected() {
      for (const { sender } of sections.values()) sender.handleConnected();
    },
    stop() {
      stopped = true;
      for (const { sender, stopWatching } of sections.values()) {
        sender.stop();
        stopWatching();
      }
    },
  };
}
