/** The parts a call is made of, so that tests can put doubles in their place, and the browser's own. */
import type { Capabilities, RoomId } from '@visavis/shared';
import type { WatchForCauses } from './cause-face.ts';
import type { OwnCertificate } from './certificate.ts';
import type { Clock } from './clock.ts';
import type { CreateOpposites } from './pair-face.ts';
import type { CreatePeer } from './peer.ts';
import type { WatchForReport } from './report-face.ts';
import type { Connect } from './signalling.ts';
import type { Wake } from './wake.ts';

export interface CallParts {
  clock: Clock;
  /** One connection to a pod; coming back is the engine's. */
  connect: Connect;
  createPeer: CreatePeer;
  /** The person opposite, whose parts are these, and whoever joins the two. */
  createOpposite: CreateOpposites;
  wake: Wake;
  subtle: SubtleCrypto;
  capabilities: Capabilities;
  /** Secure random bytes. */
  randomBytes(count: number): Uint8Array;
  /** In [0, 1), for waiting times. */
  jitter(): number;
  /** Watches a call to report on it; without it nothing is reported. */
  report?: WatchForReport;
  /** Watches a call for what may be wrong with it; without it nothing is found. */
  causes?: WatchForCauses;
  /** One for the appointment and device, so that a reload keeps the proof. */
  ownCertificate(room: RoomId): Promise<OwnCertificate>;
}
