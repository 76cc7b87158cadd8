/** HKDF in its two halves (RFC 5869 with SHA-256), which WebCrypto only offers as one: every key of the proof comes from here. */

/** Bytes that WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** HMAC-SHA-256 (RFC 2104), 32 bytes. */
export async function hmac(subtle: SubtleCrypto, key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, data));
}

/** `HKDF-Extract(salt, ikm)`, 32 bytes. */
export const hkdfExtract = hmac;

/** `HKDF-Expand(prk, info, length)` for at most 32 bytes, which is one block. Throws a `RangeError` for more. */
export async function hkdfExpand(subtle: SubtleCrypto, prk: Bytes, info: Bytes, length: number): Promise<Bytes> {
  if (length > 32) throw new RangeError('more than one block');
  const block = new Uint8Array(info.length + 1);
  block.set(info);
  block[info.length] = 1;
  const whole = await hmac(subtle, prk, block);
  const part = whole.slice(0, length);
  whole.fill(0);
  return part;
}

/** SHA-256 (FIPS 180-4). */
export const sha256 = async (subtle: SubtleCrypto, data: Bytes): Promise<Bytes> =>
  new Uint8Array(await subtle.digest('SHA-256', data));

/** Same length and content, in a time that does not tell where they differ. */
export function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at] ?? 0);
  return difference === 0;
}
