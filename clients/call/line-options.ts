/** What a direct line is made of, what it tells, and which messages are its own. */
import type { Capabilities, PeerId, PeerMessage } from '@visavis/shared';
import type { ChannelFrame } from './channel-frames.ts';
import type { Clock } from './clock.ts';
import type { IceSource } from './ice-servers.ts';
import type { CreatePeer } from './peer.ts';
import type { GuardRefusal } from './peer-guarded.ts';
import type { Role } from './roles.ts';

export type LineRefusal = GuardRefusal | 'stale' | 'mode' | 'frame' | 'browser';

export interface LineOptions {
  role: Role;
  /** Bit 0: sealed. Both sides must mean the same. */
  mode: 0 | 1;
  capabilities: Capabilities;
  relayOnly: boolean;
  certificate: RTCCertificate | undefined;
  createPeer: CreatePeer;
  newPeerId: () => PeerId;
  ice: IceSource;
  clock: Clock;
  /** Seam of the handshake, see `GuardOptions`. */
  expectedFingerprint?: () => string | undefined;
}

export interface LineEvents {
  say(message: PeerMessage): void;
  frame(frame: ChannelFrame): void;
  /** The data channel opened or closed: what is unacked has another path now. */
  pathChanged(): void;
  /** A new RTCPeerConnection: what carried its `pid` has to be said again. */
  built(pid: PeerId): void;
  changed(): void;
  remoteStream(stream: MediaStream): void;
  media(): void;
  refused(reason: LineRefusal): void;
}

/** Messages that belong to one RTCPeerConnection. */
export type LineMessage = Extract<PeerMessage, { pid: PeerId }>;
