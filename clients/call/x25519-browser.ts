/** Curve25519 by WebCrypto: the private key stays inside the browser. */
import { type Bytes, isSameBytes } from './hkdf.ts';
import type { KeyAgreement } from './x25519.ts';

/** PKCS #8 around a raw private key (RFC 8410 §7). */
const pkcs8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];
/** The base point (RFC 7748 §4.1): agreeing with it yields the public key of an imported private one. */
const base = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0));

/** See {@link KeyAgreement}. Rejects where the browser does not know the curve. */
export async function createBrowserAgreement(subtle: SubtleCrypto, raw?: Bytes): Promise<KeyAgreement> {
  const agree = async (key: CryptoKey, theirs: Bytes): Promise<Bytes> => {
    const theirKey = await subtle.importKey('raw', theirs, 'X25519', false, []);
    return new Uint8Array(await subtle.deriveBits({ name: 'X25519', public: theirKey }, key, 256));
  };
  const { key, publicKey } = raw ? await imported(subtle, raw, agree) : await fresh(subtle);
  return {
    publicKey,
    // Some browsers throw over an all-zero secret, others return it (RFC 7748 §6.1 leaves the choice).
    agree: (theirs) =>
      agree(key, theirs).then(
        (secret) => (isSameBytes(secret, new Uint8Array(32)) ? undefined : secret),
        () => undefined,
      ),
  };
}

type Made = { key: CryptoKey; publicKey: Bytes };

async function fresh(subtle: SubtleCrypto): Promise<Made> {
  const pair = await subtle.generateKey('X25519', false, ['deriveBits']);
  if (!('privateKey' in pair)) throw new TypeError('a curve makes two keys');
  return { key: pair.privateKey, publicKey: new Uint8Array(await subtle.exportKey('raw', pair.publicKey)) };
}

async function imported(
  subtle: SubtleCrypto,
  raw: Bytes,
  agree: (key: CryptoKey, theirs: Bytes) => Promise<Bytes>,
): Promise<Made> {
  const key = await subtle.importKey('pkcs8', Uint8Array.from([...pkcs8, ...raw]), 'X25519', false, ['deriveBits']);
  return { key, publicKey: await agree(key, base) };
}
