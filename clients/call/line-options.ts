/** What a direct line is made of, what it tells, and which messages are its own. */
import type { Capabilities, PeerId, PeerMessage } from '@visavis/shared';
import type { ChannelFrame } from './channel-frames.ts';
import type { Clock } from './clock.ts';
import type { Bound } from './handshake-run.ts';
import type { IceSource } from './ice-servers.ts';
import type { LaneNews } from './lane.ts';
import type { CreatePeer, PeerSection } from './peer.ts';
import type { GuardRefusal } from './peer-guarded.ts';
import type { CreateHandshake } from './peer-proven.ts';
import type { Unproven } from './proof-state.ts';
import type { FramesNews } from './proof-view.ts';
import type { Protect } from './protection.ts';
import type { Role } from './roles.ts';

export type LineRefusal =
  | GuardRefusal
  | 'stale'
  | 'mode'
  | 'frame'
  | 'browser'
  | 'handshake'
  | 'key-change'
  | 'content';

export interface LineOptions {
  role: Role;
  /** Bit 0: sealed. Both sides must mean the same. */
  mode: 0 | 1;
  capabilities: Capabilities;
  relayOnly: boolean;
  certificate: RTCCertificate | undefined;
  createPeer: CreatePeer;
  /** One for every peer. */
  createHandshake: CreateHandshake;
  /** One for every peer. */
  protect: Protect;
  newPeerId: () => PeerId;
  ice: IceSource;
  clock: Clock;
}

export interface LineEvents {
  say(message: PeerMessage): void;
  frame(frame: ChannelFrame): void;
  /** The data channel opened or closed, or the line got shaky: what is unacked has another path now. */
  pathChanged(): void;
  /** A new RTCPeerConnection: what carried its `pid` has to be said again. */
  built(pid: PeerId): void;
  /** Whoever is at the end of the present one is the one of the handshake. */
  bound(result: Bound): void;
  /** They are not, or did not show it in time: the peer is torn down. */
  unproven(how: Unproven): void;
  /** Of the encryption of single frames. */
  frames(news: FramesNews): void;
  changed(): void;
  remoteStream(stream: MediaStream): void;
  /** What the other side shows beside its face. */
  remoteScreen(stream: MediaStream): void;
  media(section: PeerSection): void;
  /** Content of the present one; closed with it. */
  lane(news: LaneNews): void;
  refused(reason: LineRefusal): void;
}

/** Messages that belong to one RTCPeerConnection. */
export type LineMessage = Extract<PeerMessage, { pid: PeerId }>;
