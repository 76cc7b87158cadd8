/** A peer behind the SDP gate: the same interface, but nothing unchecked gets in and nothing odd gets out. */
import { isCandidateAllowed } from './candidate-gate.ts';
import type { CreatePeer, PeerDescription, PeerEvents } from './peer.ts';
import { checkSdp, type GateRefusal } from './sdp-gate.ts';

/** `own-description`: ours would not pass the other side's gate; a fault of ours or of this browser, never sent. */
export type GuardRefusal = GateRefusal | 'candidate' | 'own-description';

export interface GuardOptions {
  /**
   * The certificate that the handshake proved, as 64 hex digits; undefined until it has, then the first one seen is held
   * to for the life of the peer.
   */
  expectedFingerprint?: (() => string | undefined) | undefined;
  refused(reason: GuardRefusal): void;
}

/** Wraps an implementation. The peer behind never learns of what was refused, and lives on. */
export function guardPeer(create: CreatePeer, guard: GuardOptions): CreatePeer {
  return (options, events) => {
    let theirs: string | undefined;
    let own: string | undefined;
    const signal: PeerEvents['signal'] = (outgoing) => {
      if (outgoing.kind === 'description') {
        const result = checkSdp(outgoing.sdp, { type: outgoing.type, expectedFingerprint: own });
        if (!result.ok) {
          guard.refused('own-description');
          return;
        }
        own = result.fingerprint;
      }
      events.signal(outgoing);
    };
    const peer = create(options, { ...events, signal });
    const handleDescription = (description: PeerDescription): void => {
      const expectedFingerprint = guard.expectedFingerprint?.() ?? theirs;
      const result = checkSdp(description.sdp, { type: description.type, expectedFingerprint });
      if (!result.ok) {
        guard.refused(result.reason);
        return;
      }
      theirs = result.fingerprint;
      peer.handleDescription(description);
    };
    return {
      handleDescription,
      handleCandidate(candidate) {
        if (isCandidateAllowed(candidate.candidate)) peer.handleCandidate(candidate);
        else guard.refused('candidate');
      },
      setIceServers: (servers) => peer.setIceServers(servers),
      restart: (servers) => peer.restart(servers),
      attach: (tracks) => peer.attach(tracks),
      detach: () => peer.detach(),
      send: (text) => peer.send(text),
      sendContent: (channel, bytes) => peer.sendContent(channel, bytes),
      stats: () => peer.stats(),
      remoteCertificates: () => peer.remoteCertificates(),
      close: () => peer.close(),
    };
  };
}
