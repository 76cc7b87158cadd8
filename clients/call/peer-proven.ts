/** A peer with its handshake: the same interface, but descriptions wait for the proven certificate, and media for the proof. */
import type { PeerId } from '@visavis/shared';
import { ChannelWait } from './channel-wait.ts';
import type { Clock } from './clock.ts';
import type { HandshakeMessage } from './handshake.ts';
import type { Bound, Handshake, HandshakeEvents } from './handshake-run.ts';
import type { RotateMessage } from './key-changes.ts';
import type { LaneNews } from './lane.ts';
import { LaneIntake } from './lane-intake.ts';
import type { CreatePeer, Peer, PeerDescription, PeerEvents, PeerOptions, PeerTracks, PeerTransport } from './peer.ts';
import { type GuardRefusal, guardPeer } from './peer-guarded.ts';
import { PeerLanes } from './peer-lanes.ts';
import type { Unproven } from './proof-state.ts';
import type { Protection } from './protection.ts';

export type CreateHandshake = (pid: PeerId, events: HandshakeEvents) => Handshake;

export interface ProvenParts {
  pid: PeerId;
  clock: Clock;
  createPeer: CreatePeer;
  createHandshake: CreateHandshake;
  /** Begins with the handshake's result, ends with the peer. */
  protection: Protection;
}

export interface ProvenEvents extends PeerEvents {
  transport(state: PeerTransport, why?: 'restart-untaken'): void;
  say(message: HandshakeMessage): void;
  /** Whoever is at the end of the line is the one of the handshake. */
  bound(result: Bound): void;
  /** They are not, or did not show it in time; or the peer was closed when they could know its words. */
  unproven(how: Unproven): void;
  guarded(reason: GuardRefusal | 'handshake' | 'content'): void;
  lane(news: LaneNews): void;
}

/** Nobody honest describes twice before the handshake is over. */
const mostEarly = 2;

export class ProvenPeer implements Peer {
  /** For text, files, drawings, forms and notices. */
  readonly lanes: PeerLanes;
  /** In front of the lanes: files have a pace of their own, everything else is given one. */
  readonly #intake: LaneIntake;
  /** The same in front of the messages. */
  readonly #words: LaneIntake<string>;
  readonly #peer: Peer;
  readonly #handshake: Handshake;
  readonly #protection: Protection;
  readonly #events: ProvenEvents;
  /** The certificate that the handshake named, 64 hex digits; until then descriptions wait. */
  #expected: string | undefined;
  readonly #early: PeerDescription[] = [];
  #tracks: PeerTracks = {};
  #isBound = false;
  #isClosed = false;
  readonly #channelWait: ChannelWait;

  constructor(parts: ProvenParts, options: PeerOptions, events: ProvenEvents) {
    this.#events = events;
    this.#protection = parts.protection;
    const guard = { expectedFingerprint: () => this.#expected, refused: events.guarded };
    this.lanes = new PeerLanes({
      data: parts.protection.data,
      send: (channel, bytes) => this.#peer.sendContent(channel, bytes),
      tell: (news) => this.#intake.timed(() => events.lane(news)),
      refused: () => this.#intake.refuse(),
    });
    this.#intake = new LaneIntake({
      clock: parts.clock,
      pass: (bytes) => this.lanes.handle({ channel: 'content', bytes }),
      refused: () => events.guarded('content'),
    });
    this.#words = new LaneIntake<string>({
      clock: parts.clock,
      pass: async (text) => this.#words.timed(() => events.text(text)),
      refused: () => events.guarded('content'),
    });
    const text: PeerEvents['text'] = (said) => this.#words.take(said);
    const content: PeerEvents['content'] = (news) => {
      if (news.channel === 'content' && 'bytes' in news) this.#intake.take(news.bytes);
      else void this.lanes.handle(news);
    };
    const channel: PeerEvents['channel'] = (state) => {
      if (state === 'open') this.#handshake.handleLineOpen();
      events.channel(state);
    };
    this.#channelWait = new ChannelWait(parts.clock, () => this.close());
    const watched = this.#channelWait.watch({ ...events, channel, content, text });
    this.#peer = guardPeer(parts.protection.wrap(parts.createPeer), guard)(options, watched);
    this.#handshake = parts.createHandshake(parts.pid, {
      say: events.say,
      sendBind: (tag) => void this.#peer.send(JSON.stringify({ type: 'bind', tag })),
      certificates: () => this.#peer.remoteCertificates(),
      expected: (fingerprint) => this.#expect(fingerprint),
      bound: (result) => this.#bound(result),
      failed: () => this.#fail(),
      refused: () => events.guarded('handshake'),
    });
  }

  handleHandshake = (message: HandshakeMessage): void => this.#handshake.handleMessage(message);
  handleRotate = (message: RotateMessage): void => this.#protection.handleMessage(message);
  /** From the data channel of this peer. */
  handleBind = (tag: string): void => this.#handshake.handleBind(tag);

  /** No browser sees a description before it is known whose certificate it has to name. */
  handleDescription(description: PeerDescription): void {
    if (this.#expected !== undefined) this.#peer.handleDescription(description);
    else if (this.#early.length < mostEarly) this.#early.push(description);
    else this.#events.guarded('handshake');
  }

  handleCandidate: Peer['handleCandidate'] = (candidate) => this.#peer.handleCandidate(candidate);
  setIceServers: Peer['setIceServers'] = (servers) => this.#peer.setIceServers(servers);
  restart: Peer['restart'] = (servers) => this.#peer.restart(servers);
  send: Peer['send'] = (text) => this.#peer.send(text);
  sendContent: Peer['sendContent'] = (channel, bytes) => this.#peer.sendContent(channel, bytes);
  stats: Peer['stats'] = () => this.#peer.stats();
  remoteCertificates: Peer['remoteCertificates'] = () => this.#peer.remoteCertificates();

  /** Nothing is sent before the proof; then the latest of what was handed over. */
  async attach(tracks: PeerTracks): Promise<void> {
    this.#tracks = { ...this.#tracks, ...tracks };
    if (this.#isBound) await this.#peer.attach(tracks);
  }

  async detach(): Promise<void> {
    this.#tracks = {};
    await this.#peer.detach();
  }

  /** A closed peer is a lost one: a new one is built as after any other failure, and as rarely. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#channelWait.stop();
    // The other side gave it up after it had seen everything: what it saw was not what we said.
    if (this.#handshake.isHalfway) this.#events.unproven('wrong');
    else if (this.#handshake.isAgreed) this.#events.unproven('given-up');
    this.#isBound = false;
    this.#handshake.close();
    this.lanes.close();
    this.#intake.close();
    this.#words.close();
    this.#protection.close();
    this.#peer.close();
  }

  #expect(fingerprint: string): void {
    this.#expected = fingerprint;
    for (const description of this.#early.splice(0)) this.#peer.handleDescription(description);
  }

  #bound(result: Bound): void {
    this.#isBound = true;
    this.#protection.begin(result);
    this.#events.bound(result);
    void this.#peer.attach(this.#tracks);
  }

  #fail(): void {
    this.#events.unproven('wrong');
    this.close();
  }
}
