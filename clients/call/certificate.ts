/** One certificate for each appointment and device, kept for a day so that a reload keeps the proof, and wiped at the end. */
import { limits, type RoomId } from '@visavis/shared';
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
  const found = await store.get(room);
  // One that might run out before the room does could not carry a new line then.
  const kept = found && found.expiresAt - now() >= limits.roomMaxMs ? found : undefined;
  const record = kept ?? { room, certificate: await generate(), expiresAt: now() + certificateLifeMs };
  if (!kept) await store.put(record);
  let proof = record.proof;
  let wiped = false;
  // One after the other: what is kept last is what stays, and nothing stays after the end.
  let deeds: Promise<void> = Promise.resolve();
  const soon = (deed: () => Promise<void>): Promise<void> => {
    deeds = deeds.then(deed);
    return deeds;
  };
  return {
    certificate: record.certificate,
    get proof() {
      return proof;
    },
    keepProof(latest) {
      if (wiped) return deeds;
      proof = latest;
      const { proof: _before, ...bare } = record;
      return soon(() => store.put(latest ? { ...bare, proof: latest } : bare));
    },
    wipe() {
      wiped = true;
      proof = undefined;
      return soon(() => store.delete(room));
    },
  };
}
