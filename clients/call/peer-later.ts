/** A peer whose code is still on its way: keeps what it is told, in order, and hands it on when the code is here. */
import type { CreatePeer, Peer, PeerEvents, PeerOptions, PeerStats } from './peer.ts';

const noStats: PeerStats = {
  path: 'unknown',
  codec: undefined,
  roundTripMs: undefined,
  packetsReceived: 0,
  packetsLost: 0,
  framesDecoded: 0,
};

/**
 * Makes peers with what `load` brings; once it is here, without any delay. Code that cannot be loaded counts as a
 * connection that the browser gave up: `closed` is told, and the next peer tries to load it again.
 */
export function peerLater(load: () => Promise<CreatePeer>): { createPeer: CreatePeer; warm(): void } {
  let loaded: CreatePeer | undefined;
  let loading: Promise<CreatePeer> | undefined;
  const fetched = (): Promise<CreatePeer> => {
    loading ??= load().then(
      (create) => {
        loaded = create;
        return create;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  return {
    createPeer: (options, events) =>
      loaded ? loaded(options, events) : new LaterPeer(fetched, { ...options }, events),
    warm: () => void fetched().catch(() => undefined),
  };
}

class LaterPeer implements Peer {
  readonly #events: PeerEvents;
  /** What to do with the real one, as soon as it is here. */
  #waiting: ((peer: Peer) => void)[] = [];
  #peer: Peer | undefined;
  #closed = false;

  constructor(fetched: () => Promise<CreatePeer>, options: PeerOptions, events: PeerEvents) {
    this.#events = events;
    fetched().then(
      (create) => this.#arrive(() => create(options, events)),
      () => this.close(),
    );
  }

  #arrive(create: () => Peer): void {
    if (this.#closed) return;
    try {
      this.#peer = create();
    } catch {
      this.close();
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const task of waiting) task(this.#peer);
  }

  #soon(task: (peer: Peer) => void): void {
    if (this.#peer) task(this.#peer);
    else if (!this.#closed) this.#waiting.push(task);
  }

  /** As {@link #soon}, for what answers; a peer that never comes has nothing to wait for. */
  #answer<T>(task: (peer: Peer) => Promise<T>, otherwise: T): Promise<T> {
    if (this.#peer) return task(this.#peer);
    if (this.#closed) return Promise.resolve(otherwise);
    return new Promise((resolve) => {
      this.#waiting.push((peer) => resolve(task(peer)));
    });
  }

  handleDescription: Peer['handleDescription'] = (description) =>
    this.#soon((peer) => peer.handleDescription(description));
  handleCandidate: Peer['handleCandidate'] = (candidate) => this.#soon((peer) => peer.handleCandidate(candidate));
  setIceServers: Peer['setIceServers'] = (servers) => this.#soon((peer) => peer.setIceServers(servers));
  restart: Peer['restart'] = (servers) => this.#soon((peer) => peer.restart(servers));
  attach: Peer['attach'] = (tracks) => this.#answer((peer) => peer.attach(tracks), undefined);
  detach: Peer['detach'] = () => this.#answer((peer) => peer.detach(), undefined);
  send: Peer['send'] = (text) => this.#peer?.send(text) ?? false;
  sendContent: Peer['sendContent'] = (channel, bytes) =>
    this.#peer?.sendContent(channel, bytes) ?? Promise.resolve(false);
  stats: Peer['stats'] = () => this.#peer?.stats() ?? Promise.resolve(noStats);
  remoteCertificates: Peer['remoteCertificates'] = () => this.#peer?.remoteCertificates() ?? [];

  close(): void {
    if (this.#peer) {
      this.#peer.close();
      return;
    }
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = [];
    this.#events.closed();
  }
}
