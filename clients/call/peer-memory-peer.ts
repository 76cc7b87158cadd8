/** One peer of a memory network: the same promises as a browser's, kept by a few fields. */
import {
  type Peer,
  type PeerCandidate,
  type PeerDescription,
  type PeerEvents,
  type PeerOptions,
  type PeerSection,
  type PeerStats,
  type PeerTracks,
  type PeerTransport,
  peerSections,
} from './peer.ts';
import { MemoryChannels } from './peer-memory-channels.ts';
import {
  leadsTo,
  memoryCandidate,
  memoryCertificate,
  memoryCertificateDer,
  memorySdp,
  readMemorySdp,
} from './peer-memory-sdp.ts';
import { feed, memoryReceivers, memoryStream } from './peer-memory-tracks.ts';
import { isExpectedDescription, isUsableCandidate } from './peer-signal.ts';

/** The other peers of a memory network, and whether anything reaches them. */
export interface MemorySurroundings {
  find(id: number): MemoryPeer | undefined;
  isUp(): boolean;
}

/** One memory peer; `memoryNetwork` makes them. Everything it tells comes a microtask later. */
export class MemoryPeer implements Peer {
  readonly id: number;
  readonly #options: PeerOptions;
  readonly #events: PeerEvents;
  readonly #surroundings: MemorySurroundings;
  readonly #certificate: Promise<RTCCertificate>;
  readonly #received = memoryReceivers();
  readonly #sent: Record<PeerSection, MediaStreamTrack | null> = { audio: null, video: null, screen: null };
  readonly #seen = new Set<PeerSection>();
  #generation = 0;
  #failedGeneration = 0;
  #remote: { peer: number; generation: number } | undefined;
  #candidates: PeerCandidate[] = [];
  #awaitsAnswer = false;
  #transport: PeerTransport = 'new';
  #iceServers: PeerOptions['iceServers'];
  #ownDer = new Uint8Array();
  #closed = false;
  readonly #channels = new MemoryChannels((news) => this.#tell(() => news(this.#events)));

  constructor(id: number, options: PeerOptions, events: PeerEvents, surroundings: MemorySurroundings) {
    this.id = id;
    this.#options = options;
    this.#events = events;
    this.#surroundings = surroundings;
    this.#iceServers = options.iceServers;
    this.#certificate = options.certificate ? Promise.resolve(options.certificate) : memoryCertificate();
    if (options.initiator) {
      this.#tell(() => this.#tellStream());
      void this.#describe('offer');
    }
  }

