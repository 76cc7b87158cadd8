/** One side of a key agreement on Curve25519 (RFC 7748 §6.1): a fresh key a peer, by the browser or, where it cannot, by code. */
import type { Bytes } from './hkdf.ts';
import { createBrowserAgreement } from './x25519-browser.ts';

export interface KeyAgreement {
  /** 32 bytes. */
  readonly publicKey: Bytes;
  /** The shared secret, 32 bytes; `undefined` for a key of the other side that yields nothing but zeros. */
  agree(theirs: Bytes): Promise<Bytes | undefined>;
}

/** `privateKey`: 32 bytes, only for test vectors; without it a fresh one is made, and it never leaves the browser. */
export type CreateAgreement = (privateKey?: Bytes) => Promise<KeyAgreement>;

/**
 * WebCrypto's own (Chromium 133, Firefox 130, Safari 17); an older browser loads noble's. Rejects where neither can be had.
 */
export function keyAgreement(subtle: SubtleCrypto): CreateAgreement {
  return async (privateKey) => {
    const own = await createBrowserAgreement(subtle, privateKey).catch(() => undefined);
    if (own) return own;
    const { createNobleAgreement } = await import('./x25519-noble.ts');
    return createNobleAgreement(privateKey);
  };
}
