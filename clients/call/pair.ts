/** Everything between this page and the person opposite: one queue for each of their page loads, one line to the latest. */
import type { Incarnation, PeerMessage } from '@visavis/shared';
import type { PersonMessage } from './call-state.ts';
import type { ChannelFrame } from './channel-frames.ts';
import { parseHint } from './hints.ts';
import type { LaneNews } from './lane.ts';
import { Line } from './line.ts';
import { isSteady, standingOf } from './line-standing.ts';
import { LineWatch } from './line-watch.ts';
import { browserAudio } from './media-sound.ts';
import { Outgoing, type OutgoingLine } from './outgoing.ts';
import type { CreateOpposite, Opposite, PairEvents, PairOptions } from './pair-face.ts';
import { handshakesWith } from './pair-handshake.ts';
import { type FramesOn, protectionsWith } from './pair-protection.ts';
import { PeerChannel } from './peer-channel.ts';
import { Proof } from './proof.ts';
import { flowOf } from './proof-snapshot.ts';
import type { ProofView } from './proof-view.ts';
import type { Protect } from './protection.ts';
import { RemoteStreams } from './remote-streams.ts';
import { type Party, roleOf } from './roles.ts';
import { createSeal } from './seal.ts';
import { SoundMix } from './sound-mix.ts';

/** More page loads than a person makes in an appointment: further ones are the invention of a pod. */
const mostIncarnations = 64;

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
  readonly #outgoing: Outgoing;
  readonly #received: RemoteStreams;
  readonly #watch: LineWatch;
  #channel: PeerChannel | undefined;
  #line: Line | undefined;
  #isReachableByPod = false;

  constructor(options: PairOptions, events: PairEvents, framesOn: FramesOn) {
    this.#options = options;
    this.#events = events;
    this.#protect = protectionsWith(options, framesOn);
    this.#received = new RemoteStreams(events);
    const line: OutgoingLine = {
      pid: () => this.#line?.pid,
      flow: () => this.#proof.flow,
      say: (message) => this.say(message),
      send: (tracks) => (tracks ? this.#line?.putOnAir(tracks) : this.#line?.takeOffAir()),
    };
    this.#outgoing = new Outgoing(line, new SoundMix(browserAudio));
    this.#watch = new LineWatch(options.clock, () => this.#line, events);
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
    this.#channel?.handleFrame(frame, 'pod');
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

  setMedia: Opposite['setMedia'] = (media) => this.#outgoing.setMedia(media);
  setScreen: Opposite['setScreen'] = (screen) => this.#outgoing.setScreen(screen);
  setOnAir: Opposite['setOnAir'] = (isOnAir) => this.#outgoing.setOnAir(isOnAir);

  prove: Opposite['prove'] = (wish) => this.#proof.handleWish(wish);

  sendOn: Opposite['sendOn'] = (lane, payload) => this.#line?.peer?.lanes.send(lane, payload) ?? Promise.resolve(false);

  dropLine(): void {
    this.#line?.close();
    this.#line = undefined;
    this.#watch.forget();
    this.#received.forget();
    this.#outgoing.forget();
    this.#proof.handleUnbound();
  }

  acknowledged(): Promise<void> {
    return this.#channel?.acknowledged() ?? Promise.resolve();
  }

  close(): void {
    this.#watch.close();
    this.#outgoing.close();
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
        frame: (frame) => channel.handleFrame(frame, 'line'),
        pathChanged: () => channel.handlePathOpen(),
        built: () => this.#built(),
        bound: (result) => this.#proof.handleBound(result, peer.incarnation),
        unproven: (how) => this.#proof.handleUnproven(how),
        frames: (news) => this.#proof.handleFrames(news),
        changed: () => this.#line === line && this.#events.lineChanged(line.state, standingOf(line.state)),
        remoteStream: (stream) => this.#received.receive(stream, 'face', this.#proof.view),
        remoteScreen: (stream) => this.#received.receive(stream, 'screen', this.#proof.view),
        media: this.#events.media,
        lane: (news) => this.#hear(news),
        refused: this.#events.refused,
      },
    );
    return line;
  }

  #hear(news: LaneNews): void {
    if (news.lane === 'hint' && 'payload' in news) {
      const hint = parseHint(news.payload);
      if (hint === undefined) this.#events.refused('content');
      else this.#events.hint(hint);
    } else this.#events.lane(news);
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
        this.#tell(message);
        break;
      case 'media':
      case 'proof':
        if (message.pid !== this.#line?.pid) this.#events.refused('stale');
        else if (message.kind === 'media') this.#tell(message);
        else this.#proof.handleTold(message);
        break;
      case 'introduce':
      case 'agree':
      case 'admit':
        if (this.#events.company) this.#events.company(message);
        else this.#events.refused('content');
        break;
      default:
        this.#line?.handleMessage(message);
    }
  }

  #tell(message: PersonMessage): void {
    this.#watch.told(message);
    this.#events.told(message);
  }

  #built(): void {
    this.#received.forget();
    this.#proof.handleUnbound();
    this.#events.lineBuilt();
    this.#outgoing.say();
  }

  #proofChanged(view: ProofView): void {
    this.#events.proof(view);
    this.#outgoing.transmit();
    this.#line?.peer?.lanes.setProven(flowOf(view) === 'all');
    this.#received.show(view);
  }
}
