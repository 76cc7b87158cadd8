/** One certificate for each appointment and device, kept for a day so that a reload keeps the proof, and wiped at the end. */
import type { RoomId } from '@visavis/shared';
import { type CertificateStore, certificateStore } from './certificate-store.ts';

/** How long a certificate may live. Its private key can never leave the browser. */
export const certificateLifeMs = 24 * 3_600_000;

/** What was once found out about the other side, by whom the line was proven. `fingerprint` is SHA-256 in lower-case hex. */
export interface KeptProof {
  fingerprint: string;
  by: 'link' | 'words';
}

/** What is kept of an appointment. `expiresAt`: milliseconds since 1970 by this device. */
export interface CertificateRecord {
  room: RoomId;
  certificate: RTCCertificate;
  expiresAt: number;
  proof?: KeptProof;
}

/** The own certificate of an appointment on this device, and the proof that hangs on it. */
export interface OwnCertificate {
  readonly certificate: RTCCertificate;
  /** From before the reload; a peer that now shows another fingerprint is a hard warning, never a silent new proof. */
  readonly proof: KeptProof | undefined;
  /** Undefined: it is worth nothing any more. Rejects never: without storage the proof lasts as long as the page. */
  keepProof(proof: KeptProof | undefined): Promise<void>;
  /** At the end of the appointment: nothing of it stays on the device. Idempotent, rejects never. */
  wipe(): Promise<void>;
}

export interface CertificateParts {
  store: CertificateStore;
  now(): number;
  /** ECDSA P-256 (RFC 8827 §6.5), valid for {@link certificateLifeMs}. Rejects where the browser cannot. */
  generate(): Promise<RTCCertificate>;
}

const browserParts = (): CertificateParts => ({
  store: certificateStore(globalThis.indexedDB),
  now: Date.now,
  generate: () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', expires: certificateLifeMs };
    return RTCPeerConnection.generateCertificate(algorithm);
  },
});

/**
 * The kept certificate of `room`, or a new one. Whatever is older than a day goes away first, of every room. A browser
 * that cannot store keeps it in the page alone.
 */
export async function ownCertificate(room: RoomId, parts: CertificateParts = browserParts()): Promise<OwnCertificate> {
  const { store, now, generate } = parts;
  await store.deleteExpired(now());
  const kept = await store.get(room);
  const record = kept ?? { room, certificate: await generate(), expiresAt: now() + certificateLifeMs };
  if (!kept) await store.put(record);
  let proof = record.proof;
  let wiped = false;
  return {
    certificate: record.certificate,
    get proof() {
      return proof;
    },
    async keepProof(found) {
      if (wiped) return;
      proof = found;
      const { proof: _before, ...bare } = record;
      await store.put(found ? { ...bare, proof: found } : bare);
    },
    async wipe() {
      wiped = true;
      proof = undefined;
      await store.delete(room);
    },
  };
}
