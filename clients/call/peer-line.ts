/** What every real implementation does with a browser's RTCPeerConnection: configure, watch, attach, measure. */
import type { IceServer } from '@visavis/shared';
import { browserClock } from './clock.ts';
import type { Peer, PeerEvents, PeerOptions } from './peer.ts';
import { peerContent } from './peer-content.ts';
import { peerEcho } from './peer-echo.ts';
import { watchRestart } from './peer-restart.ts';
import { type PeerTracksLine, peerTracks } from './peer-tracks.ts';
import { readStats } from './quality.ts';

/** The label of the one data channel. */
export const channelLabel = 'visavis';

/** `RTCConfiguration` (W3C WebRTC §4.2.1) for these options; `encodedInsertableStreams` is Chromium's own. */
export function peerConfiguration(options: PeerOptions): RTCConfiguration & { encodedInsertableStreams?: boolean } {
  return {
    iceServers: browserServers(options.iceServers),
    iceTransportPolicy: options.relayOnly ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
    iceCandidatePoolSize: 0,
    ...(options.certificate && { certificates: [options.certificate] }),
    ...(options.encodedStreams && { encodedInsertableStreams: true }),
  };
}

const browserServers = (servers: readonly IceServer[]): RTCIceServer[] =>
  servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  }));

/** The part of a {@link Peer} that does not depend on who negotiates. `stop` leaves `pc` to its owner. */
export interface PeerLine
  extends Pick<Peer, 'attach' | 'detach' | 'setIceServers' | 'sendContent' | 'stats' | 'remoteCertificates'> {
  readonly tracks: PeerTracksLine;
  /** Initiator: claims the right to offer; `false` while an offer, the first one included, waits for its answer. */
  mayOffer(): boolean;
  /** Initiator: the answer to a restart is being applied. */
  watchRestart(): void;
  stop(): void;
}

/** Watches `pc` and tells `events` candidates, transport, stream and first media. */
export function peerLine(pc: RTCPeerConnection, events: PeerEvents): PeerLine {
  const tracks = peerTracks(pc, events);
  const content = peerContent(pc, (news) => events.content?.(news));
  const echo = peerEcho(pc, browserClock);
  const watching = new AbortController();
  let isOffering = true;
  let stopRestartWatch = (): void => undefined;
  const watch = (type: string, listener: (event: never) => void): void =>
    pc.addEventListener(type, listener as EventListener, { signal: watching.signal });

  watch('icecandidate', ({ candidate }: RTCPeerConnectionIceEvent) => events.signal(candidateSignal(candidate)));
  watch('connectionstatechange', () => {
    if (pc.connectionState === 'connected') tracks.handleConnected();
    if (pc.connectionState !== 'closed') events.transport(pc.connectionState);
  });
  watch('signalingstatechange', () => {
    if (pc.signalingState === 'stable') isOffering = false;
  });
  watch('track', ({ transceiver }: RTCTrackEvent) => tracks.adopt(transceiver));

  return {
    tracks,
    attach: (wanted) => tracks.attach(wanted),
    detach: () => tracks.attach({ microphone: null, camera: null, screen: null }),
    mayOffer() {
      const may = !isOffering;
      isOffering = true;
      return may;
    },
    watchRestart() {
      stopRestartWatch();
      stopRestartWatch = watchRestart(pc, echo, () => events.transport('failed', 'restart-untaken'), browserClock);
    },
    setIceServers: (iceServers) => setServers(pc, iceServers),
    sendContent: content.send,
    stats: async () => readStats((await reportOf(pc, watching.signal)) ?? []),
    remoteCertificates: () => (watching.signal.aborted ? [] : remoteCertificates(pc)),
    stop() {
      watching.abort();
      content.stop();
      echo.stop();
      stopRestartWatch();
      tracks.stop();
    },
  };
}

/** Firefox never answers who has asked a connection that closes meanwhile, and whoever waits would look at no later one. */
function reportOf(pc: RTCPeerConnection, stopped: AbortSignal): Promise<RTCStatsReport | undefined> {
  if (stopped.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const answer = (report?: RTCStatsReport): void => {
      stopped.removeEventListener('abort', giveUp);
      resolve(report);
    };
    const giveUp = (): void => answer();
    stopped.addEventListener('abort', giveUp);
    pc.getStats().then(answer, giveUp);
  });
}

function setServers(pc: RTCPeerConnection, iceServers: readonly IceServer[]): void {
  try {
    pc.setConfiguration({ ...pc.getConfiguration(), iceServers: browserServers(iceServers) });
  } catch {}
}

function candidateSignal(candidate: RTCIceCandidate | null) {
  return {
    kind: 'candidate' as const,
    candidate: candidate?.candidate ?? '',
    sdpMid: candidate?.sdpMid ?? null,
    sdpMLineIndex: candidate ? candidate.sdpMLineIndex : 0,
    ...(candidate?.usernameFragment && { usernameFragment: candidate.usernameFragment }),
  };
}

// `getRemoteCertificates` is missing before Firefox 153; there the one fingerprint of the SDP gate decides alone.
function remoteCertificates(pc: RTCPeerConnection): Uint8Array[] {
  const transports = new Set(pc.getTransceivers().flatMap(({ receiver }) => receiver.transport ?? []));
  if (pc.sctp?.transport) transports.add(pc.sctp.transport);
  const leaves = [...transports].map((transport) => transport.getRemoteCertificates?.()[0]);
  if (leaves.every((leaf) => leaf === undefined)) return [];
  // A transport that shows none beside one that does ends nowhere: no bytes are nobody's certificate.
  return leaves.map((leaf) => (leaf ? new Uint8Array(leaf) : new Uint8Array()));
}