  handleDescription(description: PeerDescription): void {
    if (this.#closed) return;
    const { initiator } = this.#options;
    const isExpected = isExpectedDescription(description, initiator) && initiator === this.#awaitsAnswer;
    const remote = isExpected ? readMemorySdp(description.sdp) : undefined;
    if (!remote) {
      this.#tell(() => this.#events.refused?.('description'));
      return;
    }
    const isFirst = this.#remote === undefined;
    this.#remote = remote;
    this.#awaitsAnswer = false;
    if (!initiator) {
      if (isFirst) this.#tell(() => this.#tellStream());
      void this.#describe('answer');
    }
    this.look();
  }

  handleCandidate(candidate: PeerCandidate): void {
    if (this.#closed) return;
    if (!isUsableCandidate(candidate)) {
      this.#tell(() => this.#events.refused?.('candidate'));
      return;
    }
    this.#candidates.push(candidate);
    this.look();
  }

  setIceServers(iceServers: PeerOptions['iceServers']): void {
    this.#iceServers = iceServers;
  }

  restart(iceServers?: PeerOptions['iceServers']): void {
    if (this.#closed || !this.#options.initiator) return;
    if (iceServers) this.#iceServers = iceServers;
    if (!this.#awaitsAnswer) void this.#describe('offer');
  }

  async attach({ microphone, camera, screen }: PeerTracks): Promise<void> {
    if (this.#closed) return;
    if (microphone !== undefined) this.#sent.audio = microphone;
    if (camera !== undefined) this.#sent.video = camera;
    if (screen !== undefined) this.#sent.screen = screen;
    this.#transmit();
  }

  detach(): Promise<void> {
    return this.attach({ microphone: null, camera: null, screen: null });
  }

  send(text: string): boolean {
    return this.#take({ text });
  }

  async sendContent(...[channel, bytes]: Parameters<Peer['sendContent']>): Promise<boolean> {
    return this.#take({ channel, bytes });
  }

  async stats(): Promise<PeerStats> {
    const isConnected = this.#transport === 'connected' && !this.#closed;
    const isRelayed = [this, this.#other()].some((peer) => peer?.isRelayed);
    return {
      path: isConnected ? (isRelayed ? 'relay-udp' : 'direct') : 'unknown',
      codec: this.#seen.has('video') || this.#sent.video ? 'VP8' : undefined,
      roundTripMs: isConnected ? 0 : undefined,
      packetsReceived: this.#seen.size,
      packetsLost: 0,
      framesDecoded: this.#seen.has('video') ? 1 : 0,
    };
  }

  remoteCertificates(): Uint8Array[] {
    const other = this.#channels.isNew || this.#closed ? undefined : this.#other();
    return other ? [other.#ownDer] : [];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    queueMicrotask(() => this.#events.closed());
    this.#other()?.closeChannel();
  }

  get isRelayed(): boolean {
    return this.#options.relayOnly;
  }

  /** Takes the path away, if there is one; `forGood`: only a restart finds another. */
  lose(to: 'disconnected' | 'failed', forGood: boolean): void {
    if (forGood) this.#failedGeneration = this.#generation;
    if (this.#transport !== 'new' && this.#transport !== 'failed') this.#move(to);
  }

  closeChannel(): void {
    this.#channels.close();
  }

  /** Looks whether there is a path in both directions now. */
  look(): void {
    const other = this.#other();
    if (!other || !this.#reaches(other) || !other.#reaches(this)) return;
    for (const peer of [this, other]) peer.#connect();
    for (const peer of [this, other]) peer.#transmit();
    for (const peer of [this, other]) peer.#bring();
  }

  async #describe(type: 'offer' | 'answer'): Promise<void> {
    this.#generation++;
    if (type === 'offer') this.#awaitsAnswer = true;
    const address = { peer: this.id, generation: this.#generation };
    const certificate = await this.#certificate;
    this.#ownDer = new Uint8Array(memoryCertificateDer(certificate));
    const [fingerprint] = certificate.getFingerprints();
    const sdp = memorySdp(address, type, fingerprint?.value ?? '');
    this.#tell(() => this.#events.signal({ kind: 'description', type, sdp }));
    const hasRelay = this.#iceServers.some(({ urls }) => urls.some((url) => url.startsWith('turn')));
    if (!this.#options.relayOnly) this.#tell(() => this.#events.signal(memoryCandidate(address, 'host')));
    if (hasRelay) this.#tell(() => this.#events.signal(memoryCandidate(address, 'relay')));
    this.#tell(() => this.#events.signal(memoryCandidate(address, 'end')));
  }

  #other(): MemoryPeer | undefined {
    const other = this.#remote && this.#surroundings.find(this.#remote.peer);
    if (!other || other.#closed) return undefined;
    return other.#remote && other.#remote.peer === this.id ? other : undefined;
  }

  #reaches(other: MemoryPeer): boolean {
    const to = this.#remote;
    const isCurrent = to?.generation === other.#generation && !this.#awaitsAnswer;
    const hasPath = isCurrent && this.#candidates.some((candidate) => leadsTo(candidate, to));
    return hasPath && this.#generation > this.#failedGeneration && !this.#closed && this.#surroundings.isUp();
  }

  #connect(): void {
    if (this.#transport === 'connected') return;
    if (this.#transport !== 'disconnected') this.#move('connecting');
    this.#move('connected');
    this.#channels.open();
  }

  #take(item: Parameters<MemoryChannels['take']>[0]): boolean {
    if (this.#closed || !this.#other() || !this.#channels.take(item)) return false;
    this.#bring();
    return true;
  }

  #bring(): void {
    const other = this.#other();
    if (this.#transport === 'connected' && this.#channels.isOpen && other) this.#channels.bring(other.#channels);
  }

  #transmit(): void {
    const other = this.#other();
    if (this.#transport !== 'connected' || !other) return;
    for (const kind of peerSections) {
      feed(other.#received[kind], this.#sent[kind]);
      if (!this.#sent[kind] || other.#seen.has(kind)) continue;
      other.#seen.add(kind);
      other.#tell(() => other.#events.firstMedia(kind));
    }
  }

  #move(to: PeerTransport): void {
    if (this.#transport === to) return;
    this.#transport = to;
    this.#tell(() => this.#events.transport(to));
  }

  #tellStream(): void {
    this.#events.remoteStream(memoryStream([this.#received.audio, this.#received.video]));
    this.#events.remoteScreen?.(memoryStream([this.#received.screen]));
  }

  #tell(news: () => void): void {
    queueMicrotask(() => {
      if (!this.#closed) news();
    });
  }
}
