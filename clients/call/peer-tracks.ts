/** Sound and picture of one connection: what is sent, how it is capped, and the one stream that is received. */
import type { PeerEvents, PeerTracks } from './peer.ts';
import { encodings, type TrackSender, trackSender } from './peer-sender.ts';

const confirmEveryMs = 100;

/** The two sections of a connection, in the order of the first offer. */
export interface PeerTracksLine {
  /** Initiator, before the first offer: makes both sections. */
  add(): void;
  /** The other side, before its answer: takes over the sections of the offer and opens them in both directions. */
  adopt(transceiver: RTCRtpTransceiver): void;
  attach(tracks: PeerTracks): Promise<void>;
  stop(): void;
}

/** Ties the sections of `pc` to `events`; `pc` stays the caller's. */
export function peerTracks(pc: RTCPeerConnection, events: PeerEvents): PeerTracksLine {
  const sections = new Map<'audio' | 'video', { receiver: RTCRtpReceiver; sender: TrackSender }>();
  const wanted: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } = { audio: null, video: null };
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let stopped = false;

  const adopt = (transceiver: RTCRtpTransceiver): void => {
    const kind = transceiver.receiver.track.kind === 'audio' ? 'audio' : 'video';
    if (stopped || sections.has(kind)) return;
    events.transceiver?.(transceiver);
    transceiver.direction = 'sendrecv';
    if (kind === 'video') preferVp8(transceiver);
    const sender = trackSender(transceiver.sender, kind);
    sections.set(kind, { receiver: transceiver.receiver, sender });
    if (wanted[kind]) void sender.put(wanted[kind]);
    tellFirstMedia(transceiver.receiver, kind);
    if (sections.size === 2) queueMicrotask(tellStream);
  };

  const tellStream = (): void => {
    if (!stopped) events.remoteStream(new MediaStream([...sections.values()].map(({ receiver }) => receiver.track)));
  };

  // Firefox unmutes both tracks with the first packet of either: only the receiver's own count is evidence.
  const tellFirstMedia = (receiver: RTCRtpReceiver, kind: 'audio' | 'video'): void => {
    const confirm = async (): Promise<void> => {
      const arrived = await packetsArrived(receiver);
      if (stopped) return;
      if (arrived) events.firstMedia(kind);
      else if (!receiver.track.muted) later(confirm);
      else waitForUnmute();
    };
    const waitForUnmute = (): void => receiver.track.addEventListener('unmute', () => void confirm(), { once: true });
    if (receiver.track.muted) waitForUnmute();
    else void confirm();
  };

  const later = (task: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void task();
    }, confirmEveryMs);
    timers.add(timer);
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
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      for (const { sender } of sections.values()) sender.stop();
    },
  };
}

async function packetsArrived(receiver: RTCRtpReceiver): Promise<boolean> {
  const report = await receiver.getStats().catch(() => undefined);
  let arrived = false;
  report?.forEach((entry: { type: string; packetsReceived?: number }) => {
    if (entry.type === 'inbound-rtp' && (entry.packetsReceived ?? 0) > 0) arrived = true;
  });
  return arrived;
}

// The whole list, reordered: an offer by Firefox from a shortened list is refused by Chromium.
function preferVp8(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs;
  if (!codecs || typeof transceiver.setCodecPreferences !== 'function') return;
  const isVp8 = ({ mimeType }: { mimeType: string }) => mimeType.toLowerCase() === 'video/vp8';
  transceiver.setCodecPreferences([...codecs.filter(isVp8), ...codecs.filter((codec) => !isVp8(codec))]);
}
