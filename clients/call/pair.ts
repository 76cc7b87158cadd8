/** Everything between this page and the person opposite: one queue for each of their page loads, one line to the latest. */
import type { Incarnation, PeerMessage } from '@visavis/shared';
import type { ChannelFrame } from './channel-frames.ts';
import { Line } from './line.ts';
import { isSteady, standingOf } from './line-standing.ts';
import { MediaTeller, tracksFor } from './on-air.ts';
import type { CreateOpposite, Opposite, PairEvents, PairOptions } from './pair-face.ts';
import { handshakesWith } from './pair-handshake.ts';
import { type FramesOn, protectionsWith } from './pair-protection.ts';
import type { PeerTracks } from './peer.ts';
import { PeerChannel } from './peer-channel.ts';
import { Proof } from './proof.ts';
import { flowOf } from './proof-snapshot.ts';
import type { ProofView, ProofWish } from './proof-view.ts';
import type { Protect } from './protection.ts';
import { type Party, roleOf } from './roles.ts';
import { createSeal } from './seal.ts';

/** More page loads than a person makes in an appointment: further ones are the invention of a pod. */
const mostIncarnations = 64;
const statsEveryMs = 5_000;

/** See {@link CreateOpposite}. */
export const pairWith =
  (framesOn: FramesOn): CreateOpposite =>
  (options, events) =>
    new Pair(options, events, framesOn);

class Pair implements Opposite {
  readonly #options: PairOptions;
  readonly #events: PairEvents;
  readonly #protect: Protect;
  readonly #channels = new Map<Incarnation, PeerChannel>();
  readonly #proof: Proof;
  readonly #teller = new MediaTeller();
  readonly #stopStats: () => void;
  #channel: PeerChannel | undefined;
  #line: Line | undefined;
  #isReachableByPod = false;
  #media: Parameters<Opposite['setMedia']>[0] | undefined;
  #isOnAir = false;
  #sent: Required<PeerTracks> | undefined;
  #remoteStream: MediaStream | undefined;

