/** SFrame (RFC 9605): one frame sealed under one key and counter, with the two AES-GCM suites of the standard. */
import { encodeHeader } from './sframe-header.ts';

/** Cipher suites (RFC 9605 §4.5), by their number. We use 4; 5 is for those who ask for longer keys. */
export const sframeSuites = {
  4: { name: 'AES_128_GCM_SHA256_128', hash: 'SHA-256', keyBits: 128 },
  5: { name: 'AES_256_GCM_SHA512_128', hash: 'SHA-512', keyBits: 256 },
} as const;
export type SframeSuite = keyof typeof sframeSuites;

/** What a base key becomes for one direction and epoch. Nothing of it can be read out again. */
export interface SframeKey {
  readonly kid: bigint;
  readonly cipher: CryptoKey;
  readonly salt: Uint8Array<ArrayBuffer>;
}

/** A base key as WebCrypto takes it; the caller wipes `bytes`. */
export const importBaseKey = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey', 'deriveBits']);

/** Label of a key or salt (RFC 9605 §4.4.2): text || KID as 8 bytes || suite as 2. */
export function sframeLabel(text: 'key' | 'salt', suite: SframeSuite, kid: bigint): Uint8Array<ArrayBuffer> {
  const words = new TextEncoder().encode(`SFrame 1.0 Secret ${text} `);
  const label = new Uint8Array(words.length + 10);
  label.set(words);
  const view = new DataView(label.buffer);
  view.setBigUint64(words.length, kid);
  view.setUint16(words.length + 8, suite);
  return label;
}

/** Key schedule of RFC 9605 §4.4.2. `usage`: a key that seals opens nothing, and the other way round. */
export async function deriveSframeKey(
  suite: SframeSuite,
  kid: bigint,
  baseKey: CryptoKey,
  usage: 'encrypt' | 'decrypt',
): Promise<SframeKey> {
  const { hash, keyBits } = sframeSuites[suite];
  const hkdf = (text: 'key' | 'salt') => ({
    name: 'HKDF',
    hash,
    salt: new Uint8Array(),
    info: sframeLabel(text, suite, kid),
  });
  const [cipher, salt] = await Promise.all([
    crypto.subtle.deriveKey(hkdf('key'), baseKey, { name: 'AES-GCM', length: keyBits }, false, [usage]),
    crypto.subtle.deriveBits(hkdf('salt'), baseKey, 96),
  ]);
  return { kid, cipher, salt: new Uint8Array(salt) };
}

/** AES-GCM parameters of one frame: nonce = salt XOR counter, AAD = header || metadata (RFC 9605 §4.4.3). */
function parameters(key: SframeKey, ctr: bigint, header: Uint8Array, metadata: Uint8Array): AesGcmParams {
  const iv = key.salt.slice();
  const view = new DataView(iv.buffer);
  view.setBigUint64(4, view.getBigUint64(4) ^ ctr);
  const additionalData = new Uint8Array(header.length + metadata.length);
  additionalData.set(header);
  additionalData.set(metadata, header.length);
  return { name: 'AES-GCM', iv, additionalData, tagLength: 128 };
}

/** `prefix` || header || ciphertext || tag. The prefix stays readable: the caller puts it into `metadata`. */
export async function sealFrame(
  key: SframeKey,
  ctr: bigint,
  plain: { body: Uint8Array<ArrayBuffer>; metadata: Uint8Array; prefix: Uint8Array },
): Promise<Uint8Array<ArrayBuffer>> {
  const header = encodeHeader({ kid: key.kid, ctr });
  const { body, metadata, prefix } = plain;
  const sealed = await crypto.subtle.encrypt(parameters(key, ctr, header, metadata), key.cipher, body);
  const frame = new Uint8Array(prefix.length + header.length + sealed.byteLength);
  frame.set(prefix);
  frame.set(header, prefix.length);
  frame.set(new Uint8Array(sealed), prefix.length + header.length);
  return frame;
}

/**
 * The body behind `header`, without the prefix. Rejects with an `OperationError` when key, counter, header, metadata or
 * a single bit is not the sender's.
 */
export async function openFrame(
  key: SframeKey,
  ctr: bigint,
  sealed: { header: Uint8Array; metadata: Uint8Array; body: Uint8Array<ArrayBuffer> },
): Promise<Uint8Array<ArrayBuffer>> {
  const { header, metadata, body } = sealed;
  return new Uint8Array(await crypto.subtle.decrypt(parameters(key, ctr, header, metadata), key.cipher, body));
}
