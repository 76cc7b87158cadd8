/** Peers without a browser: the double that engine tests run on, kept honest by the contract of the real ones. */
import type { CreatePeer } from './peer.ts';
import { MemoryPeer } from './peer-memory-peer.ts';

export { memoryCertificate } from './peer-memory-sdp.ts';
export { isOnAir, memoryTrack } from './peer-memory-tracks.ts';

/** All memory peers that can reach each other, and the weather between them. */
export interface MemoryNetwork {
  create: CreatePeer;
  /** Open connections become `disconnected`, and no new one comes up. */
  cut(): void;
  /** The path in use is gone for good, as when a relay dies or a device changes networks: `disconnected`; a restart helps. */
  reroute(): void;
  /** Open and cut connections become `failed`; only a restart helps, once the network is healed. */
  fail(): void;
  /** Cut connections come back by themselves, and new ones come up. */
  heal(): void;
  /** Every data channel closes, as Firefox does when a path fails. */
  closeChannels(): void;
}

/** A network of its own, with nobody in it. */
export function memoryNetwork(): MemoryNetwork {
  const peers = new Map<number, MemoryPeer>();
  const weather = { up: true };
  let next = 1;
  const all = (deed: (peer: MemoryPeer) => void) => () => [...peers.values()].forEach(deed);
  return {
    create: (options, events) => {
      const peer = new MemoryPeer(next++, options, events, { find: (id) => peers.get(id), isUp: () => weather.up });
      peers.set(peer.id, peer);
      return peer;
    },
    cut: () => {
      weather.up = false;
      all((peer) => peer.lose('disconnected', false))();
    },
    reroute: all((peer) => peer.lose('disconnected', true)),
    fail: () => {
      weather.up = false;
      all((peer) => peer.lose('failed', true))();
    },
    heal: () => {
      weather.up = true;
      all((peer) => peer.look())();
    },
    closeChannels: all((peer) => peer.closeChannel()),
  };
}
