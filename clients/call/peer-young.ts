/** A peer that is not built with dead relay credentials: where they are old, it waits a moment for fresh ones. */
import type { IceSource } from './ice-servers.ts';
import type { CreatePeer } from './peer.ts';
import { peerLater } from './peer-later.ts';

/**
 * At once while the credentials are young. Else the peer keeps what it is told meanwhile, and is built with what
 * `ice.fresh()` brings: both sides build anew, and what the other one says must not be lost.
 */
export const peerWhenYoung = (createPeer: CreatePeer, ice: Pick<IceSource, 'isYoung' | 'fresh'>): CreatePeer => {
  if (ice.isYoung) return createPeer;
  return peerLater(async () => {
    const iceServers = await ice.fresh();
    return (options, events) => createPeer({ ...options, iceServers }, events);
  }).createPeer;
};
