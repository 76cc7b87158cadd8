/** Curve25519 in code, for browsers whose WebCrypto does not know it: loaded only there. */
import { x25519 } from '@noble/curves/ed25519.js';
import type { Bytes } from './hkdf.ts';
import type { KeyAgreement } from './x25519.ts';

/** See {@link KeyAgreement}. */
export function createNobleAgreement(
  privateKey: Bytes = Uint8Array.from(x25519.utils.randomSecretKey()),
): KeyAgreement {
  return {
    publicKey: Uint8Array.from(x25519.getPublicKey(privateKey)),
    // noble throws over an all-zero secret and over keys of another length.
    agree: async (theirs) => {
      try {
        return Uint8Array.from(x25519.getSharedSecret(privateKey, theirs));
      } catch {
        return undefined;
      }
    },
  };
}
