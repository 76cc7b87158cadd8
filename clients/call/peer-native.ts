/** A peer on the browser's own RTCPeerConnection and nothing else. */
import type { CreatePeer, Peer, PeerCandidate, PeerDescription, PeerEvents, PeerOptions } from './peer.ts';
import { channelLabel, type PeerLine, peerConfiguration, peerLine } from './peer-line.ts';
import { isExpectedDescription, isUsableCandidate } from './peer-signal.ts';

/** See {@link CreatePeer}. */
export const createNativePeer: CreatePeer = (options, events) => new NativePeer(options, events);

class NativePeer implements Peer {
  readonly #pc: RTCPeerConnection;
  readonly #line: PeerLine;
  readonly #events: PeerEvents;
  readonly #initiator: boolean;
  #channel: RTCDataChannel | undefined;
  #channelOpen = false;
  /** Deeds on the connection, one after the other, so that a candidate never overtakes its description. */
  #deeds: Promise<void> = Promise.resolve();
  #early: PeerCandidate[] = [];
  #closed = false;

  constructor(options: PeerOptions, events: PeerEvents) {
    this.#pc = new RTCPeerConnection(peerConfiguration(options));
    this.#events = events;
    this.#initiator = options.initiator;
    this.#line = peerLine(this.#pc, events);
    this.attach = this.#line.attach;
    this.detach = this.#line.detach;
    this.sendContent = this.#line.sendContent;
    this.stats = this.#line.stats;
    this.remoteCertificates = this.#line.remoteCertificates;
    if (options.initiator) {
      this.#watchChannel(this.#pc.createDataChannel(channelLabel));
      this.#line.tracks.add();
      this.#offer();
    } else this.#pc.addEventListener('datachannel', ({ channel }) => this.#watchChannel(channel));
  }

  readonly attach: Peer['attach'];
  readonly detach: Peer['detach'];
  readonly sendContent: Peer['sendContent'];
  readonly stats: Peer['stats'];
  readonly remoteCertificates: Peer['remoteCertificates'];

  handleDescription(description: PeerDescription): void {
    this.#do('description', async () => {
      const expectedState = this.#initiator ? 'have-local-offer' : 'stable';
      if (!isExpectedDescription(description, this.#initiator) || this.#pc.signalingState !== expectedState)
        return this.#events.refused?.('description');
      const isRestart = this.#pc.remoteDescription !== null;
      await this.#pc.setRemoteDescription({ type: description.type, sdp: description.sdp });
      if (this.#initiator && isRestart) this.#line.watchRestart();
      for (const candidate of this.#early.splice(0)) await this.#add(candidate);
      if (this.#initiator) return;
      for (const transceiver of this.#pc.getTransceivers()) this.#line.tracks.adopt(transceiver);
      await this.#pc.setLocalDescription();
      this.#tellDescription();
    });
  }

  handleCandidate(candidate: PeerCandidate): void {
    this.#do('candidate', async () => {
      if (!isUsableCandidate(candidate)) this.#events.refused?.('candidate');
      else if (this.#pc.remoteDescription) await this.#add(candidate);
      else this.#early.push(candidate);
    });
  }

  setIceServers(iceServers: PeerOptions['iceServers']): void {
    if (!this.#closed) this.#line.setIceServers(iceServers);
  }

  restart(iceServers?: PeerOptions['iceServers']): void {
    if (!this.#initiator || this.#closed) return;
    if (iceServers) this.setIceServers(iceServers);
    if (!this.#line.mayOffer()) return;
    this.#pc.restartIce();
    this.#offer();
  }

  send(text: string): boolean {
    if (this.#closed || this.#channel?.readyState !== 'open') return false;
    try {
      this.#channel.send(text);
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#line.stop();
    this.#pc.close();
    queueMicrotask(() => this.#events.closed());
  }

  #offer(): void {
    this.#do('description', async () => {
      await this.#pc.setLocalDescription();
      this.#tellDescription();
    });
  }

  #tellDescription(): void {
    const { type, sdp } = this.#pc.localDescription ?? {};
    if (this.#closed || sdp === undefined || (type !== 'offer' && type !== 'answer')) return;
    this.#events.signal({ kind: 'description', type, sdp });
  }

  async #add(candidate: PeerCandidate): Promise<void> {
    const { kind: _, ...init } = candidate;
    await this.#pc.addIceCandidate(init).catch(() => this.#events.refused?.('candidate'));
  }

  #do(what: 'description' | 'candidate', deed: () => Promise<void>): void {
    this.#deeds = this.#deeds.then(async () => {
      if (this.#closed) return;
      await deed().catch(() => {
        if (!this.#closed) this.#events.refused?.(what);
      });
    });
  }

  #watchChannel(channel: RTCDataChannel): void {
    this.#channel = channel;
    const tell = (state: 'open' | 'closed') => () => {
      if (this.#closed || this.#channelOpen === (state === 'open')) return;
      this.#channelOpen = state === 'open';
      this.#events.channel(state);
    };
    channel.addEventListener('open', tell('open'));
    channel.addEventListener('close', tell('closed'));
    channel.addEventListener('message', ({ data }) => {
      if (!this.#closed && typeof data === 'string') this.#events.text(data);
    });
  }
}
