/** A peer on simple-peer 9.11.1: the only file that knows the library, tamed so that nothing but `close` ends a peer. */
/// <reference path="./shims/simple-peer.d.ts" />
import SimplePeer from 'simple-peer';
import type { CreatePeer, Peer, PeerCandidate, PeerDescription, PeerEvents, PeerOptions } from './peer.ts';
import { channelLabel, type PeerLine, peerConfiguration, peerLine } from './peer-line.ts';
import { isExpectedDescription, isUsableCandidate } from './peer-signal.ts';

// Out of the box it would tell our addresses to two foreign STUN servers.
SimplePeer.config = { iceServers: [] };

interface LibraryEvents {
  channel(state: 'open' | 'closed'): void;
  beforeAnswer(): void;
  refused(error: { code?: string }): void;
}

/** The library destroys itself over lost paths, closed channels and bad signals; this one only says so. */
class LastingPeer extends SimplePeer {
  readonly #tell: LibraryEvents;

  constructor(options: PeerOptions, tell: LibraryEvents) {
    super({ initiator: options.initiator, config: peerConfiguration(options), channelName: channelLabel });
    this.#tell = tell;
  }

  override _onIceStateChange(): void {}

  override _onConnectionStateChange(): void {}

  override _onChannelOpen(): void {
    this.#tell.channel('open');
  }

  override _onChannelClose(): void {
    this.#tell.channel('closed');
  }

  // Sections that are not opened here are answered one-way, and a camera could never be attached later.
  override _createAnswer(): void {
    this.#tell.beforeAnswer();
    super._createAnswer();
  }

  override destroy(error?: Error & { code?: string }): void {
    if (error && this._pc) this.#tell.refused(error);
    else super.destroy(error);
  }
}

/** See {@link CreatePeer}. */
export const createSimplePeer: CreatePeer = (options, events) => new SimpleLine(options, events);

class SimpleLine implements Peer {
  readonly #library: LastingPeer;
  readonly #pc: RTCPeerConnection;
  readonly #line: PeerLine;
  readonly #events: PeerEvents;
  readonly #initiator: boolean;
  #channelOpen = false;
  #closed = false;

  constructor(options: PeerOptions, events: PeerEvents) {
    this.#events = events;
    this.#initiator = options.initiator;
    this.#library = new LastingPeer(options, {
      channel: (state) => this.#tellChannel(state),
      beforeAnswer: () => {
        for (const transceiver of this.#pc.getTransceivers()) this.#line.tracks.adopt(transceiver);
      },
      refused: ({ code }) => this.#refuse(code === 'ERR_ADD_ICE_CANDIDATE' ? 'candidate' : 'description'),
    });
    this.#library.on('error', () => undefined);
    if (!this.#library._pc) throw new Error('this browser cannot make a peer connection');
    this.#pc = this.#library._pc;
    this.#line = peerLine(this.#pc, events);
    this.attach = this.#line.attach;
    this.detach = this.#line.detach;
    this.sendContent = this.#line.sendContent;
    this.stats = this.#line.stats;
    this.remoteCertificates = this.#line.remoteCertificates;
    this.#library.on('close', () => events.closed());
    this.#library.on('signal', ({ type, sdp }) => {
      if (this.#closed || sdp === undefined || (type !== 'offer' && type !== 'answer')) return;
      events.signal({ kind: 'description', type, sdp });
    });
    this.#library.on('data', (data) => {
      if (!this.#closed && typeof data === 'string') events.text(data);
    });
    if (options.initiator) this.#line.tracks.add();
  }

  readonly attach: Peer['attach'];
  readonly detach: Peer['detach'];
  readonly sendContent: Peer['sendContent'];
  readonly stats: Peer['stats'];
  readonly remoteCertificates: Peer['remoteCertificates'];

  handleDescription(description: PeerDescription): void {
    if (this.#closed) return;
    const expectedState = this.#initiator ? 'have-local-offer' : 'stable';
    const isExpected = isExpectedDescription(description, this.#initiator) && this.#pc.signalingState === expectedState;
    const { type, sdp } = description;
    if (!isExpected) {
      this.#refuse('description');
      return;
    }
    if (this.#initiator && this.#pc.remoteDescription) this.#line.watchRestart();
    this.#try('description', () => this.#library.signal({ type, sdp }));
  }

  handleCandidate({ kind, ...candidate }: PeerCandidate): void {
    if (this.#closed) return;
    if (!isUsableCandidate({ kind, ...candidate })) this.#refuse('candidate');
    else this.#try('candidate', () => this.#library.signal({ candidate }));
  }

  setIceServers(iceServers: PeerOptions['iceServers']): void {
    if (!this.#closed) this.#line.setIceServers(iceServers);
  }

  restart(iceServers?: PeerOptions['iceServers']): void {
    if (this.#closed || !this.#initiator) return;
    if (iceServers) this.setIceServers(iceServers);
    if (!this.#line.mayOffer()) return;
    this.#pc.restartIce();
    this.#library.negotiate();
  }

  send(text: string): boolean {
    if (this.#closed || !this.#channelOpen || this.#library._channel?.readyState !== 'open') return false;
    return this.#try(undefined, () => this.#library.send(text));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#line.stop();
    this.#library.destroy();
  }

  #tellChannel(state: 'open' | 'closed'): void {
    if (this.#closed || this.#channelOpen === (state === 'open')) return;
    this.#channelOpen = state === 'open';
    this.#events.channel(state);
  }

  #refuse(what: 'description' | 'candidate'): void {
    if (!this.#closed) this.#events.refused?.(what);
  }

  #try(what: 'description' | 'candidate' | undefined, deed: () => void): boolean {
    try {
      deed();
      return true;
    } catch {
      if (what) this.#refuse(what);
      return false;
    }
  }
}
