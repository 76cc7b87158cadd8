/** Makes the handshakes of one pair: who is who in them, and with which certificate. */
import { fingerprintOf } from './certificate-print.ts';
import { RunningHandshake } from './handshake-run.ts';
import type { PairOptions } from './pair-face.ts';
import type { CreateHandshake } from './peer-proven.ts';
import { type Party, roleOf } from './roles.ts';

/** One for every peer between this page and `peer`. */
export function handshakesWith(peer: Party, options: PairOptions, mode: 0 | 1): CreateHandshake {
  const { self, room, certificate, subtle, randomBytes, clock } = options;
  const role = roleOf(self, peer);
  const [initiator, responder] = role === 'initiator' ? [self, peer] : [peer, self];
  const seats = { initiator: initiator.seat, responder: responder.seat };
  const fingerprint = certificate && fingerprintOf(certificate.certificate);
  return (pid, events) =>
    new RunningHandshake({ role, room, pid, mode, seats, fingerprint, subtle, randomBytes, clock }, events);
}