  constructor(options: PairOptions, events: PairEvents, framesOn: FramesOn) {
    this.#options = options;
    this.#events = events;
    this.#protect = protectionsWith(options, framesOn);
    this.#stopStats = options.clock.every(statsEveryMs, () => void this.#readStats());
    const { self, linkSecret, certificate, randomBytes } = options;
    this.#proof = new Proof({
      sealed: linkSecret !== undefined,
      chooses: self.seat === 'advisor',
      certificate,
      randomBytes,
      say: (message) => this.say(message),
      changed: (view) => this.#proofChanged(view),
    });
  }

  meet(peer: Party, ready: boolean): void {
    this.dropLine();
    this.#channel = this.#channels.get(peer.incarnation) ?? this.#newChannel(peer);
    if (this.#channel === undefined) return;
    this.#line = this.#newLine(peer, this.#channel);
    const name = this.#options.name.trim().slice(0, 120);
    if (name !== '') this.say({ kind: 'name', name });
    this.say({ kind: 'ready', ready });
    this.#line.setReachableByPod(this.#isReachableByPod);
  }

  say(message: PeerMessage): void {
    this.#channel?.send(message);
  }

  handleFrame(frame: ChannelFrame): void {
    this.#channel?.handleFrame(frame);
  }

  handlePathOpen(): void {
    this.#channel?.handlePathOpen();
  }

  handleNetworkChanged(): void {
    this.#line?.handle({ type: 'network-changed' });
  }

  setReachableByPod(isReachable: boolean): void {
    this.#isReachableByPod = isReachable;
    this.#line?.setReachableByPod(isReachable);
  }

  setIceServers: Opposite['setIceServers'] = (servers) => this.#line?.peer?.setIceServers(servers);

  setMedia(media: Parameters<Opposite['setMedia']>[0]): void {
    this.#media = media;
    this.#sayMedia();
    this.#transmit();
  }

  setOnAir(isOnAir: boolean): void {
    this.#isOnAir = isOnAir;
    this.#transmit();
  }

  prove(wish: ProofWish): void {
    this.#proof.handleWish(wish);
  }

  dropLine(): void {
    this.#line?.close();
    this.#line = undefined;
    this.#remoteStream = undefined;
    this.#sent = undefined;
    this.#proof.handleUnbound();
  }

  acknowledged(): Promise<void> {
    return this.#channel?.acknowledged() ?? Promise.resolve();
  }

  close(): void {
    this.#stopStats();
    this.#line?.close();
    for (const channel of this.#channels.values()) channel.close();
  }

  #newLine(peer: Party, channel: PeerChannel): Line {
    const { self, linkSecret, capabilities, relayOnly, createPeer, newPeerId, ice, clock } = this.#options;
    const role = roleOf(self, peer);
    const mode = linkSecret === undefined ? 0 : 1;
    const certificate = this.#options.certificate?.certificate;
    const createHandshake = handshakesWith(peer, this.#options, mode);
    const line: Line = new Line(
      {
        role,
        mode,
        capabilities,
        relayOnly: relayOnly(),
        certificate,
        createPeer,
        createHandshake,
        protect: this.#protect,
        newPeerId,
        ice,
        clock,
      },
      {
        say: (message) => channel.send(message),
        frame: (frame) => channel.handleFrame(frame),
        pathChanged: () => channel.handlePathOpen(),
        built: () => this.#built(),
        bound: (result) => this.#proof.handleBound(result, peer.incarnation),
        unproven: (how) => this.#proof.handleUnproven(how),
        frames: (news) => this.#proof.handleFrames(news),
        changed: () => this.#line === line && this.#events.lineChanged(line.state, standingOf(line.state)),
        remoteStream: (stream) => this.#receive(stream),
        media: this.#events.media,
        refused: this.#events.refused,
      },
    );
    return line;
  }

  #newChannel(peer: Party): PeerChannel | undefined {
    if (this.#channels.size >= mostIncarnations) return undefined;
    const { room, self, linkSecret, subtle, clock } = this.#options;
    const channel: PeerChannel = new PeerChannel({
      seal: createSeal({ room, self, peer, linkSecret, subtle }),
      clock,
      transmit: (frame) => {
        if (this.#channel !== channel) return;
        const isSent = this.#line?.send(frame) && isSteady(this.#line.state, clock.now());
        // A dead line swallows its own rescue: then the pods carry the same, and the other side takes it once.
        if (!isSent) this.#events.relay({ ...frame, to: peer.seat });
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
      case 'proof':
        if (message.pid !== this.#line?.pid) this.#events.refused('stale');
        else if (message.kind === 'media') this.#events.told(message);
        else this.#proof.handleTold(message);
        break;
      default:
        this.#line?.handleMessage(message);
    }
  }

  #built(): void {
    this.#remoteStream = undefined;
    this.#proof.handleUnbound();
    this.#events.lineBuilt();
    this.#sayMedia();
  }

  #sayMedia(): void {
    const message = this.#media && this.#teller.next(this.#line?.pid, this.#media);
    if (message !== undefined) this.say(message);
  }

  #proofChanged(view: ProofView): void {
    this.#events.proof(view);
    this.#transmit();
    this.#show(view);
  }

  #receive(stream: MediaStream): void {
    this.#remoteStream = stream;
    this.#show(this.#proof.view);
  }

  /** The other side is seen and heard as far as the proof goes; while a line is built anew the last picture stays. */
  #show(view: ProofView): void {
    const flow = flowOf(view);
    if (flow === 'none' && view.state === 'pending') return;
    for (const track of this.#remoteStream?.getVideoTracks() ?? []) track.enabled = flow === 'all';
    this.#events.remoteStream(flow === 'none' ? undefined : this.#remoteStream);
  }

  #transmit(): void {
    const tracks = tracksFor(this.#media?.stream, this.#proof.flow, this.#isOnAir);
    const { microphone, camera } = this.#sent ?? {};
    if (tracks?.microphone === microphone && tracks?.camera === camera) return;
    this.#sent = tracks;
    if (tracks) this.#line?.putOnAir(tracks);
    else this.#line?.takeOffAir();
  }

  async #readStats(): Promise<void> {
    if (this.#line?.state.phase === 'connected' && this.#line.peer !== undefined) {
      this.#events.stats(await this.#line.peer.stats());
    }
  }
}
