/** Everything between this page and the person opposite: one queue for each of their page loads, one line to the latest. */
import type { Capabilities, Incarnation, LinkSecret, PeerId, PeerMessage, RoomId } from '@visavis/shared';
import type { LineStanding, PersonMessage } from './call-state.ts';
import type { ChannelFrame } from './channel-frames.ts';
import type { Clock } from './clock.ts';
import type { IceSource } from './ice-servers.ts';
import { Line } from './line.ts';
import type { LineRefusal } from './line-options.ts';
import type { CreatePeer, PeerStats, PeerTracks } from './peer.ts';
import { type ChannelRefusal, PeerChannel } from './peer-channel.ts';
import type { ProofWish } from './proof-view.ts';
import { type Party, roleOf } from './roles.ts';
import { createSeal } from './seal.ts';
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
  certificate: RTCCertificate | undefined;
  createPeer: CreatePeer;
  newPeerId: () => PeerId;
  subtle: SubtleCrypto;
  ice: IceSource;
  clock: Clock;
}

export interface PairEvents {
  /** Over the pod; `false` when there is none. */
  relay(request: RoomRequest): boolean;
  told(message: PersonMessage): void;
  lineChanged(): void;
  lineBuilt(pid: PeerId): void;
  remoteStream(stream: MediaStream): void;
  media(): void;
  stats(stats: PeerStats): void;
  refused(reason: ChannelRefusal | LineRefusal): void;
}

/** More page loads than a person makes in an appointment: further ones are the invention of a pod. */
const mostIncarnations = 64;
const statsEveryMs = 5_000;

export class Pair {
  readonly #options: PairOptions;
  readonly #events: PairEvents;
  readonly #channels = new Map<Incarnation, PeerChannel>();
  readonly #stopStats: () => void;
  #channel: PeerChannel | undefined;
  #line: Line | undefined;

  constructor(options: PairOptions, events: PairEvents) {
    this.#options = options;
    this.#events = events;
    this.#stopStats = options.clock.every(statsEveryMs, () => void this.#readStats());
  }

  get line(): Line | undefined {
    return this.#line;
  }

  /** Another page load sits opposite: the old line goes, its queue stays for as long as this page lives. */
  meet(peer: Party, ready: boolean): void {
    this.dropLine();
    this.#channel = this.#channels.get(peer.incarnation) ?? this.#newChannel(peer);
    if (this.#channel === undefined) return;
    const { self, linkSecret, capabilities, relayOnly, certificate, createPeer, newPeerId, ice, clock } = this.#options;
    const role = roleOf(self, peer);
    const mode = linkSecret === undefined ? 0 : 1;
    const channel = this.#channel;
    const line = new Line(
      { role, mode, capabilities, relayOnly: relayOnly(), certificate, createPeer, newPeerId, ice, clock },
      {
        say: (message) => channel.send(message),
        frame: (frame) => channel.handleFrame(frame),
        pathChanged: () => channel.handlePathOpen(),
        built: (pid) => this.#events.lineBuilt(pid),
        changed: () => this.#line === line && this.#events.lineChanged(),
        remoteStream: this.#events.remoteStream,
        media: this.#events.media,
        refused: this.#events.refused,
      },
    );
    this.#line = line;
    const name = this.#options.name.trim().slice(0, 120);
    if (name !== '') channel.send({ kind: 'name', name });
    channel.send({ kind: 'ready', ready });
  }

  say(message: PeerMessage): void {
    this.#channel?.send(message);
  }

  /** What the person at this page does for the proof; without a proven line there is nothing to do it on. */
  prove(_wish: ProofWish): void {}

  /** From the pod. */
  handleFrame(frame: ChannelFrame): void {
    this.#channel?.handleFrame(frame);
  }

  /** The line to the pods is new or back. */
  handlePathOpen(): void {
    this.#channel?.handlePathOpen();
  }

  putOnAir(tracks: Required<PeerTracks>): void {
    this.#line?.putOnAir(tracks);
  }

  takeOffAir(): void {
    this.#line?.takeOffAir();
  }

  dropLine(): void {
    this.#line?.close();
    this.#line = undefined;
  }

  /** Resolves when the other side has everything. */
  acknowledged(): Promise<void> {
    return this.#channel?.acknowledged() ?? Promise.resolve();
  }

  close(): void {
    this.#stopStats();
    this.dropLine();
    for (const channel of this.#channels.values()) channel.close();
  }

  #newChannel(peer: Party): PeerChannel | undefined {
    if (this.#channels.size >= mostIncarnations) return undefined;
    const { room, self, linkSecret, subtle, clock } = this.#options;
    const channel: PeerChannel = new PeerChannel({
      seal: createSeal({ room, self, peer, linkSecret, subtle }),
      clock,
      transmit: (frame) => {
        if (this.#channel !== channel || this.#line?.send(frame)) return;
        this.#events.relay({ ...frame, to: peer.seat });
      },
      deliver: (message) => this.#channel === channel && this.#deliver(message),
      refused: this.#events.refused,
    });
    this.#channels.set(peer.incarnation, channel);
    return channel;
  }

  #deliver(message: PeerMessage): void {
    switch (message.kind) {
      case 'ready':
      case 'name':
      case 'leave':
        this.#events.told(message);
        break;
      case 'media':
        if (message.pid === this.#line?.pid) this.#events.told(message);
        else this.#events.refused('stale');
        break;
      default:
        this.#line?.handleMessage(message);
    }
  }

  async #readStats(): Promise<void> {
    if (this.#line?.state.phase === 'connected' && this.#line.peer !== undefined) {
      this.#events.stats(await this.#line.peer.stats());
    }
  }
}

/** The line as the conversation sees it. */
export function standingOf(line: Line | undefined): LineStanding {
  if (line === undefined) return 'none';
  const { phase, memory } = line.state;
  switch (phase) {
    case 'idle':
      return 'none';
    case 'connected':
    case 'shaky':
      return 'connected';
    default:
      return memory.connections === 0 ? 'connecting' : 'interrupted';
  }
}
