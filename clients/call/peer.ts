/** One direct line to the other browser: the interface that every implementation keeps (`tests/contracts/peer.ts`). */
import type { IceServer, PeerMessage } from '@visavis/shared';
import type { CallDetails } from './call-view.ts';
import type { ContentChannel } from './lane.ts';
import type { QualityFacts } from './quality-facts.ts';

/** An offer or answer (RFC 8829), as {@link PeerMessage} carries it, without the `pid` of the call around it. */
export type PeerDescription = Omit<Extract<PeerMessage, { kind: 'description' }>, 'pid'>;

/** An ICE candidate with its generation (`usernameFragment`); an empty `candidate` is end-of-candidates (RFC 8838 §8.2). */
export type PeerCandidate = Omit<Extract<PeerMessage, { kind: 'candidate' }>, 'pid'>;

/** What a peer asks to be carried to its other side, in this order, exactly once. */
export type PeerSignal = PeerDescription | PeerCandidate;

/**
 * The line underneath. `disconnected` may heal by itself, `failed` only by a restart or a new peer. A restart goes from
 * any of them back to `connected`; one that did not take within five seconds is told as `failed`. A peer never closes
 * itself over one of these.
 */
export type PeerTransport = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed';

/** The media sections of a connection, in the order of its first offer: the other side knows them by this order. */
export const peerSections = ['audio', 'video', 'screen'] as const;
export type PeerSection = (typeof peerSections)[number];

/**
 * Own tracks. `null` takes the track off the air, a missing key leaves it as it is. What a screen shows is said by its
 * `contentHint`: `motion` for films, anything else is text.
 */
export interface PeerTracks {
  microphone?: MediaStreamTrack | null;
  camera?: MediaStreamTrack | null;
  screen?: MediaStreamTrack | null;
}

export interface PeerOptions {
  /** The one side that makes offers and restarts (the lower rank of the pair). */
  initiator: boolean;
  iceServers: readonly IceServer[];
  /** Only candidates of the relay leave this browser (`iceTransportPolicy: "relay"`). */
  relayOnly: boolean;
  /** From `certificate.ts`; without it the browser makes one for this peer alone. */
  certificate?: RTCCertificate;
  /**
   * Chromium's `encodedInsertableStreams`: frames only pass where a transform takes them. Set it together with
   * {@link PeerEvents.transceiver}, never alone: without a transform no frame arrives.
   */
  encodedStreams?: boolean;
}

/** Of a channel for content: it opened or closed, or bytes came; text where bytes belong comes as none. */
export type ContentNews =
  | { channel: ContentChannel; state: 'open' | 'closed' }
  | { channel: ContentChannel; bytes: Uint8Array<ArrayBuffer> };

/** What a peer tells. Never called after `closed`, nor from inside the constructing call, except `transceiver`. */
export interface PeerEvents {
  signal(signal: PeerSignal): void;
  /** `why` a state is told that the browser did not report itself. */
  transport(state: PeerTransport, why?: 'restart-untaken'): void;
  /** The data channel; `closed` only after `open`, and while the peer lives it means: build a new peer. */
  channel(state: 'open' | 'closed'): void;
  text(text: string): void;
  content?(news: ContentNews): void;
  /** Once: one stream for the whole life, made of sound and face; the tracks stay muted until media arrives. */
  remoteStream(stream: MediaStream): void;
  /** Once, where the other side knows the section: what it shows beside its face, muted until it shows something. */
  remoteScreen?(stream: MediaStream): void;
  /** Once a section: the first packets of the other side have arrived in it. */
  firstMedia(kind: PeerSection): void;
  /**
   * Synchronously as soon as a transceiver exists: during construction at the initiator, while the first offer is being
   * applied at the other side. The only moment at which a frame transform may be attached (later ones are bypassed silently).
   */
  transceiver?(transceiver: RTCRtpTransceiver): void;
  /** The browser refused a description or a candidate: the peer lives on as before. For counting, not for people. */
  refused?(what: 'description' | 'candidate'): void;
  /** Once, after `close()` or when the browser gave the connection up. Nothing follows. */
  closed(): void;
}

/** Figures of one moment; counters run from the beginning of the peer. */
export interface PeerStats {
  path: CallDetails['path'];
  /** The codec of the received picture, or of the sent one: `VP8`. */
  codec: string | undefined;
  roundTripMs: number | undefined;
  packetsReceived: number;
  packetsLost: number;
  framesDecoded: number;
  /** How long the received picture stood still; undefined where the browser does not count it (Firefox). */
  frozenMs?: number | undefined;
  /** For causes and advice. */
  facts?: QualityFacts;
}

/**
 * A connection with one section each for sound, face and screen, all ready in both directions from the first offer on, one
 * reliable, ordered data channel for messages, and two for content. Tracks come and go without another offer. No method throws, whatever it is handed;
 * after `close` all of them do nothing.
 */
export interface Peer {
  /** A description that has passed the SDP gate. The initiator takes answers, the other side offers; others are refused. */
  handleDescription(description: PeerDescription): void;
  /** A candidate that belongs to the latest description handed over; early, stale and foreign ones do no harm. */
  handleCandidate(candidate: PeerCandidate): void;
  /** Fresh relay credentials for what is gathered from now on. Call before a restart, on both sides. */
  setIceServers(iceServers: readonly IceServer[]): void;
  /**
   * Initiator only, nothing on the other side: new ICE credentials in a new offer; DTLS and media stay as they are. While
   * an offer waits for its answer, that one counts, and only the servers are taken over.
   */
  restart(iceServers?: readonly IceServer[]): void;
  /** Puts tracks on the air, as soon as the line allows. Rejects never; resolves when the senders hold the tracks. */
  attach(tracks: PeerTracks): Promise<void>;
  /** Takes all tracks off the air. The tracks go on living: they belong to whoever made them. */
  detach(): Promise<void>;
  /** Over the data channel; `false` when it is not open, then nothing was sent. */
  send(text: string): boolean;
  /**
   * Over a channel for content, in the order of the calls; resolves as soon as there was room for it, `false` when the
   * channel is not open or takes nothing so large. Rejects never.
   */
  sendContent(channel: ContentChannel, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  stats(): Promise<PeerStats>;
  /** Certificates (DER) of the other side, one for each transport; empty before DTLS and where the browser cannot tell. */
  remoteCertificates(): Uint8Array[];
  /** Frees everything, stops no track, tells `closed`. Idempotent. */
  close(): void;
}

/** How the engine is given an implementation. Throws when the browser has no RTCPeerConnection. */
export type CreatePeer = (options: PeerOptions, events: PeerEvents) => Peer;
