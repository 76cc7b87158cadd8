/** Sound and picture of one connection: what is sent, and the one stream that is received. */
import { preferVp8 } from './codec-order.ts';
import type { PeerEvents, PeerTracks } from './peer.ts';
import { watchFirstMedia } from './peer-first-media.ts';
import { encodings, type TrackSender, trackSender } from './peer-sender.ts';

/** The two sections of a connection, in the order of the first offer. */
export interface PeerTracksLine {
  /** Initiator, before the first offer: makes both sections. */
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

/** Ties the sections of `pc` to `events`; `pc` stays the caller's. */
export function peerTracks(pc: RTCPeerConnection, events: PeerEvents): PeerTracksLine {
  const sections = new Map<'audio' | 'video', Section>();
  const wanted: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } = { audio: null, video: null };
  let stopped = false;

  const tellStream = (): void => {
    if (!stopped) events.remoteStream(new MediaStream([...sections.values()].map(({ receiver }) => receiver.track)));
  };
  const adopt = (transceiver: RTCRtpTransceiver): void => {
    const { receiver } = transceiver;
    const kind = receiver.track.kind === 'audio' ? 'audio' : 'video';
    if (stopped || sections.has(kind)) return;
    events.transceiver?.(transceiver);
    transceiver.direction = 'sendrecv';
    if (kind === 'video') preferVp8(transceiver);
    const sender = trackSender(transceiver.sender, kind);
    sections.set(kind, { receiver, sender, stopWatching: watchFirstMedia(receiver, () => events.firstMedia(kind)) });
    if (wanted[kind]) void sender.put(wanted[kind]);
    if (sections.size === 2) queueMicrotask(tellStream);
  };

  return {
    add() {
      for (const kind of ['audio', 'video'] as const)
        adopt(pc.addTransceiver(kind, { direction: 'sendrecv', sendEncodings: [encodings[kind]] }));
    },
    adopt,
    async attach({ microphone, camera }) {
      if (microphone !== undefined) wanted.audio = microphone;
      if (camera !== undefined) wanted.video = camera;
      await Promise.all([
        microphone !== undefined && sections.get('audio')?.sender.put(microphone),
        camera !== undefined && sections.get('video')?.sender.put(camera),
      ]);
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
