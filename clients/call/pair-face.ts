/** Everything between this page and the person opposite, as the call sees it: loaded when it is needed, a double in tests. */
import type { Capabilities, IceServer, LinkSecret, PeerId, PeerMessage, RoomId } from '@visavis/shared';
import type { LineStanding, PersonMessage } from './call-state.ts';
import type { MediaView, OwnScreen } from './call-view.ts';
import type { OwnCertificate } from './certificate.ts';
import type { ChannelFrame } from './channel-frames.ts';
import type { Clock } from './clock.ts';
import type { Company, CompanyEvents, CompanyMessage } from './company-face.ts';
import type { FlowNews } from './flow-watch.ts';
import type { Hint } from './hints.ts';
import type { IceSource } from './ice-servers.ts';
import type { LaneName, LaneNews } from './lane.ts';
import type { LineRefusal } from './line-options.ts';
import type { LineState } from './line-state.ts';
import type { CreatePeer, PeerSection, PeerStats } from './peer.ts';
import type { ChannelRefusal } from './peer-channel.ts';
import type { ProofView, ProofWish } from './proof-view.ts';
import type { Party } from './roles.ts';
import type { RoomRequest } from './signalling.ts';

export interface PairOptions {
  room: RoomId;
  self: Party;
  /** Undefined: nothing is sealed. */
  linkSecret: LinkSecret | undefined;
  /** Own name, said to every page load of the other side. */
  name: string;
  capabilities: Capabilities;
  relayOnly: () => boolean;
  /** Without one no line can be proven, and none is used. */
  certificate: OwnCertificate | undefined;
  createPeer: CreatePeer;
  newPeerId: () => PeerId;
  subtle: SubtleCrypto;
  /** Secure random bytes. */
  randomBytes(count: number): Uint8Array;
  ice: IceSource;
  clock: Clock;
  /** Milliseconds between two changes of keys, `rotation.leastMs` to `mostMs`; two minutes by default. */
  changeKeysEveryMs?: number;
}

export interface PairEvents {
  /** Over the pod; `false` when there is none. */
  relay(request: RoomRequest): boolean;
  told(message: PersonMessage): void;
  lineChanged(state: LineState, standing: LineStanding): void;
  lineBuilt(): void;
  /** Only of a line on which the other side may be seen or heard; undefined when it may no longer. */
  remoteStream(stream: MediaStream | undefined): void;
  /** As `remoteStream`, what the other side shows beside its face; muted while it shows nothing. */
  remoteScreen(stream: MediaStream | undefined): void;
  /** The first packets of a section have come. */
  media(section: PeerSection): void;
  proof(view: ProofView): void;
  /** What advisor and guest agree on about a third person, and what that one is told of it. */
  company?(message: CompanyMessage): void;
  lane(news: LaneNews): void;
  /** The page opposite says so, over the lane of that name, which has no other use. */
  hint(hint: Hint): void;
  stats(stats: PeerStats): void;
  /** Whether sound and picture arrive, see `LineWatchEvents`. */
  flow(news: FlowNews): void;
  refused(reason: ChannelRefusal | LineRefusal): void;
}

/** None of its deeds throws or rejects. */
export interface Opposite {
  /** Another page load sits opposite: the old line goes, its queue stays for as long as this page lives. */
  meet(peer: Party, ready: boolean): void;
  say(message: PeerMessage): void;
  /** From the pod. */
  handleFrame(frame: ChannelFrame): void;
  /** The line to the pods is new or back. */
  handlePathOpen(): void;
  handleNetworkChanged(): void;
  /** Our line to the pods is open and the other side is in the room; `isOpen`: it is open, whoever is there. */
  setReachableByPod(isReachable: boolean, isOpen: boolean): void;
  setIceServers(iceServers: readonly IceServer[]): void;
  /** The own devices: told to the other side, and sent as far as the proof and `setOnAir` allow. */
  setMedia(media: Pick<MediaView, 'microphone' | 'camera' | 'stream'>): void;
  /** What is shown beside the own face, on the air as everything else; undefined: nothing. */
  setScreen(screen: OwnScreen | undefined): void;
  setOnAir(isOnAir: boolean): void;
  /** What the person at this page does for the proof. */
  prove(wish: ProofWish): void;
  /** See `Lane.send`. */
  sendOn(lane: LaneName, payload: Uint8Array<ArrayBuffer>): Promise<boolean>;
  dropLine(): void;
  /** Resolves when the other side has everything; never, when it does not. */
  acknowledged(): Promise<void>;
  close(): void;
}

export type CreateOpposite = (options: PairOptions, events: PairEvents) => Opposite;

/** The person opposite, and whoever joins the two. */
export interface Opposites extends Omit<Opposite, 'setScreen'>, Company {
  /** See `Call.share`; whatever comes after the end is stopped. */
  share(screen: OwnScreen | undefined): void;
}

export type CreateOpposites = (options: PairOptions, events: PairEvents & CompanyEvents) => Opposites;
